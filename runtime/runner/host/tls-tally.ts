/** How many bytes TLS adds to what the other sides of an isolate's connections say. @module */
import type { TLSSocket } from 'node:tls'

/** Of one isolate. */
export interface TlsTally {
  /**
   * Counts a session's bytes in until it closes.
   *
   * @returns to be told of each piece of ciphertext, by its length
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
