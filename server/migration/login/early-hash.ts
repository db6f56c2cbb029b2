/** The hash of a first sign-in, begun beside the script: it depends on the typed password alone. @module */
import type { Passwords } from '../../password/hash.ts'

/** One hash, which may begin before it is known to be needed. */
export interface EarlyHash {
  /** Begins behind the tenant's other hashes: what may not be needed holds up nothing that is. */
  begin(): void
  /**
   * Waits for the hash. One that is still waiting for its turn gets in line with those that are needed.
   *
   * @throws {ApiError} temporarily_unavailable
   */
  take(): Promise<string>
  /** It is not needed: gives it up, unless it is being computed. */
  drop(): void
}

/** @param owner whose share of the turns it takes */
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
      // Whoever takes it hears of it.
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
