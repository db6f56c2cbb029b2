/** Attempts in flight, which count as failed until they end. @module */

/** Counts by key. */
export interface InFlight {
  /** @returns how many are in flight, this one included */
  take(key: string): number
  release(key: string): void
}

/** Creates counts that are all zero. Only keys in flight take memory. */
export function createInFlight(): InFlight {
  const counts = new Map<string, number>()
  return {
    take(key) {
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      return count
    },
    release(key) {
      const count = (counts.get(key) ?? 0) - 1
      if (count > 0) counts.set(key, count)
      else counts.delete(key)
    },
  }
}
