/** Keeps the line endings of a text, which CodeMirror would normalise. @module */

/** @returns the text with CRLF line endings when `like` has them throughout, so that a script keeps its line endings */
export function withLineEndsOf(like: string, text: string): string {
  const isCrlf = like.includes('\r\n') && !/(?<!\r)\n|\r(?!\n)/.test(like)
  return isCrlf ? text.replace(/\r?\n/g, '\r\n') : text
}

/** @returns whether both texts have the same lines, apart from line endings */
export function sameLines(one: string, other: string): boolean {
  return one === other || one.replace(/\r\n?/g, '\n') === other.replace(/\r\n?/g, '\n')
}
