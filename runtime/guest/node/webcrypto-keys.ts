/** CryptoKey, and what algorithms are called. @see https://www.w3.org/TR/webcrypto-2/ @module */
import { viewOf } from './bytes.ts'
import { cryptoKeyBytes } from './crypto-keys.ts'
import { nodeError } from './errors.ts'

/** @returns an error as the Web's interfaces throw it */
export function domError(name: string, message: string): Error {
  const { DOMException } = globalThis as { DOMException?: new (message: string, name: string) => Error }
  return DOMException ? new DOMException(message, name) : nodeError(name, message, Error, { name })
}

const unrecognized = (): Error => domError('NotSupportedError', 'Unrecognized algorithm name')

/** @returns the error for algorithms that Node has and the sandbox does not */
export const notSupported = (what: string): Error =>
  domError('NotSupportedError', `${what} is not available in the sandbox`)

export interface KeyAlgorithm {
  name: string
  hash?: { name: string }
  length?: number
  modulusLength?: number
  publicExponent?: Uint8Array
  namedCurve?: string
}

type KeyType = 'secret' | 'public' | 'private'

/** A key for `subtle`. Only `makeKey` and `makePairKey` make them. */
export class CryptoKey {
  readonly type: KeyType
  readonly extractable: boolean
  readonly algorithm: KeyAlgorithm
  readonly usages: readonly string[]

  constructor(
    permit?: unknown,
    algorithm?: KeyAlgorithm,
    extractable = false,
    usages: readonly string[] = [],
    type: KeyType = 'secret',
  ) {
    if (permit !== PERMIT || !algorithm)
      throw nodeError('ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor', TypeError)
    this.type = type
    this.extractable = extractable
    this.algorithm = algorithm
    this.usages = usages
  }

  get [Symbol.toStringTag](): string {
    return 'CryptoKey'
  }
}

const PERMIT = Symbol('permit')

/** @param bytes kept, not copied */
export function makeKey(
  bytes: Uint8Array,
  algorithm: KeyAlgorithm,
  extractable: boolean,
  usages: readonly string[],
): CryptoKey {
  const key = new CryptoKey(PERMIT, algorithm, extractable, [...usages])
  cryptoKeyBytes.set(key, bytes)
  return key
}

/** Creates one key of a pair. Only this module can read its contents. */
export function makePairKey(
  type: 'public' | 'private',
  algorithm: KeyAlgorithm,
  extractable: boolean,
  usages: readonly string[],
): CryptoKey {
  return new CryptoKey(PERMIT, algorithm, extractable, [...usages], type)
}

/** @throws {TypeError} for anything but a CryptoKey of ours; InvalidAccessError for one that may not be used so */
export function keyBytes(key: unknown, algorithm: string, usage: string): Uint8Array {
  const bytes = key instanceof CryptoKey ? cryptoKeyBytes.get(key) : undefined
  if (!(key instanceof CryptoKey) || !bytes)
    throw nodeError('ERR_INVALID_ARG_TYPE', 'The key is not a CryptoKey.', TypeError)
  if (key.algorithm.name !== algorithm) throw domError('InvalidAccessError', 'Key algorithm mismatch')
  if (!key.usages.includes(usage)) throw domError('InvalidAccessError', `The key cannot be used for ${usage}`)
  return bytes
}

export interface Algorithm {
  name: string
  [parameter: string]: unknown
}

/** @returns an algorithm with its name in the specification's spelling */
export function algorithmOf(given: unknown, offered: readonly string[]): Algorithm {
  const algorithm =
    typeof given === 'string' ? { name: given } : (given as { name?: unknown } | null | undefined)
  const wanted = `${algorithm?.name}`.toUpperCase()
  const name = offered.find((known) => known.toUpperCase() === wanted)
  if (!name) throw unrecognized()
  return { ...algorithm, name }
}

const HASHES = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'] as const

/** @returns a hash under the specification's name and under Node's */
export function hashOf(given: unknown): { name: string; node: string; block_bytes: number } {
  const { name } = algorithmOf(given, HASHES)
  const node = name.replace('-', '').toLowerCase()
  return { name, node, block_bytes: name === 'SHA-384' || name === 'SHA-512' ? 128 : 64 }
}

/** @returns a copy of the bytes */
export function source(value: unknown, name: string): Uint8Array {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new Uint8Array(viewOf(value))
  throw nodeError(
    'ERR_INVALID_ARG_TYPE',
    `${name} is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.`,
    TypeError,
  )
}

/** @returns a buffer of its own, as the Web's interfaces give */
export const arrayBuffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer
