/** Text that a script made, shown as nothing but text. @module */

/** It scrolls, so it can be focused. */
export function Output({ text, label }: { text: string; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="run-output" tabIndex={0} aria-label={label}>
      <pre>
        <bdi>{visible(text)}</bdi>
      </pre>
    </section>
  )
}

/** Control characters as the symbols that Unicode has for them; tabs and line ends stay. */
export function visible(text: string): string {
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0
      if (character === '\n' || character === '\t' || (code >= 32 && code !== 127)) return character
      return code === 127 ? '\u2421' : String.fromCodePoint(0x2400 + code)
    })
    .join('')
}
