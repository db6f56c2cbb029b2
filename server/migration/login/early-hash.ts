/** Hashes the password of a first sign-in while the script runs, since the hash depends on the password alone. @module */
import type { Passwords } from '../../password/hash.ts'

/** A hash that may be started before it is known to be needed. */
export interface EarlyHash {
  /** Starts the hash after the tenant's other hashes, so that it delays none that is needed. */
  begin(): void
  /**
   * Waits for the hash. If it is still queued, it moves to the queue of hashes that are needed.
   *
   * @throws {ApiError} temporarily_unavailable
   */
  take(): Promise<string>
  /** Cancels the hash, unless it is being computed. */
  drop(): void
}

/** @param owner tenant whose share of the hash places is used */
export function createEarlyHash(
  passwords: Pick<Passwords, 'hash'>,
  owner: string,
  password: string,
): EarlyHash {
  const waiting = new AbortController()
  let begun: Promise<string> | undefined
  return {
    begin() {
      begun = passwords.hash(owner, password, { later: true, signal: waiting.signal })
      // `take` reports the error.
      begun.catch(() => undefined)
    },
    async take() {
      const early = begun
      waiting.abort()
      if (!early) return passwords.hash(owner, password)
      return early.catch(() => passwords.hash(owner, password))
    },
    drop: () => waiting.abort(),
  }
}
