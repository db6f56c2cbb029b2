/**
 * Operations that are one statement. A statement sees one state by itself, so such a read needs no transaction. Nobody has to
 * say which operations they are: an engine runs the first statement alone, and begins again in a transaction when the operation
 * goes on.
 * @module
 */

/** What was learned of operations, by their names. */
export interface LoneStatements {
  /** Whether the operation was never seen to have a second statement. */
  mayBe(name: string): boolean
  /** The operation has a second statement, at least for some arguments. */
  isNot(name: string): void
}

/** Creates the list, which is as short as the table of operations. */
export function createLoneStatements(): LoneStatements {
  const others = new Set<string>()
  return {
    mayBe: (name) => !others.has(name),
    isNot: (name) => {
      others.add(name)
    },
  }
}
