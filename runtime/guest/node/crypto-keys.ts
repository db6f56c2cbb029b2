/** Keys as objects. An asymmetric one holds its DER, which goes to the host with each operation. @module */
import type { Cell } from '../host.ts'
import { Buffer } from './buffer.ts'
import { received, viewOf } from './bytes.ts'
import { binary } from './crypto-arguments.ts'
import { timingSafeEqual } from './crypto-random.ts'
import { invalidArgument, nodeError, notAvailable } from './errors.ts'
import { hostCall } from './host-call.ts'

const KEY_KINDS = 'an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey'

type AsymmetricType = 'public' | 'private'

/** The host's description of an asymmetric key. */
interface Imported {
  type: AsymmetricType
  /** Base64 of PKCS #8 or SubjectPublicKeyInfo. */
  der: string
  asymmetricKeyType: string
  details: { [name: string]: unknown }
  publicExponent?: string
}

/** The right to construct keys, which Node calls a handle. */
const handles = new WeakSet<object>()

const handle = <T extends object>(content: T): T => {
  handles.add(content)
  return content
}

/** `crypto.KeyObject`: only this module makes them. */
export class KeyObject {
  readonly type: 'secret' | AsymmetricType

  constructor(type: 'secret' | AsymmetricType, content: unknown) {
    if (type !== 'secret' && type !== 'public' && type !== 'private') {
      throw nodeError(
        'ERR_INVALID_ARG_VALUE',
        `The argument 'type' is invalid. Received '${type}'`,
        TypeError,
      )
    }
    if (typeof content !== 'object' || content === null || !handles.has(content)) {
      throw invalidArgument('handle', 'of type object', content)
    }
    this.type = type
  }

  /** The KeyObject of a secret CryptoKey. */
  static from(key: unknown): KeyObject {
    if (typeof key === 'object' && key !== null) {
      const bytes = cryptoKeyBytes.get(key)
      if (bytes) return new SecretKeyObject(handle({ bytes }))
    }
    throw invalidArgument('key', 'an instance of CryptoKey', key)
  }

  equals(other: unknown): boolean {
    if (!(other instanceof KeyObject))
      throw invalidArgument('otherKeyObject', 'an instance of KeyObject', other)
    if (other.type !== this.type) return false
    const [own, others] = [contentOf(this), contentOf(other)]
    return own.length === others.length && timingSafeEqual(own, others)
  }

  toCryptoKey(): never {
    throw notAvailable('KeyObject.toCryptoKey')
  }

  get [Symbol.toStringTag](): string {
    return 'KeyObject'
  }
}

class SecretKeyObject extends KeyObject {
  readonly #bytes: Uint8Array

  constructor(content: { bytes: Uint8Array }) {
    super('secret', content)
    this.#bytes = content.bytes
  }

  get symmetricKeySize(): number {
    return this.#bytes.length
  }

