/** Signatures and RSA encryption. @module */
import type { Cell } from '../host.ts'
import { received } from './bytes.ts'
import { binary, mustBeString, output, updateData } from './crypto-arguments.ts'
import { mustBeDigest } from './crypto-hash.ts'
import { asymmetricCells } from './crypto-keys.ts'
import { nodeError } from './errors.ts'
import { answerSoon, hostCall } from './host-call.ts'
import { Writable } from './stream.ts'

/** Maximum size of signed data, which is sent in one piece. */
const MAX_SIGNED_BYTES = 1024 * 1024

interface SignOptions {
  padding?: unknown
  saltLength?: unknown
  dsaEncoding?: unknown
}

/** The options beside a key, as JSON text. */
function signCell(key: unknown): string {
  const { padding, saltLength, dsaEncoding } = (
    typeof key === 'object' && key !== null ? key : {}
  ) as SignOptions
  return JSON.stringify({ padding, saltLength, dsaEncoding })
}

function checkSize(length: number): void {
  if (length <= MAX_SIGNED_BYTES) return
  throw nodeError(
    'ERR_OUT_OF_RANGE',
    `No more than ${MAX_SIGNED_BYTES} bytes can be signed or verified here.`,
    RangeError,
  )
}

function signOf(algorithm: Cell, data: Uint8Array, key: unknown): Buffer {
  if (key === undefined || key === null)
    throw nodeError('ERR_CRYPTO_SIGN_KEY_REQUIRED', 'No key provided to sign')
  const [type, der] = asymmetricCells(key, 'private')
  return received(hostCall('crypto.sign', algorithm, data, type, der, signCell(key)))
}

function isSigned(algorithm: Cell, data: Uint8Array, key: unknown, signature: Uint8Array): boolean {
  const [type, der] = asymmetricCells(key, 'public')
  return (
    hostCall('crypto.verify', algorithm, data, type, der, signCell(key), new Uint8Array(signature)) === true
  )
}

/** Shared by Sign and Verify: a Writable that keeps its input. */
class Collector extends Writable {
  readonly algorithm: string
  #chunks: Uint8Array[] = []
  #length = 0

  constructor(algorithm: unknown) {
    super()
    mustBeString('algorithm', algorithm)
    this.algorithm = algorithm
    mustBeDigest(algorithm, 'Invalid digest')
  }

  update(data: unknown, encoding?: unknown): this {
    const bytes = new Uint8Array(updateData(data, encoding))
    this.#length += bytes.length
    checkSize(this.#length)
    this.#chunks.push(bytes)
    return this
  }

  override _write(chunk: Buffer, encoding: string, done: (error?: unknown) => void): void {
    this.update(chunk, encoding)
    done()
  }

  protected collected(): Uint8Array {
    const whole = new Uint8Array(this.#length)
    let at = 0
    for (const chunk of this.#chunks) {
      whole.set(chunk, at)
      at += chunk.length
    }
    return whole
  }
}

/** `crypto.Sign` */
export class Sign extends Collector {
  sign(key: unknown, encoding?: unknown): Buffer | string {
    return output(signOf(this.algorithm, this.collected(), key), encoding)
  }
}

/** `crypto.Verify` */
export class Verify extends Collector {
  verify(key: unknown, signature: unknown, encoding?: unknown): boolean {
    return isSigned(this.algorithm, this.collected(), key, binary('signature', signature, encoding))
  }
}

function oneShot(algorithm: unknown, data: unknown): [Cell, Uint8Array] {
  if (algorithm !== null && algorithm !== undefined) mustBeString('algorithm', algorithm)
  const bytes = new Uint8Array(binary('data', data))
  checkSize(bytes.length)
  return [algorithm ?? null, bytes]
}

/** `crypto.sign(algorithm, data, key[, callback])` */
export function sign(
  algorithm: unknown,
  data: unknown,
  key: unknown,
  callback?: unknown,
): Buffer | undefined {
  const cells = oneShot(algorithm, data)
  if (callback === undefined) return signOf(...cells, key)
  answerSoon(() => signOf(...cells, key), callback)
  return undefined
}

/** `crypto.verify(algorithm, data, key, signature[, callback])` */
export function verify(
  algorithm: unknown,
  data: unknown,
  key: unknown,
  signature: unknown,
  callback?: unknown,
): boolean | undefined {
  const cells = oneShot(algorithm, data)
  const bytes = binary('signature', signature)
  if (callback === undefined) return isSigned(...cells, key, bytes)
  answerSoon(() => isSigned(...cells, key, bytes), callback)
  return undefined
}

interface RsaOptions {
  padding?: unknown
  oaepHash?: unknown
  oaepLabel?: unknown
  encoding?: unknown
}

function rsa(operation: string, wanted: 'public' | 'private') {
  return (key: unknown, data: unknown): Buffer => {
    const given = (typeof key === 'object' && key !== null ? key : {}) as RsaOptions
    const { padding, oaepHash, oaepLabel, encoding } = given
    const options = {
      padding,
      oaepHash,
      oaepLabel: oaepLabel === undefined ? undefined : binary('key.oaepLabel', oaepLabel).toString('base64'),
    }
    const [type, der] = asymmetricCells(key, wanted)
    const bytes = new Uint8Array(binary('buffer', data, encoding))
    return received(hostCall('crypto.rsa', operation, type, der, JSON.stringify(options), bytes))
  }
}

/** RSA with either half of a key. */
export const rsaFunctions = {
  publicEncrypt: rsa('publicEncrypt', 'public'),
  privateDecrypt: rsa('privateDecrypt', 'private'),
  privateEncrypt: rsa('privateEncrypt', 'private'),
  publicDecrypt: rsa('publicDecrypt', 'public'),
}
