/** Shares work between simultaneous logins of one user. @module */
import { createHmac, randomBytes } from 'node:crypto'
import { createGate } from '../../common/gate.ts'

/** Simultaneous runs for one identifier, each with another password. */
const RUNS_PER_IDENTIFIER = 3
/** Further passwords of the same identifier that may wait. */
const WAITING_PER_IDENTIFIER = 20

/** Shares one piece of work between all callers who ask for it while it is under way (M6). */
export interface Coalescer<T> {
  /**
   * @param who of several passwords for the same `who`, three are tried at once
   * @param what everything that the work depends on, the password included; kept as an HMAC under a key of this process
   * (K8)
   * @returns the result of the work, and whether this call started it
   * @throws {ApiError} temporarily_unavailable when too many passwords of one `who` wait
   */
  share(
    who: readonly string[],
    what: readonly string[],
    work: () => Promise<T>,
  ): Promise<{ result: T; first: boolean }>
}

/** Creates an empty coalescer; its key is random and never leaves it. */
export function createCoalescer<T>(): Coalescer<T> {
  const hmacKey = randomBytes(32)
  const underWay = new Map<string, Promise<T>>()
  // Per identifier; the total is bounded by the queues of hashes and scripts.
  const limits = {
    running: Number.POSITIVE_INFINITY,
    running_per_owner: RUNS_PER_IDENTIFIER,
    waiting_per_owner: WAITING_PER_IDENTIFIER,
  }
  const gate = createGate(limits, {
    message: 'Too many sign-ins of this person are waiting. Try again in a moment.',
    retry_after_s: 2,
  })

  const digest = (parts: readonly (string | readonly string[])[]): string =>
    createHmac('sha256', hmacKey).update(JSON.stringify(parts)).digest('base64')

  return {
    async share(who, what, work) {
      const key = digest([who, what])
      const shared = underWay.get(key)
      if (shared !== undefined) return { result: await shared, first: false }
      const started = gate.run(digest(who), work).finally(() => underWay.delete(key))
      underWay.set(key, started)
      return { result: await started, first: true }
    },
  }
}
