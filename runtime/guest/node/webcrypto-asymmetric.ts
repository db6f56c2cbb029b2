/** The half of `subtle` for pairs of keys: RSA, ECDSA and Ed25519, over the KeyObjects of `crypto`. @module */
import { Buffer } from './buffer.ts'
import { viewOf } from './bytes.ts'
import type { KeyObject } from './crypto-keys.ts'
import { createPrivateKey, createPublicKey } from './crypto-keys.ts'
import { rsaFunctions, sign, verify } from './crypto-sign.ts'
import { nodeError } from './errors.ts'
import type { Algorithm, KeyAlgorithm } from './webcrypto-keys.ts'
import {
  algorithmOf,
  arrayBuffer,
  CryptoKey,
  domError,
  hashOf,
  makePairKey,
  notSupported,
  source,
} from './webcrypto-keys.ts'

const SIGNING = ['RSASSA-PKCS1-v1_5', 'RSA-PSS', 'ECDSA', 'Ed25519'] as const

/** Algorithms whose keys come in pairs. */
export const ASYMMETRIC = [...SIGNING, 'RSA-OAEP'] as const

const RSA_PSS_PADDING = 6
const RSA_OAEP_PADDING = 4

/** Node's names of the curves. */
const CURVES: { readonly [webName: string]: string } = {
  'P-256': 'prime256v1',
  'P-384': 'secp384r1',
  'P-521': 'secp521r1',
}

/** KeyObjects of the CryptoKeys that were made here. */
const keyObjects = new WeakMap<object, KeyObject>()

type Details = {
  modulusLength?: number
  publicExponent?: bigint
  namedCurve?: string
}

/** @returns whether the key, or the algorithm, belongs to this half */
export function isAsymmetric(given: unknown): boolean {
  const name = typeof given === 'string' ? given : (given as { name?: unknown } | null | undefined)?.name
  const wanted = `${name}`.toUpperCase()
  return ASYMMETRIC.some((known) => known.toUpperCase() === wanted)
}

/** `subtle.importKey`: `jwk`, `spki`, `pkcs8`. */
export async function importPairKey(
  format: unknown,
  data: unknown,
  given: unknown,
  extractable: unknown,
  usages: unknown,
): Promise<CryptoKey> {
  const algorithm = algorithmOf(given, ASYMMETRIC)
  const key = dataError(() => readKey(format, data))
  const { asymmetricKeyType, asymmetricKeyDetails } = key as unknown as {
    asymmetricKeyType: string
    asymmetricKeyDetails: Details
  }
  const described = describe(algorithm, asymmetricKeyType, asymmetricKeyDetails)
  const allowed = checkUsages(algorithm.name, key.type, usages)
  const made = makePairKey(key.type as 'public' | 'private', described, Boolean(extractable), allowed)
  keyObjects.set(made, key)
  return made
}

function readKey(format: unknown, data: unknown): KeyObject {
  switch (format) {
    case 'jwk': {
      const isPrivate = typeof (data as { d?: unknown } | null)?.d === 'string'
      const input = { key: data, format: 'jwk' }
      return isPrivate ? createPrivateKey(input) : createPublicKey(input)
    }
    case 'spki':
      return createPublicKey({ key: viewOf(source(data, 'keyData')), format: 'der', type: 'spki' })
    case 'pkcs8':
      return createPrivateKey({ key: viewOf(source(data, 'keyData')), format: 'der', type: 'pkcs8' })
    default:
      throw notSupported(`Importing a key as ${format}`)
  }
}

function dataError<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof Error && error.name === 'NotSupportedError') throw error
    throw domError('DataError', 'Invalid keyData')
  }
}

/** @throws DataError when the key does not fit the algorithm */
function describe({ name, hash, namedCurve }: Algorithm, type: string, details: Details): KeyAlgorithm {
  switch (name) {
    case 'ECDSA': {
      if (type !== 'ec') break
      const curve = Object.keys(CURVES).find((one) => CURVES[one] === details.namedCurve)
      if (!curve || (namedCurve !== undefined && namedCurve !== curve))
        throw domError('DataError', 'Named curve mismatch')
      return { name, namedCurve: curve }
    }
    case 'Ed25519':
      if (type !== 'ed25519') break
      return { name }
    default:
      if (type !== 'rsa') break
      return {
        name,
        modulusLength: details.modulusLength ?? 0,
        publicExponent: bytesOf(details.publicExponent ?? 65537n),
        hash: { name: hashOf(hash).name },
      }
  }
  throw domError('DataError', 'Invalid key type')
}

