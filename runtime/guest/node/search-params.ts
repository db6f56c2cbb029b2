/** `URLSearchParams`. @see https://url.spec.whatwg.org/#interface-urlsearchparams @module */
import { invalidArgument, nodeError } from './errors.ts'
import { TextEncoder } from './text.ts'
import { decodeUtf8 } from './utf8.ts'

type Pair = [name: string, value: string]

const wellFormed = (value: unknown): string =>
  (`${value}` as unknown as { toWellFormed(): string }).toWellFormed()

function decodeComponent(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  if (!spaced.includes('%')) return spaced
  const bytes = new TextEncoder().encode(spaced)
  const decoded: number[] = []
  for (let i = 0; i < bytes.length; i++) {
    const hex = bytes[i] === 0x25 ? String.fromCharCode(bytes[i + 1] ?? 0, bytes[i + 2] ?? 0) : ''
    if (/^[0-9a-f]{2}$/i.test(hex)) {
      decoded.push(Number.parseInt(hex, 16))
      i += 2
    } else decoded.push(bytes[i] ?? 0)
  }
  return decodeUtf8(new Uint8Array(decoded))
}

const encodeComponent = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')

function parseText(text: string): Pair[] {
  return text
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=')
      return equals < 0
        ? [decodeComponent(part), '']
        : [decodeComponent(part.slice(0, equals)), decodeComponent(part.slice(equals + 1))]
    })
}

function parseInit(init: unknown): Pair[] {
  if (init === undefined) return []
  if ((typeof init !== 'object' && typeof init !== 'function') || init === null)
    return parseText(wellFormed(init).replace(/^\?/, ''))
  if (typeof (init as { [Symbol.iterator]?: unknown })[Symbol.iterator] === 'function') {
    return [...(init as Iterable<unknown>)].map((entry) => {
      const pair = [...(entry as Iterable<unknown>)]
      if (pair.length !== 2) {
        throw nodeError(
          'ERR_INVALID_TUPLE',
          'Each query pair must be an iterable [name, value] tuple',
          TypeError,
        )
      }
      return [wellFormed(pair[0]), wellFormed(pair[1])]
    })
  }
  return Object.entries(init).map(([name, value]) => [wellFormed(name), wellFormed(value)])
}

export class URLSearchParams {
  #pairs: Pair[]
  #changed: () => void = () => {}

  constructor(init?: unknown) {
    this.#pairs = parseInit(init)
  }

  /** Ties parameters to the URL they belong to. */
  static follow(params: URLSearchParams, changed: () => void): void {
    params.#changed = changed
  }

  /** Takes over a query that the URL was given. */
  static reset(params: URLSearchParams, query: string): void {
    params.#pairs = parseText(query.replace(/^\?/, ''))
  }

  get size(): number {
    return this.#pairs.length
  }

  append(...args: unknown[]): void {
    const [name, value] = required(args, 2)
    this.#pairs.push([wellFormed(name), wellFormed(value)])
    this.#changed()
  }

  delete(...args: unknown[]): void {
    const [name, value] = required(args, 1)
    const [key, wanted] = [wellFormed(name), value === undefined ? undefined : wellFormed(value)]
    this.#pairs = this.#pairs.filter(
      (pair) => pair[0] !== key || (wanted !== undefined && pair[1] !== wanted),
    )
    this.#changed()
  }

  get(...args: unknown[]): string | null {
    const [name] = required(args, 1)
    const key = wellFormed(name)
    return this.#pairs.find((pair) => pair[0] === key)?.[1] ?? null
  }

  getAll(name: unknown): string[] {
    const key = wellFormed(name)
    return this.#pairs.filter((pair) => pair[0] === key).map((pair) => pair[1])
  }

  has(name: unknown, value?: unknown): boolean {
    const [key, wanted] = [wellFormed(name), value === undefined ? undefined : wellFormed(value)]
    return this.#pairs.some((pair) => pair[0] === key && (wanted === undefined || pair[1] === wanted))
  }

  set(...args: unknown[]): void {
    const [name, value] = required(args, 2)
    const [key, text] = [wellFormed(name), wellFormed(value)]
    const first = this.#pairs.find((pair) => pair[0] === key)
    if (first) {
      first[1] = text
      this.#pairs = this.#pairs.filter((pair) => pair[0] !== key || pair === first)
    } else this.#pairs.push([key, text])
    this.#changed()
  }

  sort(): void {
    this.#pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    this.#changed()
  }

  forEach(visit: unknown, thisValue?: unknown): void {
    if (typeof visit !== 'function') throw invalidArgument('callback', 'of type function', visit)
    for (const [name, value] of this.#pairs) Reflect.apply(visit, thisValue, [value, name, this])
  }

  *entries(): IterableIterator<Pair> {
    for (const [name, value] of this.#pairs) yield [name, value]
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this.#pairs) yield name
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this.#pairs) yield value
  }

  [Symbol.iterator](): IterableIterator<Pair> {
    return this.entries()
  }

  toString(): string {
    return this.#pairs.map(([name, value]) => `${encodeComponent(name)}=${encodeComponent(value)}`).join('&')
  }

  get [Symbol.toStringTag](): string {
    return 'URLSearchParams'
  }

  [Symbol.for('nodejs.util.inspect.custom')](
    _depth: unknown,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    const pairs = this.#pairs.map(
      ([name, value]) => `${inspect(name, options)} => ${inspect(value, options)}`,
    )
    return pairs.length === 0 ? 'URLSearchParams {}' : `URLSearchParams { ${pairs.join(', ')} }`
  }
}

function required(args: unknown[], needed: number): unknown[] {
  if (args.length >= needed) return args
  const names = needed === 1 ? 'The "name" argument' : 'The "name" and "value" arguments'
  throw nodeError('ERR_MISSING_ARGS', `${names} must be specified`, TypeError)
}
