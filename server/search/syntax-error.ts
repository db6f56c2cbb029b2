/** A syntax error in a query. The message says where it is and what to change, and never repeats the query. */
export class SearchSyntaxError extends Error {
  override readonly name = 'SearchSyntaxError'

  /** @param at index in the query, from 0; the message counts from 1 */
  constructor(at: number, problem: string) {
    super(`at character ${at + 1}: ${problem}`)
  }
}
