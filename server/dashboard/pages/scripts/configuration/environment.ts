/** Parses the lines of a `.env` file. @module */

const KEY = /^[A-Za-z_][A-Za-z0-9_]*$/

/** @returns whether scripts can read the key as `configuration.KEY` */
export function isKey(text: string): boolean {
  return KEY.test(text)
}

/** The parsed entries; when a key occurs twice, its last value counts. */
interface Environment {
  values: [key: string, value: string][]
  /** Numbers of the lines that cannot be parsed, from 1. */
  wrong: number[]
}

/** Skips comments, empty lines and `export`; a value in quotation marks may span several lines. */
export function parseEnvironment(text: string): Environment {
  const values = new Map<string, string>()
  const wrong: number[] = []
  const lines = text.split(/\r?\n/)
  for (let index = 0; index < lines.length; index++) {
    const line = (lines[index] ?? '').trim().replace(/^export\s+/, '')
    if (line === '' || line.startsWith('#')) continue
    const at = line.indexOf('=')
    const key = line.slice(0, at).trim()
    if (at < 1 || !KEY.test(key)) {
      wrong.push(index + 1)
      continue
    }
    const value = line.slice(at + 1).trim()
    const quoted = quotedFrom(value, lines.slice(index + 1))
    if (quoted === 'open') wrong.push(index + 1)
    else if (quoted) {
      values.set(key, quoted.value)
      index += quoted.lines
    } else values.set(key, value.replace(/\s+#.*$/, ''))
  }
  return { values: [...values], wrong }
}

/** @returns undefined when the value is not in quotation marks; `open` when the quotation marks are not closed */
function quotedFrom(
  value: string,
  rest: readonly string[],
): { value: string; lines: number } | 'open' | undefined {
  const mark = value.charAt(0)
  if (mark !== '"' && mark !== "'") return undefined
  let text = value.slice(1)
  for (let lines = 0; ; lines++) {
    const end = endOf(text, mark)
    if (end !== undefined) {
      // After the closing quotation mark, only a comment may follow.
      if (!/^\s*(?:#.*)?$/.test(text.slice(end + 1).split('\n')[0] ?? '')) return 'open'
      const inner = text.slice(0, end)
      return { value: mark === '"' ? unescaped(inner) : inner, lines }
    }
    const next = rest[lines]
    if (next === undefined) return 'open'
    text += `\n${next}`
  }
}

function endOf(text: string, mark: string): number | undefined {
  for (let at = 0; at < text.length; at++) {
    if (mark === '"' && text[at] === '\\') at++
    else if (text[at] === mark) return at
  }
  return undefined
}

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, (whole, character: string) =>
    character === 'n'
      ? '\n'
      : character === 'r'
        ? '\r'
        : character === 't'
          ? '\t'
          : /["\\$]/.test(character)
            ? character
            : whole,
  )
}
