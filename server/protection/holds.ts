/** Attempts that are under way and count as failed until they end. @module */

/** Counts by key. */
export interface Holds {
  /** @returns how many are held now, this one included */
  take(key: string): number
  giveBack(key: string): void
}

/** Creates counts that are all nought. Kept are only keys that are held. */
export function createHolds(): Holds {
  const held = new Map<string, number>()
  return {
    take(key) {
      const count = (held.get(key) ?? 0) + 1
      held.set(key, count)
      return count
    },
    giveBack(key) {
      const count = (held.get(key) ?? 0) - 1
      if (count > 0) held.set(key, count)
      else held.delete(key)
    },
  }
}
