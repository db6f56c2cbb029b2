/** The closest name to a misspelt one. @module */

/** @returns the nearest of the names; undefined when none is near */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  if (name.length > 100) return undefined
  let least = name.length < 6 ? 2 : 3
  let best: string | undefined
  for (const candidate of names) {
    if (candidate === name) continue
    if (flat(candidate) === flat(name)) return candidate
    // A short word with another first letter is another word: `same` is not a misspelt `name`.
    if (name.length < 5 && candidate[0]?.toLowerCase() !== name[0]?.toLowerCase()) continue
    if (Math.abs(candidate.length - name.length) >= least || candidate.length < 3) continue
    const edits = distance(name.toLowerCase(), candidate.toLowerCase())
    if (edits < least) {
      least = edits
      best = candidate
    }
  }
  return best
}

/** `emailVerified`, `Email-Verified` and `email_verified` are spellings of one name. */
function flat(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** Number of edits from one to the other; swapping two neighbours is one edit. */
function distance(one: string, other: string): number {
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      let edits = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        edits = Math.min(edits, (before[j - 2] ?? 0) + 1)
      }
      next.push(edits)
    }
    before = row
    row = next
  }
  return row[other.length] ?? 0
}
