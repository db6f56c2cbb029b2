/** The texts of a connection’s scripts as a set, and the merge of two sets. @module */
import { SCRIPT_LIMIT_BYTES } from '../../../editor/limit.ts'

/** Text by script. A script that is not set has no entry; names that Ferry does not know are kept too. */
export type Scripts = { readonly [name: string]: string }

/** @returns whether both have the same scripts, byte for byte */
export function sameScripts(one: Scripts, other: Scripts): boolean {
  return changedNames(one, other).length === 0
}

/** @returns names of scripts that differ, or that exist on one side only */
export function changedNames(before: Scripts, after: Scripts): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].filter((name) => textOf(before, name) !== textOf(after, name))
}

/** @returns undefined when the script is not set */
export function textOf(scripts: Scripts, name: string): string | undefined {
  return Object.hasOwn(scripts, name) ? scripts[name] : undefined
}

/** @param text undefined removes the script */
export function withScript(scripts: Scripts, name: string, text: string | undefined): Scripts {
  const others = Object.entries(scripts).filter(([other]) => other !== name)
  return Object.fromEntries(text === undefined ? others : [...others, [name, text]])
}

/** @returns the first script that is too long for the server */
export function tooLong(scripts: Scripts): string | undefined {
  const encoder = new TextEncoder()
  return Object.keys(scripts).find((name) => {
    const text = scripts[name] ?? ''
    // Most texts are so short that no encoding makes them too long.
    return text.length * 3 > SCRIPT_LIMIT_BYTES && encoder.encode(text).length > SCRIPT_LIMIT_BYTES
  })
}

/** Two changed sets, and the set that both are based on. */
export interface Sides {
  base: Scripts
  mine: Scripts
  theirs: Scripts
}

export interface Merged {
  /** Scripts that only one side changed, from that side; all others from `mine`. */
  scripts: Scripts
  /** Names of scripts that both sides changed in different ways. */
  conflicts: string[]
}

/** Takes each script from the side that changed it. */
export function mergeScripts({ base, mine, theirs }: Sides): Merged {
  const conflicts: string[] = []
  let scripts = mine
  for (const name of changedNames(mine, theirs)) {
    const [was, my, their] = [base, mine, theirs].map((side) => textOf(side, name))
    if (my === was) scripts = withScript(scripts, name, their)
    else if (their !== was) conflicts.push(name)
  }
  return { scripts, conflicts: conflicts.toSorted() }
}
