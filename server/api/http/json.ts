/** Strict parsers of JSON and forms. @module */

const MAX_DEPTH = 32
const MAX_FIELDS = 1_000
/** Validating a body costs far more per value than per character. */
const MAX_VALUES = 20_000

const TOO_DEEP = `the body is nested deeper than ${MAX_DEPTH} levels`

/** A body that cannot be read; the message says why and quotes nothing of it. */
export class BodyError extends Error {
  override readonly name = 'BodyError'
}

/**
 * Reads bytes as UTF-8.
 *
 * @throws {BodyError} for bytes that are not UTF-8: replacing them would change what was typed
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new BodyError('the body is not valid UTF-8')
  }
}

/**
 * Reads JSON. Keys named `__proto__` are left out.
 *
 * @throws {BodyError} for text that is not JSON, is nested deeper than 32 levels, has more than 20,000 values, or has a key
 *   twice, of which two parsers would take different values
 */
export function parseJson(text: string): unknown {
  limitValues(text)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new BodyError('the body is not valid JSON')
  }
  const { hasProto } = inspect(text)
  return hasProto ? JSON.parse(text, (key, inner) => (key === '__proto__' ? undefined : inner)) : value
}

/** @throws {BodyError} for too deep nesting and too many values, counted before the text is parsed */
function limitValues(text: string): void {
  let left = MAX_VALUES
  let depth = 0
  if (text.length <= left) return
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '"':
        at = endOfString(text, at)
        break
      case ']':
      case '}':
        depth -= 1
        break
      case '[':
      case '{':
        depth += 1
        if (depth > MAX_DEPTH) throw new BodyError(TOO_DEEP)
        left -= 1
        break
      case ',':
        left -= 1
        if (left < 0) throw new BodyError(`the body has more than ${MAX_VALUES} values`)
    }
  }
}

/** @param text known to be JSON, so only brackets, commas and strings matter */
function inspect(text: string): { hasProto: boolean } {
  const open: (Set<string> | undefined)[] = []
  let hasProto = false
  let keyIsNext = false
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '{':
      case '[':
        keyIsNext = text[at] === '{'
        open.push(keyIsNext ? new Set() : undefined)
        if (open.length > MAX_DEPTH) throw new BodyError(TOO_DEEP)
        break
      case '}':
      case ']':
        open.pop()
        keyIsNext = false
        break
      case ',':
        keyIsNext = open.at(-1) !== undefined
        break
      case '"': {
        const end = endOfString(text, at)
        const keys = open.at(-1)
        if (keyIsNext && keys) {
          const key: string = JSON.parse(text.slice(at, end + 1))
          if (keys.has(key)) throw new BodyError('the body has the same key twice in one object')
          keys.add(key)
          hasProto ||= key === '__proto__'
        }
        keyIsNext = false
        at = end
        break
      }
    }
  }
  return { hasProto }
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

/**
 * Reads a form (`application/x-www-form-urlencoded`).
 *
 * @throws {BodyError} for a field that is there twice, escapes that are not UTF-8, or more than 1,000 fields
 */
export function parseForm(text: string): { [name: string]: string } {
  const fields = new Map<string, string>()
  for (const pair of text.split('&', MAX_FIELDS + 1)) {
    if (pair === '') continue
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? []
    const key = decodeFormPart(name)
    if (fields.has(key)) throw new BodyError('the body has the same field twice')
    fields.set(key, decodeFormPart(value))
    if (fields.size > MAX_FIELDS) throw new BodyError(`the body has more than ${MAX_FIELDS} fields`)
  }
  return Object.fromEntries(fields)
}

/** @throws {BodyError} */
export function decodeFormPart(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new BodyError('the body has escapes that are not UTF-8')
  }
}
