/**
 * `buffer`: the npm package, with V8's own hex and base64, faster UTF-8, and what the package lacks of Node's.
 *
 * @see https://nodejs.org/api/buffer.html
 * @module
 */
import { Buffer, INSPECT_MAX_BYTES, kMaxLength, SlowBuffer } from 'buffer/'
import { DOMException } from './dom-exception.ts'
import { decode, encode, encodingOf, knownEncoding } from './encodings.ts'
import { decodeLatin1, decodeUtf8, encodeUtf8Into, utf8Length } from './utf8.ts'

export { Buffer }

const MAX_STRING_LENGTH = 2 ** 29 - 24

const asBuffer = (bytes: Uint8Array): Buffer => Object.setPrototypeOf(bytes, Buffer.prototype)

function fromText(text: string, encodingName: unknown): Buffer {
  const encoding = knownEncoding(encodingName)
  if (encoding !== 'utf8') {
    const bytes = encode(text, encoding)
    // A slice would keep the whole buffer alive.
    return asBuffer(bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes))
  }
  const bytes = new Uint8Array(utf8Length(text))
  encodeUtf8Into(text, bytes, 0, bytes.length)
  return asBuffer(bytes)
}

function index(value: unknown, otherwise: number, max: number): number {
  if (value === undefined || value === null) return otherwise
  const number = Math.trunc(Number(value)) || 0
  return Math.min(Math.max(number, 0), max)
}

const plain = (buffer: Uint8Array, start: number, end: number): Uint8Array =>
  new Uint8Array(buffer.buffer, buffer.byteOffset + start, Math.max(0, end - start))

/** A part of the same memory; negative numbers count from the end. */
function view(this: Uint8Array, start?: unknown, end?: unknown): Buffer {
  const at = (value: unknown, otherwise: number): number => {
    if (value === undefined) return otherwise
    const number = Math.trunc(Number(value)) || 0
    return Math.min(Math.max(number < 0 ? number + this.length : number, 0), this.length)
  }
  const from = at(start, 0)
  return asBuffer(plain(this, from, Math.max(from, at(end, this.length))))
}

const originalFrom = Buffer.from
const originalAlloc = Buffer.alloc
const originalFill = Uint8Array.prototype.fill

function bufferToString(this: Uint8Array, encoding?: unknown, start?: unknown, end?: unknown): string {
  return decode(
    plain(this, index(start, 0, this.length), index(end, this.length, this.length)),
    knownEncoding(encoding),
  )
}

/** `write(text)`, `(text, encoding)`, `(text, offset[, length][, encoding])` */
function write(this: Uint8Array, text: unknown, ...args: unknown[]): number {
  if (typeof text !== 'string') {
    throw Object.assign(new TypeError('The "string" argument must be of type string.'), {
      code: 'ERR_INVALID_ARG_TYPE',
    })
  }
  const encodingName = args.find((arg) => typeof arg === 'string')
  const [offset = 0, length] = args.filter((arg) => typeof arg === 'number') as number[]
  if (offset < 0 || offset > this.length || (length !== undefined && length < 0)) {
    throw Object.assign(new RangeError('The value of "offset" is out of range.'), {
      code: 'ERR_OUT_OF_RANGE',
    })
  }
  const end = Math.min(this.length, offset + (length ?? this.length))
  const encoding = knownEncoding(encodingName)
  if (encoding === 'utf8') return encodeUtf8Into(text, this, offset, end).written
  const bytes = encode(text, encoding, end - offset)
  this.set(bytes, offset)
  return bytes.length
}

function byteLength(value: unknown, encodingName?: unknown): number {
  if (typeof value !== 'string') {
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength
    throw Object.assign(
      new TypeError('The "string" argument must be of type string or an instance of Buffer or ArrayBuffer.'),
      { code: 'ERR_INVALID_ARG_TYPE' },
    )
  }
  const encoding = encodingOf(encodingName) ?? 'utf8'
  switch (encoding) {
    case 'utf8':
      return utf8Length(value)
    case 'hex':
      return value.length >>> 1
    case 'utf16le':
      return value.length * 2
    case 'latin1':
    case 'ascii':
      return value.length
    case 'base64':
    case 'base64url': {
      const padding = value.endsWith('==') ? 2 : value.endsWith('=') ? 1 : 0
      return ((value.length - padding) * 3) >>> 2
    }
  }
}

function fromOther(value: unknown, offset: unknown, length: unknown): Buffer {
  try {
    return originalFrom(value, offset, length)
  } catch (error) {
    // The package throws without a code.
    const code = error instanceof RangeError ? 'ERR_OUT_OF_RANGE' : 'ERR_INVALID_ARG_TYPE'
    throw error instanceof Error ? Object.assign(error, { code }) : error
  }
}

