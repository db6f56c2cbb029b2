/** `URL`, parsed by the host. @see https://url.spec.whatwg.org/#url-class @module */
import { host } from '../host.ts'
import { nodeError } from './errors.ts'
import { URLSearchParams } from './search-params.ts'

const FIELDS = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
] as const

type Field = (typeof FIELDS)[number]
type Parts = { [field in Field]: string }

/** @returns the parts of what the host answered: one on each line, or nothing when it is no URL */
function partsOf(answer: unknown): Parts | undefined {
  if (typeof answer !== 'string') return undefined
  const lines = answer.split('\n')
  return Object.fromEntries(FIELDS.map((field, i) => [field, lines[i] ?? ''])) as Parts
}

function parse(url: unknown, base: unknown): Parts | undefined {
  return partsOf(host.sync('url.parse', `${url}`, base === undefined ? undefined : `${base}`))
}

export class URL {
  #parts: Parts
  #params: URLSearchParams | undefined

  constructor(url: unknown, base?: unknown) {
    const parts = parse(url, base)
    if (!parts) {
      throw nodeError('ERR_INVALID_URL', 'Invalid URL', TypeError, {
        input: `${url}`,
        ...(base !== undefined && { base: `${base}` }),
      })
    }
    this.#parts = parts
  }

  static canParse(url: unknown, base?: unknown): boolean {
    return parse(url, base) !== undefined
  }

  static parse(url: unknown, base?: unknown): URL | null {
    return URL.canParse(url, base) ? new URL(url, base) : null
  }

  static createObjectURL(): never {
    throw nodeError('ERR_METHOD_NOT_IMPLEMENTED', 'URL.createObjectURL is not available in the sandbox')
  }

  #set(field: Field, value: unknown): void {
    const parts = partsOf(host.sync('url.set', this.#parts.href, field, `${value}`))
    if (!parts) throw nodeError('ERR_INVALID_URL', 'Invalid URL', TypeError, { input: `${value}` })
    this.#parts = parts
    if (this.#params) URLSearchParams.reset(this.#params, parts.search)
  }

  get href(): string {
    return this.#parts.href
  }
  set href(value: unknown) {
    this.#set('href', value)
  }
  get origin(): string {
    return this.#parts.origin
  }
  get protocol(): string {
    return this.#parts.protocol
  }
  set protocol(value: unknown) {
    this.#set('protocol', value)
  }
  get username(): string {
    return this.#parts.username
  }
  set username(value: unknown) {
    this.#set('username', value)
  }
  get password(): string {
    return this.#parts.password
  }
  set password(value: unknown) {
    this.#set('password', value)
  }
  get host(): string {
    return this.#parts.host
  }
  set host(value: unknown) {
    this.#set('host', value)
  }
  get hostname(): string {
    return this.#parts.hostname
  }
  set hostname(value: unknown) {
    this.#set('hostname', value)
  }
  get port(): string {
    return this.#parts.port
  }
  set port(value: unknown) {
    this.#set('port', value)
  }
  get pathname(): string {
    return this.#parts.pathname
  }
  set pathname(value: unknown) {
    this.#set('pathname', value)
  }
  get search(): string {
    return this.#parts.search
  }
  set search(value: unknown) {
    this.#set('search', value)
  }
  get hash(): string {
    return this.#parts.hash
  }
  set hash(value: unknown) {
    this.#set('hash', value)
  }

  get searchParams(): URLSearchParams {
    if (!this.#params) {
      const params = new URLSearchParams(this.#parts.search)
      this.#params = params
      URLSearchParams.follow(params, () => {
        const parts = partsOf(host.sync('url.set', this.#parts.href, 'search', params.toString()))
        if (parts) this.#parts = parts
      })
    }
    return this.#params
  }

  toString(): string {
    return this.href
  }

  toJSON(): string {
    return this.href
  }

  get [Symbol.toStringTag](): string {
    return 'URL'
  }

  [Symbol.for('nodejs.util.inspect.custom')](
    _depth: unknown,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    const shown = Object.fromEntries([
      ...FIELDS.slice(0, -1).map((field) => [field, this.#parts[field]]),
      ['searchParams', this.searchParams],
      ['hash', this.hash],
    ])
    return `URL ${inspect(shown, options)}`
  }
}

for (const name of [...FIELDS, 'searchParams', 'toString', 'toJSON']) {
  Object.defineProperty(URL.prototype, name, { enumerable: true })
}
