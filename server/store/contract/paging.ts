/** Pages of lists. @module */

/** By offset, with a total; or after an opaque mark, for lists that change between pages. A mark of another list throws `BadMark`. */
export type Page =
  | { kind: 'offset'; offset: number; limit: number }
  | { kind: 'after'; after: string | undefined; limit: number }

export interface Listed<T> {
  items: T[]
  /** With `offset` pages. */
  total?: number
  /** With `after` pages: the mark of the next page, when there is one. */
  next?: string
}
