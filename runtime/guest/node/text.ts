/** `TextEncoder` and `TextDecoder`. @see https://encoding.spec.whatwg.org/ @module */
import { invalidArgument, nodeError } from './errors.ts'
import { decodeLatin1, decodeUtf8, encodeUtf8Into, utf8Length } from './utf8.ts'

export class TextEncoder {
  get [Symbol.toStringTag](): string {
    return 'TextEncoder'
  }
  get encoding(): string {
    return 'utf-8'
  }

  encode(text: unknown = ''): Uint8Array {
    const input = `${text}`
    const bytes = new Uint8Array(utf8Length(input))
    encodeUtf8Into(input, bytes, 0, bytes.length)
    return bytes
  }

  encodeInto(text: string, target: Uint8Array): { read: number; written: number } {
    return encodeUtf8Into(`${text}`, target, 0, target.length)
  }
}

const LABELS: { [label: string]: string } = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16': 'utf-16le',
  ucs2: 'utf-16le',
  'ucs-2': 'utf-16le',
  latin1: 'windows-1252',
  ascii: 'windows-1252',
  'us-ascii': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  'iso8859-1': 'windows-1252',
  l1: 'windows-1252',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
}

/** Characters of the bytes 0x80 to 0x9f in windows-1252. */
const WINDOWS_1252 =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178'

export class TextDecoder {
  get [Symbol.toStringTag](): string {
    return 'TextDecoder'
  }
  readonly encoding: string
  readonly fatal: boolean
  readonly ignoreBOM: boolean
  /** Bytes of a character that the next chunk may complete. */
  #rest: Uint8Array = new Uint8Array(0)
  #started = false

  constructor(label: unknown = 'utf-8', options: { fatal?: boolean; ignoreBOM?: boolean } = {}) {
    const encoding = LABELS[`${label}`.trim().toLowerCase()]
    if (!encoding) {
      throw nodeError('ERR_ENCODING_NOT_SUPPORTED', `The "${label}" encoding is not supported`, RangeError)
    }
    this.encoding = encoding
    this.fatal = Boolean(options.fatal)
    this.ignoreBOM = Boolean(options.ignoreBOM)
  }

  decode(input?: ArrayBuffer | ArrayBufferView, options: { stream?: boolean } = {}): string {
    const stream = Boolean(options.stream)
    let bytes = this.#joined(input)
    if (stream) {
      const whole =
        this.encoding === 'utf-8'
          ? wholeUtf8(bytes)
          : this.encoding === 'utf-16le'
            ? bytes.length & ~1
            : bytes.length
      this.#rest = bytes.slice(whole)
      bytes = bytes.subarray(0, whole)
    } else this.#rest = new Uint8Array(0)
    const text = this.#text(bytes)
    const first = !this.#started
    this.#started = stream && (this.#started || text !== '')
    return first && !this.ignoreBOM && this.encoding !== 'windows-1252' ? text.replace(/^\ufeff/, '') : text
  }

  #joined(input: ArrayBuffer | ArrayBufferView | undefined): Uint8Array {
    let bytes: Uint8Array
    if (input === undefined) bytes = new Uint8Array(0)
    else if (input instanceof ArrayBuffer) bytes = new Uint8Array(input)
    else if (ArrayBuffer.isView(input))
      bytes = new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
    else throw invalidArgument('list', 'an instance of ArrayBuffer or ArrayBufferView', input)
    if (this.#rest.length === 0) return bytes
    const all = new Uint8Array(this.#rest.length + bytes.length)
    all.set(this.#rest)
    all.set(bytes, this.#rest.length)
    return all
  }

  #text(bytes: Uint8Array): string {
    switch (this.encoding) {
      case 'utf-8': {
        const text = decodeUtf8(bytes, this.fatal)
        if (text === undefined) throw this.#malformed()
        return text
      }
      case 'utf-16le': {
        let text = ''
        for (let i = 0; i + 1 < bytes.length; i += 2) {
          text += String.fromCharCode((bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8))
        }
        if (bytes.length % 2 === 1) text += '\ufffd'
        const whole = (text as unknown as { toWellFormed(): string }).toWellFormed()
        if (this.fatal && (whole !== text || bytes.length % 2 === 1)) throw this.#malformed()
        return whole
      }
      default:
        return decodeLatin1(bytes).replace(
          /[\u0080-\u009f]/g,
          (char) => WINDOWS_1252[char.charCodeAt(0) - 0x80] ?? char,
        )
    }
  }

  #malformed(): Error {
    return nodeError(
      'ERR_ENCODING_INVALID_ENCODED_DATA',
      `The encoded data was not valid for encoding ${this.encoding}`,
      TypeError,
    )
  }
}

/** @returns how many bytes can be decoded without knowing what follows */
function wholeUtf8(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return needed > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}
