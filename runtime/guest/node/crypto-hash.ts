/**
 * Hashes and HMACs. Of a few blocks MD5, SHA-1 and SHA-256 are computed here, all else on the host: without a compiler a block
 * takes 8, 20 or 35 µs, the host 20 µs whatever the length when it is at work already, and 65 µs when it has to be woken.
 * MD4 and Whirlpool, which OpenSSL no longer has, are ours.
 * @module
 */
import { md5, sha1 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Cell } from '../host.ts'
import { host } from '../host.ts'
import { Buffer } from './buffer.ts'
import { received } from './bytes.ts'
import { binary, mustBeInteger, mustBeString, output, updateData } from './crypto-arguments.ts'
import { secretBytes } from './crypto-keys.ts'
import { nodeError } from './errors.ts'
import { hostCall, PIECE_BYTES, pieces } from './host-call.ts'
import { LazyTransform } from './lazy-transform.ts'
import type { OwnHash } from './own-hash.ts'
import { createOwnHash, createOwnHmac, OWN_HASHES } from './own-hash.ts'

/** Hashes that are computed in the isolate, and the maximum number of bytes for which that is faster. */
const LOCAL: { [name: string]: { hash: (data: Uint8Array) => Uint8Array; max: number } } = {
  md5: { hash: md5, max: 247 },
  sha1: { hash: sha1, max: 119 },
  sha256: { hash: sha256, max: 55 },
}

/** Names that are known without asking the host. */
const KNOWN: readonly string[] = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'ripemd160']

const canonical = (algorithm: string): string => {
  if (KNOWN.includes(algorithm)) return algorithm
  const name = algorithm
    .toLowerCase()
    .replace(/^rsa-/, '')
    .replace(/^sha-(?=\d+$)/, 'sha')
  return KNOWN.includes(name) || OWN_HASHES.includes(name) ? name : algorithm
}

/** @throws ERR_CRYPTO_INVALID_DIGEST unless there is such a hash */
export function mustBeDigest(algorithm: string, message = `Invalid digest: ${algorithm}`): void {
  if (KNOWN.includes(canonical(algorithm))) return
  try {
    hostCall('crypto.hash', algorithm, new Uint8Array(0))
  } catch {
    throw nodeError('ERR_CRYPTO_INVALID_DIGEST', message, TypeError)
  }
}

const finalized = (): Error => nodeError('ERR_CRYPTO_HASH_FINALIZED', 'Digest already called')

