/** Symmetric ciphers. The cipher itself is an object on the host. @module */
import type { Cell } from '../host.ts'
import { host } from '../host.ts'
import { Buffer } from './buffer.ts'
import { received } from './bytes.ts'
import { binary, mustBeInteger, mustBeString, output, updateData } from './crypto-arguments.ts'
import { Hash } from './crypto-hash.ts'
import { secretBytes } from './crypto-keys.ts'
import { nodeError } from './errors.ts'
import { hostCall, pieces } from './host-call.ts'
import { LazyTransform } from './lazy-transform.ts'

interface CipherOptions {
  authTagLength?: unknown
  encoding?: unknown
}

const invalidState = (operation: string): Error =>
  nodeError('ERR_CRYPTO_INVALID_STATE', `Invalid state for operation ${operation}`)

/** Shared by ciphers and deciphers. */
class CipherBase extends LazyTransform {
  readonly #id: number
  #ended = false
  /** The tag of an encryption that authenticates, once it is over. */
  #tag: Buffer | undefined

  constructor(encrypt: boolean, algorithm: unknown, key: unknown, iv: unknown, options: CipherOptions = {}) {
    super()
    mustBeString('cipher', algorithm)
    const keyBytes = secretBytes('key', key, options.encoding)
    const ivBytes = iv === null ? null : new Uint8Array(binary('iv', iv))
    const { authTagLength } = options
    if (authTagLength !== undefined) mustBeInteger('options.authTagLength', authTagLength, 0, 2 ** 31 - 1)
    this.#id = host.open(() => {})
    host.close(this.#id)
    hostCall('crypto.cipherBegin', this.#id, encrypt, algorithm, keyBytes, ivBytes, authTagLength as Cell)
  }

  update(data: unknown, inputEncoding?: unknown, outputEncoding?: unknown): Buffer | string {
    const bytes = updateData(data, inputEncoding)
    if (this.#ended) throw new Error('Trying to add data in unsupported state')
    const parts = pieces(bytes).map((piece) => received(hostCall('crypto.cipherUpdate', this.#id, piece)))
    const [only = Buffer.alloc(0)] = parts
    return this.#encoded(parts.length > 1 ? Buffer.concat(parts) : only, outputEncoding, false)
  }

  final(outputEncoding?: unknown): Buffer | string {
    if (this.#ended) throw nodeError('ERR_CRYPTO_INVALID_STATE', 'Invalid state')
    this.#ended = true
    const answer = received(hostCall('crypto.cipherEnd', this.#id))
    const tagLength = answer.at(-1) ?? 0
    const end = answer.length - 1 - tagLength
    if (tagLength > 0) this.#tag = Buffer.from(new Uint8Array(answer.subarray(end, end + tagLength)))
    return this.#encoded(answer.subarray(0, end), outputEncoding, true)
  }

  /** Bytes of an unfinished character or base64 group wait for the next piece. */
  #rest: Buffer | undefined

  #encoded(bytes: Buffer, encoding: unknown, last: boolean): Buffer | string {
    if (encoding === undefined || encoding === null || encoding === 'buffer') return bytes
    const whole = this.#rest ? Buffer.concat([this.#rest, bytes]) : bytes
    const end = last ? whole.length : whole.length - unfinished(whole, `${encoding}`)
    this.#rest = end < whole.length ? whole.subarray(end) : undefined
    return output(whole.subarray(0, end), encoding)
  }

  setAutoPadding(on: unknown = true): this {
    if (this.#ended) throw invalidState('setAutoPadding')
    hostCall('crypto.cipherPadding', this.#id, Boolean(on))
    return this
  }

  setAAD(data: unknown, options: { plaintextLength?: unknown; encoding?: unknown } = {}): this {
    if (this.#ended) throw invalidState('setAAD')
    const { plaintextLength, encoding } = options
    if (plaintextLength !== undefined)
      mustBeInteger('options.plaintextLength', plaintextLength, 0, 2 ** 31 - 1)
    hostCall(
      'crypto.cipherAad',
      this.#id,
      new Uint8Array(binary('aadbuf', data, encoding)),
      plaintextLength as Cell,
    )
    return this
  }

  protected tag(): Buffer {
    if (this.#tag) return this.#tag
    throw invalidState('getAuthTag')
  }

  protected expectTag(tag: unknown, encoding?: unknown): void {
    if (this.#ended) throw invalidState('setAuthTag')
    hostCall('crypto.cipherTag', this.#id, new Uint8Array(binary('tag', tag, encoding)))
  }

  override _transform(
    chunk: Buffer,
    _encoding: string,
    done: (error?: unknown, chunk?: unknown) => void,
  ): void {
    done(null, this.update(chunk))
  }

  override _flush(done: (error?: unknown, chunk?: unknown) => void): void {
    let last: Buffer | string
    try {
      last = this.final()
    } catch (error) {
      done(error)
      return
    }
    done(null, last)
  }
}

/** Number of bytes at the end that are no whole unit of the encoding yet. */
function unfinished(bytes: Buffer, encoding: string): number {
  switch (encoding.toLowerCase()) {
    case 'base64':
    case 'base64url':
      return bytes.length % 3
    case 'ucs2':
    case 'ucs-2':
    case 'utf16le':
    case 'utf-16le':
      return bytes.length % 2
    case 'utf8':
    case 'utf-8':
      return unfinishedUtf8(bytes)
    default:
      return 0
  }
}

function unfinishedUtf8(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

/** `crypto.Cipheriv` */
export class Cipheriv extends CipherBase {
  constructor(algorithm: unknown, key: unknown, iv: unknown, options?: CipherOptions) {
    super(true, algorithm, key, iv, options)
  }

  getAuthTag(): Buffer {
    return this.tag()
  }
}

/** `crypto.Decipheriv` */
export class Decipheriv extends CipherBase {
  constructor(algorithm: unknown, key: unknown, iv: unknown, options?: CipherOptions) {
    super(false, algorithm, key, iv, options)
  }

  setAuthTag(tag: unknown, encoding?: unknown): this {
    this.expectTag(tag, encoding)
    return this
  }
}

/** `crypto.getCipherInfo` */
export function getCipherInfo(
  name: unknown,
  options: { keyLength?: Cell; ivLength?: Cell } = {},
): object | undefined {
  if (typeof name !== 'number') mustBeString('nameOrNid', name)
  const text = hostCall('crypto.cipherInfo', name, options.keyLength, options.ivLength)
  return text === undefined ? undefined : (JSON.parse(`${text}`) as object)
}

/**
 * Key and IV as `createCipher` derived them from a password until Node 22: repeated MD5 without salt.
 *
 * @see EVP_BytesToKey of OpenSSL
 */
function fromPassword(algorithm: unknown, password: unknown): [key: Buffer, iv: Buffer | null] {
  mustBeString('cipher', algorithm)
  const info = getCipherInfo(algorithm) as { keyLength: number; ivLength?: number } | undefined
  if (!info) throw nodeError('ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher')
  const { keyLength, ivLength = 0 } = info
  const secret = binary('password', password)
  let derived = Buffer.alloc(0)
  let block = derived
  while (derived.length < keyLength + ivLength) {
    block = new Hash('md5').update(block).update(secret).digest() as Buffer
    derived = Buffer.concat([derived, block])
  }
  const iv = ivLength === 0 ? null : derived.subarray(keyLength, keyLength + ivLength)
  return [derived.subarray(0, keyLength), iv]
}

/** `createCipheriv`, `createDecipheriv`, and what scripts older than Node 22 use: `createCipher`, `createDecipher`. */
export const cipherFunctions = {
  createCipheriv: (algorithm: unknown, key: unknown, iv: unknown, options?: CipherOptions) =>
    new Cipheriv(algorithm, key, iv, options),
  createDecipheriv: (algorithm: unknown, key: unknown, iv: unknown, options?: CipherOptions) =>
    new Decipheriv(algorithm, key, iv, options),
  createCipher: (algorithm: unknown, password: unknown) =>
    new Cipheriv(algorithm, ...fromPassword(algorithm, password)),
  createDecipher: (algorithm: unknown, password: unknown) =>
    new Decipheriv(algorithm, ...fromPassword(algorithm, password)),
  getCipherInfo,
}
