/** Header names, values, and how lines of one name become one value. @see https://nodejs.org/api/http.html#messageheaders @module */
import { nodeError } from './errors.ts'

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const NOT_IN_VALUES = /[^\t\x20-\x7e\x80-\xff]/

/** @returns whether it may be a header's name or a method */
export const isToken = (text: string): boolean => TOKEN.test(text)

/** `http.validateHeaderName`. @throws ERR_INVALID_HTTP_TOKEN */
export function validateHeaderName(name: unknown, label = 'Header name'): asserts name is string {
  if (typeof name === 'string' && isToken(name)) return
  throw nodeError('ERR_INVALID_HTTP_TOKEN', `${label} must be a valid HTTP token ["${name}"]`, TypeError)
}

/** `http.validateHeaderValue`. @throws ERR_HTTP_INVALID_HEADER_VALUE, ERR_INVALID_CHAR */
export function validateHeaderValue(name: string, value: unknown): void {
  if (value === undefined) {
    throw nodeError(
      'ERR_HTTP_INVALID_HEADER_VALUE',
      `Invalid value "${value}" for header "${name}"`,
      TypeError,
    )
  }
  for (const part of Array.isArray(value) ? value : [value]) {
    if (NOT_IN_VALUES.test(`${part}`)) {
      throw nodeError('ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`, TypeError)
    }
  }
}

/** Headers of which only the first line counts; lines of any other name are joined. */
const SINGLE = new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'from',
  'host',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'retry-after',
  'server',
  'user-agent',
])

export type IncomingHeaders = { [name: string]: string | string[] }

/** @param raw names and values by turns */
export function joinHeaders(raw: readonly string[], joinDuplicates = false): IncomingHeaders {
  const headers: IncomingHeaders = {}
  for (const [name, value] of pairs(raw)) {
    const before = Object.hasOwn(headers, name) ? headers[name] : undefined
    if (name === 'set-cookie') define(headers, name, Array.isArray(before) ? [...before, value] : [value])
    else if (before === undefined) define(headers, name, value)
    else if (name === 'cookie') headers[name] = `${before}; ${value}`
    else if (joinDuplicates || !SINGLE.has(name)) headers[name] = `${before}, ${value}`
  }
  return headers
}

/** @returns every line of each name */
export function distinctHeaders(raw: readonly string[]): { [name: string]: string[] } {
  const headers: { [name: string]: string[] } = {}
  for (const [name, value] of pairs(raw)) {
    if (Object.hasOwn(headers, name)) headers[name]?.push(value)
    else define(headers, name, [value])
  }
  return headers
}

function* pairs(raw: readonly string[]): Iterable<[name: string, value: string]> {
  for (let i = 0; i + 1 < raw.length; i += 2) yield [`${raw[i]}`.toLowerCase(), `${raw[i + 1]}`]
}

/** A server may send a header named `__proto__`. */
function define(headers: object, name: string, value: unknown): void {
  Object.defineProperty(headers, name, { value, writable: true, enumerable: true, configurable: true })
}