  export(options?: { format?: unknown }): Buffer | { kty: 'oct'; k: string } {
    if (options?.format === 'jwk') return { kty: 'oct', k: viewOf(this.#bytes).toString('base64url') }
    return Buffer.from(new Uint8Array(this.#bytes))
  }

  static bytesOf(key: SecretKeyObject): Uint8Array {
    return key.#bytes
  }
}

class AsymmetricKeyObject extends KeyObject {
  readonly #der: Uint8Array
  readonly asymmetricKeyType: string
  readonly #details: { [name: string]: unknown }

  constructor(imported: Imported) {
    super(imported.type, handle(imported))
    this.#der = new Uint8Array(Buffer.from(imported.der, 'base64'))
    this.asymmetricKeyType = imported.asymmetricKeyType
    const { details, publicExponent } = imported
    this.#details = {
      ...details,
      ...(publicExponent !== undefined && { publicExponent: BigInt(publicExponent) }),
    }
  }

  get asymmetricKeyDetails(): { [name: string]: unknown } {
    return { ...this.#details }
  }

  export(options?: unknown): Buffer | string | object {
    if (typeof options !== 'object' || options === null)
      throw invalidArgument('options', 'of type object', options)
    const { format, type, cipher, passphrase } = options as { [name: string]: unknown }
    const cells = { format, type, cipher, passphrase: passphraseCell(passphrase) }
    const exported = hostCall('crypto.exportKey', this.type, this.#der, JSON.stringify(cells))
    if (typeof exported !== 'string') return received(exported)
    return format === 'jwk' ? (JSON.parse(exported) as object) : exported
  }

  static derOf(key: AsymmetricKeyObject): Uint8Array {
    return key.#der
  }
}

/** Bytes of a CryptoKey; only this module can see them. */
export const cryptoKeyBytes = new WeakMap<object, Uint8Array>()

function contentOf(key: KeyObject): Uint8Array {
  if (key instanceof SecretKeyObject) return SecretKeyObject.bytesOf(key)
  if (key instanceof AsymmetricKeyObject) return AsymmetricKeyObject.derOf(key)
  throw invalidArgument('key', 'a KeyObject of crypto', key)
}

/** @returns a key's bytes: a string, bytes, a secret KeyObject or a CryptoKey. Copies, ready to cross */
export function secretBytes(name: string, key: unknown, encoding?: unknown): Uint8Array {
  if (key instanceof KeyObject) {
    if (!(key instanceof SecretKeyObject)) throw wrongType(key.type, 'secret')
    return new Uint8Array(contentOf(key))
  }
  const inner = typeof key === 'object' && key !== null ? cryptoKeyBytes.get(key) : undefined
  return new Uint8Array(inner ?? binary(name, key, encoding, KEY_KINDS))
}

function wrongType(type: string, expected: string): Error {
  return nodeError(
    'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE',
    `Invalid key object type ${type}, expected ${expected}.`,
    TypeError,
  )
}

const passphraseCell = (passphrase: unknown): string | undefined =>
  passphrase === undefined || passphrase === null
    ? undefined
    : binary('passphrase', passphrase).toString('base64')

/** OpenSSL's error for a text without a key; thrown here, since jsonwebtoken tries every shared secret as a key first. */
function unsupported(): Error {
  return nodeError('ERR_OSSL_UNSUPPORTED', 'error:1E08010C:DECODER routines::unsupported', Error, {
    library: 'DECODER routines',
    reason: 'unsupported',
  })
}

function importKey(type: AsymmetricType, data: Cell, options: object): KeyObject {
  const text = hostCall('crypto.importKey', type, data, JSON.stringify(options))
  return new AsymmetricKeyObject(JSON.parse(`${text}`) as Imported)
}

interface KeyInput {
  key?: unknown
  format?: unknown
  type?: unknown
  passphrase?: unknown
  encoding?: unknown
}

/** A key in any form that Node's functions accept, with the options beside it. */
function parseKey(type: AsymmetricType, given: unknown): KeyObject {
  if (given instanceof KeyObject) return given
  const isPlain = typeof given === 'string' || given instanceof ArrayBuffer || ArrayBuffer.isView(given)
  if (!isPlain && (typeof given !== 'object' || given === null)) {
    throw invalidArgument('key', `of type string or ${KEY_KINDS}`, given)
  }
  const input: KeyInput = isPlain ? { key: given } : (given as KeyInput)
  const { key, format = 'pem', passphrase, encoding } = input
  if (key instanceof KeyObject) return key
  if (format === 'jwk') {
    if (typeof key !== 'object' || key === null) throw invalidArgument('key.key', 'of type object', key)
    return importKey(type, JSON.stringify(key), { format })
  }
  const bytes = binary('key.key', key, encoding, KEY_KINDS)
  const options = { format, type: input.type, passphrase: passphraseCell(passphrase) }
  if (format === 'der') return importKey(type, new Uint8Array(bytes), options)
  if (format !== 'pem') {
    throw nodeError(
      'ERR_INVALID_ARG_VALUE',
      `The property 'options.format' is invalid. Received '${format}'`,
      TypeError,
    )
  }
  const pem = typeof key === 'string' ? key : bytes.toString('latin1')
  if (!pem.includes('-----BEGIN ')) throw unsupported()
  return importKey(type, pem, options)
}

/** `crypto.createSecretKey` */
export function createSecretKey(key: unknown, encoding?: unknown): KeyObject {
  if (typeof key !== 'string' && !(key instanceof ArrayBuffer) && !ArrayBuffer.isView(key)) {
    throw invalidArgument('key', 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView', key)
  }
  return new SecretKeyObject(handle({ bytes: new Uint8Array(binary('key', key, encoding)) }))
}

/** `crypto.createPrivateKey` */
export function createPrivateKey(key: unknown): KeyObject {
  const parsed = parseKey('private', key)
  if (parsed === key || (key as KeyInput).key === parsed) {
    throw invalidArgument(
      'key',
      'of type string or an instance of ArrayBuffer, Buffer, TypedArray, or DataView',
      key,
    )
  }
  return parsed
}

/** `crypto.createPublicKey`: of a private key also, its public half. */
export function createPublicKey(key: unknown): KeyObject {
  const parsed = parseKey('public', key)
  if (parsed !== key && (key as KeyInput).key !== parsed) return parsed
  if (parsed.type !== 'private') throw wrongType(parsed.type, 'private')
  return publicHalf(parsed)
}

function publicHalf(key: KeyObject): KeyObject {
  return importKey('public', contentOf(key), { format: 'der', type: 'pkcs8', private: true })
}

/**
 * @param wanted a private key serves where a public one is wanted
 * @returns the key as it goes to the host: its type and its DER
 */
export function asymmetricCells(key: unknown, wanted: AsymmetricType): [type: Cell, der: Cell] {
  const parsed = parseKey(wanted, key)
  if (parsed.type === 'secret' || (wanted === 'private' && parsed.type === 'public')) {
    throw wrongType(parsed.type, wanted === 'private' ? 'private' : 'private or public')
  }
  const fitting = parsed.type === wanted ? parsed : publicHalf(parsed)
  return [fitting.type, contentOf(fitting)]
}
