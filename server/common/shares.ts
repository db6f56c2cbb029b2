/** Limits of work in flight for each owner: work beyond the limit is refused, not queued. @module */

/** Counts by kind of owner: a tenant, an address … */
export interface Shares<Kind extends string> {
  /**
   * Takes one place of each given kind, or none.
   *
   * @returns a function that releases them; or the first kind, in the order of the limits, whose share is full
   */
  take(owners: { readonly [kind in Kind]?: string | undefined }): (() => void) | Kind
}

/** @param most places of one owner, by kind */
export function createShares<Kind extends string>(most: { readonly [kind in Kind]: number }): Shares<Kind> {
  const kinds = Object.keys(most) as Kind[]
  const taken = new Map<string, number>()

  function release(key: string): void {
    const left = (taken.get(key) ?? 0) - 1
    if (left > 0) taken.set(key, left)
    else taken.delete(key)
  }

  return {
    take(owners) {
      const keys: string[] = []
      for (const kind of kinds) {
        const owner = owners[kind]
        if (owner === undefined) continue
        const key = `${kind} ${owner}`
        if ((taken.get(key) ?? 0) >= most[kind]) return kind
        keys.push(key)
      }
      for (const key of keys) taken.set(key, (taken.get(key) ?? 0) + 1)
      return () => {
        for (const key of keys.splice(0)) release(key)
      }
    },
  }
}
