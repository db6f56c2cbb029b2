/** Finds the known name that a misspelt name most likely stands for. @module */

/** Longer names are no slips of known ones; this also bounds the work. */
const MOST_CHARACTERS = 64
const MOST_NAMES = 500

/** @returns the known name with the fewest edits from the given one, at most a third of its letters; undefined for none */
export function nearestOf(typed: string, names: readonly string[]): string | undefined {
  const allowed = (name: string): number => Math.max(1, Math.floor(Math.min(typed.length, name.length) / 3))
  return nearestBy(typed, names, { form: (name) => name.toLowerCase(), allowed })
}

/**
 * Compares without case, dashes and underscores.
 *
 * @returns the nearest of the names: one that differs by a few letters, or that the other begins with; undefined for none
 */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  return (
    nearestBy(typed, names, { form: plainForm, allowed: slipsIn }) ??
    longerName(plainForm(typed.slice(0, MOST_CHARACTERS)), names)
  )
}

/** @returns the known name that was certainly meant: one letter differs, or two in a long name */
export function misspelt(typed: string, names: readonly string[]): string | undefined {
  const allowed = (name: string): number => (name.length < 5 ? 0 : name.length < 10 ? 1 : 2)
  return nearestBy(typed, names, { form: plainForm, allowed })
}

/**
 * @returns the fewest letters to insert, delete, replace or swap with their neighbour. Takes time in the product of both
 *   lengths. @see Damerau–Levenshtein distance
 */
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

/** @param by.form what is compared of a name; @param by.allowed edits, by the known name */
function nearestBy(
  typed: string,
  names: readonly string[],
  by: { form: (name: string) => string; allowed: (name: string) => number },
): string | undefined {
  if (typed.length === 0 || typed.length > MOST_CHARACTERS) return undefined
  const given = by.form(typed)
  let best: { name: string; edits: number } | undefined
  const short = names.values().filter(({ length }) => length <= MOST_CHARACTERS)
  for (const name of short.take(MOST_NAMES)) {
    const other = by.form(name)
    const most = Math.min(by.allowed(name), (best?.edits ?? Number.POSITIVE_INFINITY) - 1)
    if (Math.abs(other.length - given.length) > most) continue
    const edits = editsBetween(given, other)
    if (edits <= most) best = { name, edits }
  }
  return best?.name
}

/** How many letters may be wrong: `emial` is two from `email`. */
const slipsIn = (name: string): number => (name.length <= 3 ? 1 : name.length <= 8 ? 2 : 3)

/** `ttl` means `ttl_sec`, if no other name begins so. */
function longerName(plain: string, names: readonly string[]): string | undefined {
  if (plain.length < 3) return undefined
  const longer = names.slice(0, MOST_NAMES).filter((name) => plainForm(name).startsWith(plain))
  return longer.length === 1 ? longer[0] : undefined
}

/** Callers confuse case and dashes more often than letters. */
const plainForm = (name: string): string => name.toLowerCase().replaceAll(/[_\-\s]/g, '')
