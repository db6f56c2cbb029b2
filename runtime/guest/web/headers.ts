/** `Headers`. @see https://fetch.spec.whatwg.org/#headers-class @module */
import { isToken } from '../node/http-headers.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: these three may not be in a value
const FORBIDDEN = /[\x00\r\n]/

function nameOf(name: unknown, method: string): string {
  const text = `${name}`
  if (!isToken(text)) throw new TypeError(`Headers.${method}: ${text} is an invalid header name.`)
  return text.toLowerCase()
}

function textOf(value: unknown, method: string): string {
  const text = `${value}`.replace(/^[\t\r\n ]+|[\t\r\n ]+$/g, '')
  if (FORBIDDEN.test(text)) throw new TypeError(`Headers.${method}: ${text} is an invalid header value.`)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of Latin-1 is meant
  if (/[^\u0000-\u00ff]/.test(text)) {
    throw new TypeError(
      'Cannot convert argument to a ByteString because a character has a value greater than 255.',
    )
  }
  return text
}

export class Headers {
  /** Lines by lower-case name. */
  #lines = new Map<string, { name: string; values: string[] }>()

  constructor(init?: unknown) {
    if (init === undefined || init === null) return
    if (typeof init !== 'object')
      throw new TypeError('Headers constructor: init is neither a record nor a sequence.')
    const entries = Symbol.iterator in init ? [...(init as Iterable<unknown>)] : Object.entries(init)
    for (const entry of entries) {
      const [name, value, ...rest] = entry as unknown[]
      if (rest.length > 0 || (entry as unknown[]).length !== 2) {
        throw new TypeError('Headers constructor: each header must be a name and a value.')
      }
      this.append(name, value)
    }
  }

  /** Names as they were written, one pair for each line, for the wire. */
  static linesOf(headers: Headers): [name: string, value: string][] {
    return [...headers.#lines.values()].flatMap(({ name, values }) =>
      values.map((value): [string, string] => [name, value]),
    )
  }

  append(name: unknown, value: unknown): void {
    const key = nameOf(name, 'append')
    const text = textOf(value, 'append')
    const line = this.#lines.get(key)
    if (line) line.values.push(text)
    else this.#lines.set(key, { name: `${name}`, values: [text] })
  }
  set(name: unknown, value: unknown): void {
    this.#lines.set(nameOf(name, 'set'), { name: `${name}`, values: [textOf(value, 'set')] })
  }
  delete(name: unknown): void {
    this.#lines.delete(nameOf(name, 'delete'))
  }
  get(name: unknown): string | null {
    return this.#lines.get(nameOf(name, 'get'))?.values.join(', ') ?? null
  }
  has(name: unknown): boolean {
    return this.#lines.has(nameOf(name, 'has'))
  }
  getSetCookie(): string[] {
    return [...(this.#lines.get('set-cookie')?.values ?? [])]
  }
  forEach(callback: (value: string, name: string, headers: Headers) => void, thisArg?: unknown): void {
    for (const [name, value] of this) callback.call(thisArg, value, name, this)
  }
  *entries(): IterableIterator<[name: string, value: string]> {
    for (const key of [...this.#lines.keys()].sort()) {
      const values = this.#lines.get(key)?.values ?? []
      if (key === 'set-cookie') for (const value of values) yield [key, value]
      else yield [key, values.join(', ')]
    }
  }
  *keys(): IterableIterator<string> {
    for (const [name] of this.entries()) yield name
  }
  *values(): IterableIterator<string> {
    for (const [, value] of this.entries()) yield value
  }
  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries()
  }
  get [Symbol.toStringTag](): string {
    return 'Headers'
  }
  [Symbol.for('nodejs.util.inspect.custom')](
    _depth: unknown,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    return `Headers ${inspect(Object.fromEntries(this), options)}`
  }
}
