/** Text that a tenant, a person or a script made: shown as nothing but text. @module */

/** Whatever direction it is written in, the words around it keep theirs. */
export function Foreign({ text }: { text: string | undefined }) {
  return <bdi className="foreign">{visible(text ?? '')}</bdi>
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