Object.assign(Buffer, {
  // Functions, not arrows or methods: libraries and scripts write `new Buffer.alloc(0)` and `new Buffer.from(text)`.
  from: function from(value: unknown, encodingOrOffset?: unknown, length?: unknown) {
    return typeof value === 'string'
      ? fromText(value, encodingOrOffset)
      : fromOther(value, encodingOrOffset, length)
  },
  alloc: function alloc(size: number, fill?: unknown, encoding?: string) {
    return typeof fill === 'string'
      ? originalAlloc(size, fromText(fill, encoding))
      : originalAlloc(size, fill)
  },
  byteLength,
  isEncoding: (name: unknown) => typeof name === 'string' && name !== '' && encodingOf(name) !== undefined,
  copyBytesFrom: (view: ArrayBufferView, offset = 0, length?: number) =>
    asBuffer(
      new Uint8Array((view as Uint8Array).slice(offset, length === undefined ? undefined : offset + length)),
    ),
})

const methods: { [name: string]: unknown } = {
  toString: bufferToString,
  toLocaleString: bufferToString,
  write,
  slice: view,
  subarray: view,
}
for (const [short, encoding] of [
  ['utf8', 'utf8'],
  ['latin1', 'latin1'],
  ['ascii', 'ascii'],
  ['hex', 'hex'],
  ['base64', 'base64'],
  ['base64url', 'base64url'],
  ['ucs2', 'utf16le'],
] as const) {
  methods[`${short}Slice`] = function (this: Uint8Array, start?: number, end?: number) {
    return bufferToString.call(this, encoding, start, end)
  }
  methods[`${short}Write`] = function (this: Uint8Array, text: string, offset = 0, length?: number) {
    return write.call(this, text, offset, length ?? this.length - offset, encoding)
  }
}
const packageFill = (Buffer.prototype as unknown as { fill: (...args: unknown[]) => Buffer }).fill
methods.fill = function (this: Buffer, value: unknown, ...args: unknown[]) {
  // The package does not know base64url, and asks its own tables for the others.
  if (typeof value !== 'string' || value === '') return packageFill.call(this, value || 0, ...args)
  const encoding = args.find((arg) => typeof arg === 'string')
  const range = args.filter((arg) => typeof arg === 'number')
  const bytes = fromText(value, encoding)
  return bytes.length === 1
    ? originalFill.call(this, bytes[0] ?? 0, ...range)
    : packageFill.call(this, bytes, ...range)
}
for (const [name, value] of Object.entries(methods)) {
  Object.defineProperty(Buffer.prototype, name, { value, writable: true, configurable: true })
}
// Node prints the first fifty bytes; the package would print its own class.
Object.defineProperty(Buffer.prototype, Symbol.for('nodejs.util.inspect.custom'), {
  configurable: true,
  writable: true,
  value(this: Buffer) {
    const shown = plain(this, 0, Math.min(this.length, INSPECT_MAX_BYTES))
      .toHex()
      .replace(/(..)(?!$)/g, '$1 ')
    const rest = this.length - INSPECT_MAX_BYTES
    return `<Buffer${shown && ` ${shown}`}${rest > 0 ? ` ... ${rest} more byte${rest > 1 ? 's' : ''}` : ''}>`
  },
})

/** Decodes base64 to one character per byte. @throws InvalidCharacterError */
export function atob(text: unknown): string {
  const digits = `${text}`.replace(/[\t\n\f\r ]/g, '')
  const body = digits.length % 4 === 0 ? digits.replace(/={1,2}$/, '') : digits
  if (body.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(body)) {
    throw new DOMException('The string to be decoded is not correctly encoded.', 'InvalidCharacterError')
  }
  return decodeLatin1(Uint8Array.fromBase64(body))
}

/** Base64 of a text without characters over U+00FF. @throws InvalidCharacterError */
export function btoa(text: unknown): string {
  const plainText = `${text}`
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of Latin-1 is meant
  if (/[^\x00-\xff]/.test(plainText)) {
    throw new DOMException('Invalid character', 'InvalidCharacterError')
  }
  return encode(plainText, 'latin1').toBase64()
}

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80)

/** The `buffer` module. `Blob` and `File` are the globals'. */
export function bufferModule(): object {
  const web = globalThis as unknown as { Blob: unknown; File: unknown }
  return {
    Buffer,
    SlowBuffer,
    INSPECT_MAX_BYTES,
    kMaxLength,
    kStringMaxLength: MAX_STRING_LENGTH,
    constants: { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH },
    Blob: web.Blob,
    File: web.File,
    atob,
    btoa,
    isAscii: (value: ArrayBufferView | ArrayBuffer) => isAscii(originalFrom(value)),
    isUtf8: (value: ArrayBufferView | ArrayBuffer) => decodeUtf8(originalFrom(value), true) !== undefined,
    transcode: (bytes: Uint8Array, from: string, to: string) =>
      fromText(decode(bytes, knownEncoding(from)), to),
  }
}
