/** Keeps the line ends of a text, which CodeMirror would normalise. @module */

/** @returns the text with the line ends of another one, when that has CRLF throughout: a script keeps those that it came with */
export function withLineEndsOf(like: string, text: string): string {
  const isCrlf = like.includes('\r\n') && !/(?<!\r)\n|\r(?!\n)/.test(like)
  return isCrlf ? text.replace(/\r?\n/g, '\r\n') : text
}

/** @returns whether both have the same lines, whatever ends them */
export function sameLines(one: string, other: string): boolean {
  return one === other || one.replace(/\r\n?/g, '\n') === other.replace(/\r\n?/g, '\n')
}
