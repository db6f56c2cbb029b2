/** The known name that somebody meant. @module */
import { editsBetween } from '../../common/nearest.ts'

/** Longer names are nobody's slip of the pen; it also bounds the work. */
const MOST_CHARACTERS = 64
const MOST_NAMES = 500

/**
 * Compares with at most 500 names, and names of at most 64 characters.
 *
 * @returns the nearest of the names: one that differs by a few letters, or that the other begins with; undefined for none
 */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  return withinSlips(typed, names, slipsIn) ?? longerName(plainForm(typed.slice(0, MOST_CHARACTERS)), names)
}

/** @returns the name that somebody who may write any name certainly meant: one letter beside it, two in a long one */
export function misspelt(typed: string, names: readonly string[]): string | undefined {
  return withinSlips(typed, names, (name) => (name.length < 5 ? 0 : name.length < 10 ? 1 : 2))
}

function withinSlips(
  typed: string,
  names: readonly string[],
  allowed: (name: string) => number,
): string | undefined {
  if (typed.length === 0 || typed.length > MOST_CHARACTERS) return undefined
  const plain = plainForm(typed)
  let best: { name: string; distance: number } | undefined
  let compared = 0
  for (const name of names) {
    if (name.length > MOST_CHARACTERS) continue
    if (++compared > MOST_NAMES) break
    const other = plainForm(name)
    if (Math.abs(other.length - plain.length) > allowed(name)) continue
    const distance = editsBetween(plain, other)
    if (distance > allowed(name) || (best && best.distance <= distance)) continue
    best = { name, distance }
  }
  return best?.name
}

/** How many letters may be wrong: `emial` is two from `email`. */
const slipsIn = (name: string): number => (name.length <= 3 ? 1 : name.length <= 8 ? 2 : 3)

/** `ttl` means `ttl_sec`, if nothing else begins so. */
function longerName(plain: string, names: readonly string[]): string | undefined {
  if (plain.length < 3) return undefined
  const longer: string[] = []
  let compared = 0
  for (const name of names) {
    if (++compared > MOST_NAMES) break
    if (plainForm(name).startsWith(plain)) longer.push(name)
  }
  return longer.length === 1 ? longer[0] : undefined
}

/** Writers of JSON differ in case and dashes more often than in letters. */
const plainForm = (name: string): string => name.toLowerCase().replaceAll(/[_\-\s]/g, '')
