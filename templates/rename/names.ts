/** Names that users give to tables and columns: which are possible, and how to write them. @module */
import type { Dialect } from '../store.ts'

/** Maximum length in bytes of UTF-8, by database; characters are never more. */
const LONGEST: { readonly [dialect in Dialect]: number } = {
  mysql: 64,
  postgresql: 63,
  tsql: 128,
  oracle: 128,
  mongodb: 120,
  ldap: 64,
}

/** Characters allowed in one part of a name: none of them ends a quoted name, a statement or a string of the script. */
const PART = /^[\p{L}\p{N}_][\p{L}\p{N}_$# -]*$/u

/** @returns why the name is not allowed, or undefined */
export function tableNameProblem(dialect: Dialect, name: string): string | undefined {
  const parts = name.split('.')
  if (dialect === 'mongodb') return partProblem(dialect, name.replaceAll('.', '_'))
  if (parts.length > 3) return 'has too many dots: schema.table at most, or database.schema.table'
  return parts.map((part) => partProblem(dialect, part)).find((problem) => problem !== undefined)
}

/** @returns why the name is not allowed, or undefined */
export function columnNameProblem(dialect: Dialect, name: string): string | undefined {
  if (name.includes('.')) return 'has a dot: give the name of the column alone'
  return partProblem(dialect, name)
}

function partProblem(dialect: Dialect, part: string): string | undefined {
  if (part.trim() === '') return 'is empty'
  if (part !== part.trim()) return 'begins or ends with a space'
  if (!PART.test(part)) {
    return 'may have letters, digits, _, $, #, - and spaces, and begins with a letter, a digit or _'
  }
  if (Buffer.byteLength(part) > LONGEST[dialect]) return `is longer than ${LONGEST[dialect]} bytes`
  return undefined
}

/**
 * Always quoted, so that no word is reserved and a space does not end the name.
 *
 * @param name a name without a problem
 */
export function quoteName(dialect: Dialect, name: string): string {
  return name
    .split('.')
    .map((part) => quotePart(dialect, part))
    .join('.')
}

function quotePart(dialect: Dialect, part: string): string {
  switch (dialect) {
    case 'mysql':
      return `\`${part}\``
    case 'tsql':
      return `[${part}]`
    case 'postgresql':
      return `"${part}"`
    case 'oracle':
      // The database stores a plain word in capitals, however it was typed when the table was created.
      return `"${/^[A-Za-z][\w$#]*$/.test(part) ? part.toUpperCase() : part}"`
    case 'mongodb':
    case 'ldap':
      throw new Error(`${dialect} has no statements`)
  }
}
