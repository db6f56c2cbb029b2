/** What lists are searched for: a query that was parsed and checked, free of any notation. @module */

/** A condition on one item of a list. */
export type SearchNode =
  /** All of them; none = everything. */
  | { kind: 'and'; parts: readonly SearchNode[] }
  /** At least one of them. */
  | { kind: 'or'; parts: readonly SearchNode[] }
  | { kind: 'not'; part: SearchNode }
  /** Anywhere in the texts that people look for; lower-cased by whoever compares. */
  | { kind: 'word'; text: string }
  /** `path`: keys inside a field that holds JSON. */
  | { kind: 'field'; field: string; path: readonly string[]; test: SearchTest }

/** What must hold of a field's value; of one of them where there are several. A missing value passes none of these. */
export type SearchTest =
  | { kind: 'is'; value: string }
  | { kind: 'flag'; value: boolean }
  | { kind: 'pattern'; parts: readonly PatternPart[] }
  /** Texts compare by code points. At least one bound. */
  | { kind: 'range'; low?: Bound; high?: Bound }
  | { kind: 'exists' }

/** Text as it is, any one character, or any number of any characters. */
export type PatternPart = { kind: 'text'; text: string } | { kind: 'one' } | { kind: 'many' }

/** Texts with texts, numbers (and times in milliseconds) with numbers. */
export interface Bound {
  value: string | number
  /** The value itself passes too. */
  inclusive: boolean
}

/** Of a list. Items with the same value stand in the order of their ids. */
export interface SearchSort {
  field: string
  descending: boolean
}
