/** Changes of a text, by place. @module */

/** Replaces `from`…`to` of the text. */
export interface Edit {
  from: number
  to: number
  text: string
}

/** @param edits that do not overlap */
export function applied(source: string, edits: readonly Edit[]): string {
  let text = source
  for (const { from, to, text: next } of edits.toSorted((a, b) => b.from - a.from)) {
    text = text.slice(0, from) + next + text.slice(to)
  }
  return text
}
