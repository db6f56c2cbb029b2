/** Text that comes from a tenant, a person or a script, made safe to show. @module */

const LONGEST_NAME = 100

/**
 * Text inside a sentence, such as a title: short, and without characters that reverse the direction of the words after
 * it.
 */
export function inSentence(text: string): string {
  const short = text.length <= LONGEST_NAME ? text : `${text.slice(0, LONGEST_NAME)}…`
  return visible(short).replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\n\t]/g, '\ufffd')
}

const DELETE = 0x7f
const LAST_CONTROL = 0x9f

/** Shows control characters as the symbols that Unicode has for them; tabs and line endings stay. */
export function visible(text: string): string {
  return text.replaceAll(/(?![\n\t])\p{Cc}/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (code < DELETE) return String.fromCodePoint(0x2400 + code)
    // The C1 control characters share one symbol.
    return code <= LAST_CONTROL && code !== DELETE ? '\ufffd' : '\u2421'
  })
}
