/**
 * `crypto.webcrypto`, as far as scripts and drivers use it: digests, HMAC, PBKDF2, HKDF and AES; pairs of keys are in a file
 * of their own.
 *
 * @see https://www.w3.org/TR/webcrypto-2/
 * @module
 */
import { Buffer } from './buffer.ts'
import { received, viewOf } from './bytes.ts'
import { Hash, Hmac } from './crypto-hash.ts'
import { kdfFunctions } from './crypto-kdf.ts'
import { cryptoKeyBytes } from './crypto-keys.ts'
import type { RandomModule } from './crypto-random.ts'
import { timingSafeEqual } from './crypto-random.ts'
import { hostAsk } from './host-call.ts'
import { AES, decryptByAes, encryptByAes } from './webcrypto-aes.ts'
import {
  encryptByPair,
  exportPairKey,
  importPairKey,
  isAsymmetric,
  signByPair,
  verifyByPair,
} from './webcrypto-asymmetric.ts'
import type { Algorithm } from './webcrypto-keys.ts'
import {
  algorithmOf,
  arrayBuffer,
  CryptoKey,
  domError,
  hashOf,
  keyBytes,
  makeKey,
  notSupported,
  source,
} from './webcrypto-keys.ts'

const DERIVING = ['PBKDF2', 'HKDF'] as const
const KEYS = ['HMAC', ...AES, ...DERIVING] as const

const USAGES: { [name: string]: readonly string[] } = {
  HMAC: ['sign', 'verify'],
  PBKDF2: ['deriveBits', 'deriveKey'],
  HKDF: ['deriveBits', 'deriveKey'],
}
const AES_USAGES = ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey']

/** Limit of one call of `getRandomValues`. */
const MAX_RANDOM_BYTES = 65536

function checkUsages(name: string, usages: unknown): readonly string[] {
  const given = Array.isArray(usages) ? (usages as string[]) : []
  const allowed = USAGES[name] ?? AES_USAGES
  if (given.some((usage) => !allowed.includes(usage))) {
    throw domError('SyntaxError', `Unsupported key usage for ${name === 'HMAC' ? 'HMAC' : `a ${name}`} key`)
  }
  if (given.length === 0) throw domError('SyntaxError', 'Usages cannot be empty when importing a secret key.')
  return given
}

function makeSecret(
  algorithm: Algorithm,
  bytes: Uint8Array,
  extractable: boolean,
  usages: unknown,
): CryptoKey {
  const { name } = algorithm
  const allowed = checkUsages(name, usages)
  if (name === 'HMAC') {
    if (bytes.length === 0) throw domError('DataError', 'Zero-length key is not supported')
    const { name: hash } = hashOf(algorithm.hash)
    return makeKey(bytes, { name, hash: { name: hash }, length: bytes.length * 8 }, extractable, allowed)
  }
  if (name === 'PBKDF2' || name === 'HKDF') {
    if (extractable) throw domError('SyntaxError', `${name} keys are not extractable`)
    return makeKey(bytes, { name }, false, allowed)
  }
  if (![16, 24, 32].includes(bytes.length)) throw domError('DataError', 'Invalid key length')
  return makeKey(bytes, { name, length: bytes.length * 8 }, extractable, allowed)
}

function jwkBytes(jwk: unknown): Uint8Array {
  const { kty, k } = (jwk ?? {}) as { kty?: unknown; k?: unknown }
  if (kty !== 'oct' || typeof k !== 'string') throw domError('DataError', 'Invalid keyData')
  return new Uint8Array(Buffer.from(k, 'base64url'))
}

async function importKey(
  format: unknown,
  data: unknown,
  given: unknown,
  extractable: unknown,
  usages: unknown,
): Promise<CryptoKey> {
  if (isAsymmetric(given)) return importPairKey(format, data, given, extractable, usages)
  const algorithm = algorithmOf(given, KEYS)
  if (format === 'raw' || format === 'raw-secret') {
    return makeSecret(algorithm, source(data, 'keyData'), Boolean(extractable), usages)
  }
  if (format === 'jwk') return makeSecret(algorithm, jwkBytes(data), Boolean(extractable), usages)
  throw notSupported(`Importing a key as ${format}`)
}

async function exportKey(format: unknown, key: unknown): Promise<ArrayBuffer | object> {
  if (key instanceof CryptoKey && key.type !== 'secret') return exportPairKey(format, key)
  const bytes = key instanceof CryptoKey ? cryptoKeyBytes.get(key) : undefined
  if (!(key instanceof CryptoKey) || !bytes) throw domError('DataError', 'The key is not a CryptoKey.')
  if (!key.extractable) throw domError('InvalidAccessError', 'key is not extractable')
  if (format === 'raw' || format === 'raw-secret') return arrayBuffer(bytes)
  if (format !== 'jwk') throw notSupported(`Exporting a key as ${format}`)
  const { name, hash } = key.algorithm
  const alg = hash ? `HS${hash.name.slice(4)}` : `A${bytes.length * 8}${name.slice(4)}`
  const k = viewOf(bytes).toString('base64url')
  return { kty: 'oct', k, alg, key_ops: [...key.usages], ext: true }
}

