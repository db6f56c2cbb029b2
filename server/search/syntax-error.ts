/** A query that cannot be understood. The message says where and what to change, and never repeats the query. */
export class SearchSyntaxError extends Error {
  override readonly name = 'SearchSyntaxError'

  /** @param at index in the query; told counting from 1 */
  constructor(at: number, problem: string) {
    super(`at character ${at + 1}: ${problem}`)
  }
}
