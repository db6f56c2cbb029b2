/** Reads the lines of a `.env` file. @module */

const KEY = /^[A-Za-z_][A-Za-z0-9_]*$/

/** @returns the values, and the numbers of the lines that are none; comments, empty lines and `export` are passed over */
export function parseEnvironment(text: string): { values: [key: string, value: string][]; wrong: number[] } {
  const values = new Map<string, string>()
  const wrong: number[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const trimmed = line.trim().replace(/^export\s+/, '')
    if (trimmed === '' || trimmed.startsWith('#')) continue
    const at = trimmed.indexOf('=')
    const key = trimmed.slice(0, at).trim()
    if (at < 1 || !KEY.test(key)) wrong.push(index + 1)
    else values.set(key, unquoted(trimmed.slice(at + 1).trim()))
  }
  return { values: [...values], wrong }
}

function unquoted(value: string): string {
  const [, , inner] = /^(["'])(.*)\1$/.exec(value) ?? []
  return inner ?? value
}
