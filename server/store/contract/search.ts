/** Search conditions: a parsed and checked query, independent of its syntax. @module */

/** A condition on one item of a list. */
export type SearchNode =
  /** All parts must match; without parts, everything matches. */
  | { kind: 'and'; parts: readonly SearchNode[] }
  /** At least one part must match. */
  | { kind: 'or'; parts: readonly SearchNode[] }
  | { kind: 'not'; part: SearchNode }
  /** Text anywhere in the searchable fields; the comparison lower-cases it. */
  | { kind: 'word'; text: string }
  /** `path`: keys inside a JSON field. */
  | { kind: 'field'; field: string; path: readonly string[]; test: SearchTest }

/** A test of a field's value; a field with several values passes if one does. A missing value fails every test. */
export type SearchTest =
  | { kind: 'is'; value: string }
  | { kind: 'flag'; value: boolean }
  | { kind: 'pattern'; parts: readonly PatternPart[] }
  /** Texts compare by code points. At least one bound. */
  | { kind: 'range'; low?: Bound; high?: Bound }
  | { kind: 'exists' }

/** A literal text, any one character, or any number of characters. */
export type PatternPart = { kind: 'text'; text: string } | { kind: 'one' } | { kind: 'many' }

/** Text is compared with text, numbers (and times in milliseconds) with numbers. */
export interface Bound {
  value: string | number
  /** Whether the bound itself passes. */
  inclusive: boolean
}

/** Order of a list. Items with the same value are ordered by id. */
export interface SearchSort {
  field: string
  descending: boolean
}
