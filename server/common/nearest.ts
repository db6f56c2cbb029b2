/** The name that was probably meant. @module */

/** Longer words are no slips of names that are known. */
const MOST_CHARACTERS = 64

/** @returns the known name with the fewest edits from the given one; undefined when none is near. @see Levenshtein */
export function nearestOf(name: string, known: readonly string[]): string | undefined {
  if (name.length > MOST_CHARACTERS) return undefined
  const folded = name.toLowerCase()
  let best: { edits: number; name: string } | undefined
  for (const one of known) {
    const edits = editsBetween(folded, one.toLowerCase())
    const most = Math.max(1, Math.floor(Math.min(folded.length, one.length) / 3))
    if (edits <= most && (!best || edits < best.edits)) best = { edits, name: one }
  }
  return best?.name
}

/** @returns letters to put in, take out, replace or swap with the next one; takes the product of both lengths */
export function editsBetween(a: string, b: string): number {
  let last: number[] = []
  let before = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let edits = Math.min(changed, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        edits = Math.min(edits, (last[j - 2] ?? 0) + 1)
      }
      row.push(edits)
    }
    last = before
    before = row
  }
  return before[b.length] ?? 0
}
