/** Pages of lists. @module */

/**
 * A page by offset, with a total; or a page after an opaque mark, for lists that change between pages. A mark of
 * another list throws `BadMark`.
 */
export type Page =
  | { kind: 'offset'; offset: number; limit: number }
  | { kind: 'after'; after: string | undefined; limit: number }

export interface Listed<T> {
  items: T[]
  /** Only for pages by `offset`. */
  total?: number
  /** Only for pages by `after`: the mark of the next page, if there is one. */
  next?: string
}
