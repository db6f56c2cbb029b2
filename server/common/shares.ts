/** How much may be under way in somebody's name: counts with a limit, for work that is refused rather than kept waiting. @module */

/** Counts by kind: of a tenant, of an address … */
export interface Shares<Kind extends string> {
  /**
   * Takes one of each kind that is named, or none.
   *
   * @returns gives them back, once; or the first kind, in the order of the limits, that is used up
   */
  take(owners: { readonly [kind in Kind]?: string | undefined }): (() => void) | Kind
}

/** @param most of one owner, by kind */
export function createShares<Kind extends string>(most: { readonly [kind in Kind]: number }): Shares<Kind> {
  const kinds = Object.keys(most) as Kind[]
  const taken = new Map<string, number>()

  function giveBack(key: string): void {
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
        for (const key of keys.splice(0)) giveBack(key)
      }
    },
  }
}
