/** The encodings that Buffers know, with V8's own functions where it has some. @module */
import { decodeLatin1, decodeUtf8 } from './utf8.ts'

export type Encoding = 'utf8' | 'hex' | 'base64' | 'base64url' | 'latin1' | 'ascii' | 'utf16le'

const ENCODINGS = new Map<string, Encoding>([
  ['utf8', 'utf8'],
  ['utf-8', 'utf8'],
  ['hex', 'hex'],
  ['base64', 'base64'],
  ['base64url', 'base64url'],
  ['latin1', 'latin1'],
  ['binary', 'latin1'],
  ['ascii', 'ascii'],
  ['ucs2', 'utf16le'],
  ['ucs-2', 'utf16le'],
  ['utf16le', 'utf16le'],
  ['utf-16le', 'utf16le'],
])

/** @returns undefined for a name that Node does not know; nothing means UTF-8 */
export function encodingOf(name: unknown): Encoding | undefined {
  if (name === undefined || name === null || name === '') return 'utf8'
  return ENCODINGS.get(`${name}`) ?? ENCODINGS.get(`${name}`.toLowerCase())
}

/** @throws ERR_UNKNOWN_ENCODING */
export function knownEncoding(name: unknown): Encoding {
  const encoding = encodingOf(name)
  if (encoding) return encoding
  throw Object.assign(new TypeError(`Unknown encoding: ${name}`), { code: 'ERR_UNKNOWN_ENCODING' })
}

/** @returns the text that the bytes encode */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  switch (encoding) {
    case 'utf8':
      return decodeUtf8(bytes)
    case 'hex':
      return bytes.toHex()
    case 'base64':
      return bytes.toBase64()
    case 'base64url':
      return bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
    case 'latin1':
      return decodeLatin1(bytes)
    case 'ascii':
      return decodeLatin1(bytes.map((byte) => byte & 0x7f))
    case 'utf16le': {
      let text = ''
      for (let i = 0; i + 1 < bytes.length; i += 2) {
        text += String.fromCharCode((bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8))
      }
      return text
    }
  }
}

/** @returns bytes of a text in any encoding but UTF-8; never longer than `max`. */
export function encode(
  text: string,
  encoding: Exclude<Encoding, 'utf8'>,
  max = Number.POSITIVE_INFINITY,
): Uint8Array {
  switch (encoding) {
    case 'hex': {
      // Node decodes the digits up to the first invalid one.
      const digits = /^(?:[0-9a-f]{2})*/i.exec(text)?.[0] ?? ''
      return Uint8Array.fromHex(digits).subarray(0, max)
    }
    case 'base64':
    case 'base64url':
      return decodeBase64(text).subarray(0, max)
    case 'latin1':
    case 'ascii': {
      const bytes = new Uint8Array(Math.min(text.length, max))
      for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i)
      return bytes
    }
    case 'utf16le': {
      const bytes = new Uint8Array(Math.min(text.length, Math.floor(max / 2)) * 2)
      for (let i = 0; i < bytes.length; i += 2) {
        const unit = text.charCodeAt(i >> 1)
        bytes[i] = unit
        bytes[i + 1] = unit >> 8
      }
      return bytes
    }
  }
}

/** Accepts both alphabets; skips other characters, and ends at padding: as lenient as Node. */
function decodeBase64(text: string): Uint8Array {
  const body = /^[^=]*/.exec(text)?.[0] ?? ''
  const digits = body
    .replace(/[^A-Za-z0-9+/_-]/g, '')
    .replace(/-/g, '+')
    .replace(/_/g, '/')
  return Uint8Array.fromBase64(digits.length % 4 === 1 ? digits.slice(0, -1) : digits)
}
