/** Counts the bytes that TLS adds to the data of an isolate's connections. @module */
import type { TLSSocket } from 'node:tls'

/** The tally of one isolate. */
export interface TlsTally {
  /**
   * Counts a session's bytes until it closes.
   *
   * @returns a function to call with the length of each piece of ciphertext
   */
  watch(session: TLSSocket): (bytes: number) => void
  /** @returns ciphertext less cleartext since the last `reset`: handshakes, tickets, frames of records */
  extra(): number
  reset(): void
}

export function createTlsTally(): TlsTally {
  const open = new Map<TLSSocket, () => number>()
  let closed = 0
  let base = 0

  function total(): number {
    let sum = closed
    for (const extraOf of open.values()) sum += extraOf()
    return sum
  }

  return {
    watch(session) {
      let ciphertext = 0
      const extraOf = () => Math.max(0, ciphertext - session.bytesRead)
      open.set(session, extraOf)
      session.once('close', () => {
        closed += extraOf()
        open.delete(session)
      })
      return (bytes) => {
        ciphertext += bytes
      }
    },
    extra: () => Math.max(0, total() - base),
    reset() {
      base = total()
    },
  }
}
