/** `querystring`. @see https://nodejs.org/api/querystring.html @module */
import { Buffer } from './buffer.ts'
import { decodeUtf8 } from './utf8.ts'

/** Never throws: text that is not percent-encoded UTF-8 stays as it is, or becomes U+FFFD. */
function decodeText(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return decodeUtf8(unescapeBuffer(text))
  }
}

function unescapeBuffer(text: string): Buffer {
  const bytes = Buffer.from(text)
  const decoded: number[] = []
  for (let i = 0; i < bytes.length; i++) {
    const hex = bytes[i] === 0x25 ? String.fromCharCode(bytes[i + 1] ?? 0, bytes[i + 2] ?? 0) : ''
    if (/^[0-9a-f]{2}$/i.test(hex)) {
      decoded.push(Number.parseInt(hex, 16))
      i += 2
    } else decoded.push(bytes[i] ?? 0)
  }
  return Buffer.from(decoded)
}

const encodeText = (value: unknown): string =>
  encodeURIComponent((`${value}` as unknown as { toWellFormed(): string }).toWellFormed())

interface ParseOptions {
  maxKeys?: number
  decodeURIComponent?: (text: string) => string
}

function parse(
  text: unknown,
  separator = '&',
  equals = '=',
  options: ParseOptions = {},
): { [key: string]: string | string[] } {
  const parsed: { [key: string]: string | string[] } = Object.create(null)
  if (typeof text !== 'string' || text === '') return parsed
  const decode = (part: string): string => {
    const spaced = part.replaceAll('+', ' ')
    try {
      return (options.decodeURIComponent ?? querystring.unescape)(spaced)
    } catch {
      return decodeText(spaced)
    }
  }
  const max = options.maxKeys ?? 1000
  const parts = text.split(separator || '&').filter((part) => part !== '')
  for (const part of max > 0 ? parts.slice(0, max) : parts) {
    const at = part.indexOf(equals || '=')
    const key = decode(at < 0 ? part : part.slice(0, at))
    const value = at < 0 ? '' : decode(part.slice(at + (equals || '=').length))
    const before = parsed[key]
    parsed[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return parsed
}

const primitive = (value: unknown): string => {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? `${value}` : ''
  return typeof value === 'boolean' || typeof value === 'bigint' ? `${value}` : ''
}

interface StringifyOptions {
  encodeURIComponent?: (text: string) => string
}

function stringify(fields: unknown, separator = '&', equals = '=', options: StringifyOptions = {}): string {
  if (typeof fields !== 'object' || fields === null) return ''
  const encode = options.encodeURIComponent ?? querystring.escape
  return Object.entries(fields)
    .flatMap(([key, value]) =>
      (Array.isArray(value) ? value : [value]).map(
        (one) => `${encode(primitive(key))}${equals || '='}${encode(primitive(one))}`,
      ),
    )
    .join(separator || '&')
}

export const querystring = {
  parse,
  decode: parse,
  stringify,
  encode: stringify,
  escape: encodeText,
  unescape: decodeText,
  unescapeBuffer,
}