function hmac(key: unknown, usage: string, data: unknown): Buffer {
  const bytes = keyBytes(key, 'HMAC', usage)
  const { node } = hashOf((key as CryptoKey).algorithm.hash)
  return new Hmac(node, bytes).update(source(data, 'data')).digest() as Buffer
}

async function sign(given: unknown, key: unknown, data: unknown): Promise<ArrayBuffer> {
  if (isAsymmetric(given)) return signByPair(given, key, data)
  algorithmOf(given, ['HMAC'])
  return arrayBuffer(hmac(key, 'sign', data))
}

async function verify(given: unknown, key: unknown, signature: unknown, data: unknown): Promise<boolean> {
  if (isAsymmetric(given)) return verifyByPair(given, key, signature, data)
  algorithmOf(given, ['HMAC'])
  const expected = hmac(key, 'verify', data)
  const actual = source(signature, 'signature')
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}

async function derive(given: unknown, key: unknown, usage: string, bits: number): Promise<Buffer> {
  const algorithm = algorithmOf(given, DERIVING)
  const bytes = keyBytes(key, algorithm.name, usage)
  const { node } = hashOf(algorithm.hash)
  const salt = source(algorithm.salt, 'algorithm.salt')
  if (algorithm.name === 'HKDF') {
    const info = source(algorithm.info, 'algorithm.info')
    return viewOf(kdfFunctions.hkdfSync(node, bytes, salt, info, bits / 8))
  }
  const iterations = Number(algorithm.iterations)
  if (!(iterations >= 1)) throw domError('OperationError', 'iterations cannot be zero')
  return received(await hostAsk('crypto.pbkdf2', node, bytes, salt, iterations, bits / 8))
}

async function deriveBits(given: unknown, key: unknown, length: unknown): Promise<ArrayBuffer> {
  const bits = Number(length)
  if (length === null || length === undefined || bits % 8 !== 0) {
    throw domError('OperationError', 'length must be a multiple of 8')
  }
  return arrayBuffer(await derive(given, key, 'deriveBits', bits))
}

/** How many bits a key of this kind has. */
function keyBits(algorithm: Algorithm): number {
  if (algorithm.length !== undefined) return Number(algorithm.length)
  if (algorithm.name === 'HMAC') return hashOf(algorithm.hash).block_bytes * 8
  throw domError('OperationError', 'Invalid key length')
}

async function deriveKey(
  given: unknown,
  key: unknown,
  wanted: unknown,
  extractable: unknown,
  usages: unknown,
): Promise<CryptoKey> {
  const algorithm = algorithmOf(wanted, ['HMAC', ...AES])
  const derived = await derive(given, key, 'deriveKey', keyBits(algorithm))
  return makeSecret(algorithm, new Uint8Array(derived), Boolean(extractable), usages)
}

async function encrypt(given: unknown, key: unknown, data: unknown): Promise<ArrayBuffer> {
  return isAsymmetric(given) ? encryptByPair('encrypt', given, key, data) : encryptByAes(given, key, data)
}

async function decrypt(given: unknown, key: unknown, data: unknown): Promise<ArrayBuffer> {
  return isAsymmetric(given) ? encryptByPair('decrypt', given, key, data) : decryptByAes(given, key, data)
}

async function digest(given: unknown, data: unknown): Promise<ArrayBuffer> {
  const { node } = hashOf(given)
  return arrayBuffer(new Hash(node).update(source(data, 'data')).digest() as Buffer)
}

const unsupported = (name: string) => async (): Promise<never> => {
  throw notSupported(`subtle.${name}`)
}

/** The `crypto` of the Web: `subtle`, `getRandomValues`, `randomUUID`. */
export function createWebCrypto(random: RandomModule): { [name: string]: unknown } {
  async function generateKey(given: unknown, extractable: unknown, usages: unknown): Promise<CryptoKey> {
    const algorithm = algorithmOf(given, ['HMAC', ...AES])
    const bytes = new Uint8Array(keyBits(algorithm) / 8)
    random.fill(bytes)
    return makeSecret(algorithm, bytes, Boolean(extractable), usages)
  }

  function getRandomValues<T>(target: T): T {
    const isWhole = ArrayBuffer.isView(target) && /^(Big)?(Ui|I)nt/.test(target.constructor.name)
    const isBuffer = target instanceof Uint8Array
    if (!isBuffer && !isWhole) {
      throw domError('TypeMismatchError', 'The data argument must be an integer-type TypedArray')
    }
    const view = target as ArrayBufferView
    if (view.byteLength > MAX_RANDOM_BYTES) {
      throw domError('QuotaExceededError', 'The requested length exceeds 65,536 bytes')
    }
    random.fill(viewOf(view))
    return target
  }

  const subtle = {
    digest,
    importKey,
    exportKey,
    generateKey,
    sign,
    verify,
    deriveBits,
    deriveKey,
    encrypt,
    decrypt,
    wrapKey: unsupported('wrapKey'),
    unwrapKey: unsupported('unwrapKey'),
  }
  return { subtle, getRandomValues, randomUUID: random.randomUUID, CryptoKey }
}
