/** Token buckets in memory, for limits that refill within minutes. @module */

/** Milliseconds from an arbitrary start, which never go backwards (R10). */
export type Now = () => number

/** Rate of a bucket. */
export interface Rate {
  /** Size: how many may pass at once. */
  burst: number
  /** Milliseconds in which one token is added. */
  every_ms: number
}

/** State of a bucket. */
export interface Taken {
  allowed: boolean
  /** How many may still pass at once. */
  remaining: number
  /** Seconds until one may pass; 0 = now. */
  retry_after_s: number
  /** Milliseconds until the bucket is full. */
  full_in_ms: number
}

/** One bucket per key. */
export interface Buckets {
  /** Takes a token if there is one. */
  take(key: string, rate: Rate): Taken
  /** Undoes a `take`. */
  putBack(key: string, rate: Rate): void
  /** Reads the state without taking a token. */
  peek(key: string, rate: Rate): Taken
}

/** Most keys in memory. The least recently used one is dropped first: it is most likely full again. */
const MOST_KEYS = 100_000

/** Creates buckets that are all full. */
export function createBuckets(now: Now): Buckets {
  /** When each bucket will be full again. */
  const fullAt = new Map<string, number>()

  function look(key: string, { burst, every_ms }: Rate, tokens: number): Taken & { full_at: number } {
    const at = now()
    // The rate may have changed since: nobody waits longer than the bucket takes to fill.
    const before = Math.min(Math.max(fullAt.get(key) ?? at, at), at + burst * every_ms)
    const full_at = before + tokens * every_ms
    // Tolerates 0.5 ms of rounding error.
    const allowed = full_at - at <= burst * every_ms + 0.5
    const full_in_ms = (allowed ? full_at : before) - at
    return {
      allowed,
      remaining: Math.max(0, Math.floor(burst - full_in_ms / every_ms + 0.001)),
      retry_after_s: allowed ? 0 : Math.max(1, Math.ceil((full_at - at - burst * every_ms) / 1_000)),
      full_in_ms,
      full_at,
    }
  }

  return {
    peek: (key, rate) => look(key, rate, 1),
    putBack(key, { every_ms }) {
      const full_at = fullAt.get(key)
      if (full_at !== undefined) fullAt.set(key, full_at - every_ms)
    },
    take(key, rate) {
      const taken = look(key, rate, 1)
      if (!taken.allowed) return taken
      fullAt.delete(key)
      fullAt.set(key, taken.full_at)
      const [oldest] = fullAt.keys()
      if (fullAt.size > MOST_KEYS && oldest !== undefined) fullAt.delete(oldest)
      return taken
    },
  }
}
