/** Reads and changes a connection’s options, which can have any shape in the API. @module */

/** Options by their names in the API. */
export type Options = { readonly [name: string]: unknown }

/**
 * @returns `options` with a change; other members keep their values and order. A member that is undefined in the change
 * is removed
 */
export function merged(options: Options, change: Options): Options {
  const gone = Object.keys(change).filter((name) => change[name] === undefined)
  return Object.fromEntries(
    Object.entries({ ...options, ...change }).filter(([name]) => !gone.includes(name)),
  )
}

/** @returns the members of an option that is an object; no members when it is anything else */
export function objectOf(value: unknown): Options {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** @returns the strings of an option that is a list */
export function wordsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : []
}
