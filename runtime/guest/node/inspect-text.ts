/** Texts as `util.inspect` quotes them. @module */

/** Keys that need no quotes. */
export const IDENTIFIER = /^[a-zA-Z_][a-zA-Z_0-9]*$/

/** Control characters, quotes, the backslash and lone surrogates. */
const ESCAPED = new RegExp(
  String.raw`[\x00-\x1f\\\x7f-\x9f'"` +
    '`' +
    String.raw`]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]`,
  'g',
)

/** @returns a quoted string, in the quotes that need no escape */
export function quoted(text: string): string {
  const quote = !text.includes("'")
    ? "'"
    : !text.includes('"')
      ? '"'
      : !text.includes('`') && !text.includes('${')
        ? '`'
        : "'"
  const escaped = text.replace(ESCAPED, (char) => {
    if (char === "'" || char === '"' || char === '`') return char === quote ? `\\${char}` : char
    const short = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', '\\': '\\\\' }[char]
    if (short) return short
    const code = char.charCodeAt(0).toString(16).toUpperCase()
    return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, '0')}`
  })
  return `${quote}${escaped}${quote}`
}
