/** Sharing work between simultaneous logins of one user. @module */
import { createHmac, randomBytes } from 'node:crypto'
import { ApiError } from '../errors.ts'

/** Runs of one identifier at the same time, each with another password. */
const RUNS_PER_IDENTIFIER = 3
/** Further passwords of the same identifier that may wait for one of those. */
const WAITING_PER_IDENTIFIER = 20

/** Shares one piece of work between all who ask for it while it is under way (M6). */
export interface Coalescer<T> {
  /**
   * @param who of several passwords for the same `who`, three are tried at once
   * @param what all that the work depends on, the password included; kept as an HMAC under a key of this process (K8)
   * @returns the work's result, and whether this call was the one that started it
   * @throws {ApiError} temporarily_unavailable when too many passwords of one `who` wait
   */
  share(
    who: readonly string[],
    what: readonly string[],
    work: () => Promise<T>,
  ): Promise<{ result: T; first: boolean }>
}

interface Lane {
  running: number
  waiting: (() => void)[]
}

/** Creates an empty coalescer; its key is random and never leaves it. */
export function createCoalescer<T>(): Coalescer<T> {
  const hmacKey = randomBytes(32)
  const underWay = new Map<string, Promise<T>>()
  const lanes = new Map<string, Lane>()

  const digest = (parts: readonly (string | readonly string[])[]): string =>
    createHmac('sha256', hmacKey).update(JSON.stringify(parts)).digest('base64')

  async function inLane(name: string, work: () => Promise<T>): Promise<T> {
    const lane = lanes.get(name) ?? { running: 0, waiting: [] }
    lanes.set(name, lane)
    if (lane.running >= RUNS_PER_IDENTIFIER) {
      if (lane.waiting.length >= WAITING_PER_IDENTIFIER) {
        throw new ApiError('temporarily_unavailable', undefined, { retry_after_s: 2 })
      }
      // The one that ends hands its place on, so `running` is not touched here.
      await new Promise<void>((resolve) => lane.waiting.push(resolve))
    } else {
      lane.running += 1
    }
    try {
      return await work()
    } finally {
      const next = lane.waiting.shift()
      if (next) next()
      else if (--lane.running === 0) lanes.delete(name)
    }
  }

  return {
    async share(who, what, work) {
      const key = digest([who, what])
      const shared = underWay.get(key)
      if (shared !== undefined) return { result: await shared, first: false }
      const started = inLane(digest(who), work).finally(() => underWay.delete(key))
      underWay.set(key, started)
      return { result: await started, first: true }
    },
  }
}