function bytesOf(number: bigint): Uint8Array {
  const digits = number.toString(16)
  return new Uint8Array(Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex'))
}

function checkUsages(name: string, type: string, usages: unknown): string[] {
  const given = Array.isArray(usages) ? (usages as string[]) : []
  const [publicUsages, privateUsages] =
    name === 'RSA-OAEP'
      ? [
          ['encrypt', 'wrapKey'],
          ['decrypt', 'unwrapKey'],
        ]
      : [['verify'], ['sign']]
  const allowed = (type === 'public' ? publicUsages : privateUsages) ?? []
  if (given.some((usage) => !allowed.includes(usage)))
    throw domError('SyntaxError', `Unsupported key usage for a ${name} key`)
  if (type === 'private' && given.length === 0)
    throw domError('SyntaxError', 'Usages cannot be empty when importing a private key.')
  return given
}

/** `subtle.exportKey`: `jwk`, `spki` of a public key, `pkcs8` of a private one. */
export async function exportPairKey(format: unknown, key: CryptoKey): Promise<ArrayBuffer | object> {
  const inner = keyObjects.get(key)
  if (!inner) throw domError('DataError', 'The key is not a CryptoKey.')
  if (!key.extractable) throw domError('InvalidAccessError', 'key is not extractable')
  const exporter = inner as KeyObject & { export(options: object): Uint8Array | object }
  if (format === 'jwk') {
    const jwk = exporter.export({ format: 'jwk' }) as object
    return { ...jwk, ...algOf(key.algorithm), key_ops: [...key.usages], ext: key.extractable }
  }
  const fitting = key.type === 'public' ? 'spki' : 'pkcs8'
  if (format !== fitting)
    throw key.type === 'public' || format === 'spki' || format === 'pkcs8'
      ? domError('InvalidAccessError', `Unable to export a ${key.type} key as ${format}`)
      : notSupported(`Exporting a key as ${format}`)
  return arrayBuffer(exporter.export({ format: 'der', type: fitting }) as Uint8Array)
}

function algOf({ name, hash }: KeyAlgorithm): { alg?: string } {
  const bits = hash?.name.slice(4)
  switch (name) {
    case 'RSASSA-PKCS1-v1_5':
      return { alg: `RS${bits}` }
    case 'RSA-PSS':
      return { alg: `PS${bits}` }
    case 'RSA-OAEP':
      return { alg: bits === '1' ? 'RSA-OAEP' : `RSA-OAEP-${bits}` }
    case 'ECDSA':
      return {}
    default:
      return { alg: 'Ed25519' }
  }
}

/** The arguments of Node's `sign` and `verify` for an algorithm of WebCrypto. */
function signing(given: unknown, key: unknown, usage: string): [hash: string | null, options: object] {
  const algorithm = algorithmOf(given, SIGNING)
  const inner = innerOf(key, algorithm.name, usage)
  const own = (key as CryptoKey).algorithm
  switch (algorithm.name) {
    case 'Ed25519':
      return [null, { key: inner }]
    case 'ECDSA':
      return [hashOf(algorithm.hash).node, { key: inner, dsaEncoding: 'ieee-p1363' }]
    case 'RSA-PSS':
      return [
        hashOf(own.hash).node,
        { key: inner, padding: RSA_PSS_PADDING, saltLength: Number(algorithm.saltLength) },
      ]
    default:
      return [hashOf(own.hash).node, { key: inner }]
  }
}

function innerOf(key: unknown, name: string, usage: string): KeyObject {
  const inner = key instanceof CryptoKey ? keyObjects.get(key) : undefined
  if (!(key instanceof CryptoKey)) {
    throw nodeError('ERR_INVALID_ARG_TYPE', 'The key is not a CryptoKey.', TypeError)
  }
  if (!inner || key.algorithm.name !== name) throw domError('InvalidAccessError', 'Key algorithm mismatch')
  if (!key.usages.includes(usage)) throw domError('InvalidAccessError', `The key cannot be used for ${usage}`)
  return inner
}

/** `subtle.sign` */
export async function signByPair(given: unknown, key: unknown, data: unknown): Promise<ArrayBuffer> {
  const [hash, options] = signing(given, key, 'sign')
  return arrayBuffer(sign(hash, source(data, 'data'), options) as Uint8Array)
}

/** `subtle.verify` */
export async function verifyByPair(
  given: unknown,
  key: unknown,
  signature: unknown,
  data: unknown,
): Promise<boolean> {
  const [hash, options] = signing(given, key, 'verify')
  return verify(hash, source(data, 'data'), options, source(signature, 'signature')) === true
}

/** `subtle.encrypt` and `subtle.decrypt`, which for pairs of keys is RSA-OAEP. */
export async function encryptByPair(
  usage: 'encrypt' | 'decrypt',
  given: unknown,
  key: unknown,
  data: unknown,
): Promise<ArrayBuffer> {
  const { name, label } = algorithmOf(given, ['RSA-OAEP'])
  const inner = innerOf(key, name, usage)
  const options = {
    key: inner,
    padding: RSA_OAEP_PADDING,
    oaepHash: hashOf((key as CryptoKey).algorithm.hash).node,
    ...(label !== undefined && { oaepLabel: source(label, 'algorithm.label') }),
  }
  const bytes = source(data, 'data')
  try {
    const work = usage === 'encrypt' ? rsaFunctions.publicEncrypt : rsaFunctions.privateDecrypt
    return arrayBuffer(work(options, bytes))
  } catch {
    throw domError('OperationError', 'The operation failed for an operation-specific reason')
  }
}