function concat(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = chunks
  if (chunks.length === 1 && only) return only
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** The input so far: copies of the pieces, or, once they are many, an object on the host that has them. */
interface Feed {
  chunks: Uint8Array[]
  length: number
  id: number | undefined
  /** Takes all of it instead. */
  own?: (Omit<OwnHash, 'copy'> & Partial<Pick<OwnHash, 'copy'>>) | undefined
}

const emptyFeed = (): Feed => ({ chunks: [], length: 0, id: undefined })

const newId = (): number => {
  const id = host.open(() => {})
  host.close(id)
  return id
}

function feed(to: Feed, data: Uint8Array, begin: (id: number) => void): void {
  if (data.length === 0) return
  if (to.own) {
    to.own.update(data)
    return
  }
  to.chunks.push(new Uint8Array(data))
  to.length += data.length
  if (to.length > PIECE_BYTES) flush(to, begin)
}

function flush(from: Feed, begin: (id: number) => void): number {
  if (from.id === undefined) {
    from.id = newId()
    begin(from.id)
  }
  for (const chunk of from.chunks)
    for (const piece of pieces(chunk)) hostCall('crypto.hashUpdate', from.id, piece)
  from.chunks = []
  from.length = 0
  return from.id
}

/** @returns the digest of everything, if it was short, else of what the host was fed */
function digestOf(name: string, outputLength: number | undefined, from: Feed): Buffer {
  if (from.own) return received(from.own.digest())
  if (from.id !== undefined) {
    const id = flush(from, () => {})
    return received(hostCall('crypto.hashEnd', id))
  }
  const local = Object.hasOwn(LOCAL, name) ? LOCAL[name] : undefined
  const data = concat(from.chunks, from.length)
  if (local && from.length <= local.max && outputLength === undefined) return received(local.hash(data))
  return received(hostCall('crypto.hash', name, data, outputLength))
}

/** `crypto.Hash` */
export class Hash extends LazyTransform {
  readonly #name: string
  readonly #outputLength: number | undefined
  #feed = emptyFeed()
  #done = false

  constructor(algorithm: unknown, options?: { outputLength?: unknown }, from?: Feed) {
    super()
    mustBeString('algorithm', algorithm)
    const outputLength = options?.outputLength
    if (outputLength !== undefined) mustBeInteger('options.outputLength', outputLength, 0, 2 ** 31 - 1)
    this.#name = canonical(algorithm)
    this.#outputLength = outputLength as number | undefined
    const own = from || outputLength !== undefined ? undefined : createOwnHash(this.#name)
    if (from) this.#feed = from
    else if (own) this.#feed.own = own
    else if (!KNOWN.includes(this.#name) || outputLength !== undefined) {
      // The host checks whether it supports this hash, and keeps it open.
      const id = newId()
      this.#begin(id)
      this.#feed.id = id
    }
  }

  #begin(id: number): void {
    hostCall('crypto.hashBegin', id, this.#name, this.#outputLength)
  }

  update(data: unknown, encoding?: unknown): this {
    if (this.#done) throw finalized()
    feed(this.#feed, updateData(data, encoding), (id) => this.#begin(id))
    return this
  }

  digest(encoding?: unknown): Buffer | string {
    if (this.#done) throw finalized()
    this.#done = true
    return output(digestOf(this.#name, this.#outputLength, this.#feed), encoding)
  }

  copy(options?: { outputLength?: unknown }): Hash {
    if (this.#done) throw finalized()
    const { chunks, length, id, own } = this.#feed
    const copied: Feed = {
      chunks: [...chunks],
      length,
      id: id === undefined ? undefined : newId(),
      own: own?.copy?.(),
    }
    if (id !== undefined && copied.id !== undefined) {
      hostCall('crypto.hashCopy', id, copied.id, options?.outputLength as Cell)
    }
    return new Hash(this.#name, options, copied)
  }

  override _transform(
    chunk: Buffer,
    encoding: string,
    done: (error?: unknown, chunk?: unknown) => void,
  ): void {
    this.update(chunk, encoding)
    done()
  }

  override _flush(done: (error?: unknown, chunk?: unknown) => void): void {
    this.push(this.digest())
    done()
  }
}

/** `crypto.Hmac` */
export class Hmac extends LazyTransform {
  readonly #name: string
  readonly #key: Uint8Array
  #feed = emptyFeed()
  #done = false

  constructor(algorithm: unknown, key: unknown, options?: { encoding?: unknown }) {
    super()
    mustBeString('hmac', algorithm)
    this.#name = canonical(algorithm)
    const bytes = secretBytes('key', key, options?.encoding)
    // A key longer than a block is replaced by its hash (RFC 2104 §2), which is sent in one piece.
    this.#key = bytes.length > PIECE_BYTES ? (new Hash(algorithm).update(bytes).digest() as Buffer) : bytes
    this.#feed.own = createOwnHmac(this.#name, this.#key)
    if (this.#feed.own || KNOWN.includes(this.#name)) return
    const id = newId()
    this.#begin(id)
    this.#feed.id = id
  }

  #begin(id: number): void {
    hostCall('crypto.hmacBegin', id, this.#name, this.#key)
  }

  update(data: unknown, encoding?: unknown): this {
    if (this.#done) throw finalized()
    feed(this.#feed, updateData(data, encoding), (id) => this.#begin(id))
    return this
  }

  digest(encoding?: unknown): Buffer | string {
    // Unlike a hash, Node's HMAC returns nothing the second time.
    if (this.#done) return output(Buffer.alloc(0), encoding)
    this.#done = true
    return output(this.#digest(), encoding)
  }

  #digest(): Buffer {
    const { chunks, length, id, own } = this.#feed
    if (own) return received(own.digest())
    if (id !== undefined)
      return received(
        hostCall(
          'crypto.hashEnd',
          flush(this.#feed, () => {}),
        ),
      )
    return received(hostCall('crypto.hmac', this.#name, this.#key, concat(chunks, length)))
  }

  override _transform(
    chunk: Buffer,
    encoding: string,
    done: (error?: unknown, chunk?: unknown) => void,
  ): void {
    this.update(chunk, encoding)
    done()
  }

  override _flush(done: (error?: unknown, chunk?: unknown) => void): void {
    this.push(this.digest())
    done()
  }
}

/** `crypto.hash(algorithm, data[, outputEncoding])` */
export function hash(algorithm: unknown, data: unknown, options: unknown = 'hex'): Buffer | string {
  mustBeString('algorithm', algorithm)
  const { outputEncoding = 'hex', outputLength } = (
    typeof options === 'string' ? { outputEncoding: options } : options
  ) as { outputEncoding?: unknown; outputLength?: unknown }
  const bytes = binary('input', data, 'utf8', 'an instance of Buffer, TypedArray, or DataView')
  let digest: Hash
  try {
    digest = new Hash(algorithm, { outputLength })
  } catch (error) {
    if ((error as Error).message !== 'Digest method not supported') throw error
    throw new Error(`Digest method ${algorithm} is not supported`)
  }
  return digest.update(bytes).digest(outputEncoding)
}
