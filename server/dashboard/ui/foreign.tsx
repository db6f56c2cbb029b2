/** Text that a tenant, a person or a script made: shown as nothing but text. @module */

/**
 * Whatever direction it is written in, the words around it keep theirs.
 *
 * @param props.most characters that are shown of it, where a long one would push everything else away
 */
export function Foreign({ text = '', most }: { text: string | undefined; most?: number }) {
  const shown = most === undefined || text.length <= most ? text : `${text.slice(0, most)}…`
  return <bdi className="foreign">{visible(shown)}</bdi>
}

const LONGEST_NAME = 100

/** Text inside a sentence of ours, such as a title: short, and without signs that turn the words after it around. */
export function inSentence(text: string): string {
  const short = text.length <= LONGEST_NAME ? text : `${text.slice(0, LONGEST_NAME)}…`
  return visible(short).replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\n\t]/g, '\ufffd')
}

const DELETE = 0x7f
const LAST_CONTROL = 0x9f

/** Control characters as the symbols that Unicode has for them; tabs and line ends stay. */
export function visible(text: string): string {
  return text.replaceAll(/(?![\n\t])\p{Cc}/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (code < DELETE) return String.fromCodePoint(0x2400 + code)
    // The second set of controls has one symbol for all.
    return code <= LAST_CONTROL && code !== DELETE ? '\ufffd' : '\u2421'
  })
}
