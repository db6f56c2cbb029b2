/**
 * Asymmetric keys for guests. No key stays on the host: what a guest holds is its DER (PKCS #8 or SubjectPublicKeyInfo), which
 * comes with each operation.
 * @module
 */
import type { KeyObject, webcrypto } from 'node:crypto'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import * as z from 'zod'
import type { Cell } from '../abi.ts'
import { HostError } from '../abi.ts'
import { invalid, parsedJson } from '../failure.ts'
import type { HostPower } from '../power.ts'
import { checkEncryption, pemBlock, unsupportedKey } from './crypto-pem.ts'
import { bytes, computed, text } from './crypto-shared.ts'

/** Text or DER of one key, with certificates around it perhaps. */
const MAX_KEY_BYTES = 64 * 1024

/** The time of a signature grows with the cube: 8,192 bits need about 20 ms. */
const MAX_MODULUS_BITS = 8192

const TYPES: readonly string[] = ['rsa', 'rsa-pss', 'dsa', 'ec', 'ed25519', 'ed448', 'x25519', 'x448']

const ImportOptions = z.strictObject({
  format: z.enum(['pem', 'der', 'jwk']),
  type: z.enum(['pkcs1', 'pkcs8', 'spki', 'sec1']).optional(),
  passphrase: z.base64().max(4096).optional(),
  /** The DER given as a public key is a private key. */
  private: z.boolean().optional(),
})

const ExportOptions = z.strictObject({
  format: z.enum(['pem', 'der', 'jwk']).optional(),
  type: z.enum(['pkcs1', 'pkcs8', 'spki', 'sec1']).optional(),
  cipher: z.string().max(100).optional(),
  passphrase: z.base64().max(4096).optional(),
})

type Type = 'private' | 'public'

function typeOf(cell: Cell): Type {
  if (cell === 'private' || cell === 'public') return cell
  throw invalid()
}

/** @returns the key, if it is of a kind whose operations are quick */
function checked(key: KeyObject): KeyObject {
  const { asymmetricKeyType = '', asymmetricKeyDetails } = key
  if (!TYPES.includes(asymmetricKeyType)) {
    throw new HostError(
      'ERR_CRYPTO_INVALID_KEYTYPE',
      `Keys of type ${asymmetricKeyType} are not available in the sandbox.`,
    )
  }
  if ((asymmetricKeyDetails?.modulusLength ?? 0) > MAX_MODULUS_BITS) {
    throw new HostError(
      'ERR_CRYPTO_INVALID_KEYLEN',
      `A key of more than ${MAX_MODULUS_BITS} bits takes too long here.`,
    )
  }
  return key
}

/** @returns the key behind what `crypto.importKey` gave the guest */
export function keyOf(type: Cell, der: Cell): KeyObject {
  const key = Buffer.from(bytes(der, MAX_KEY_BYTES))
  return computed(() =>
    checked(
      typeOf(type) === 'private'
        ? createPrivateKey({ key, format: 'der', type: 'pkcs8' })
        : createPublicKey({ key, format: 'der', type: 'spki' }),
    ),
  )
}

function importKey(type: Type, data: Cell, options: z.infer<typeof ImportOptions>): KeyObject {
  const passphrase =
    options.passphrase === undefined ? {} : { passphrase: Buffer.from(options.passphrase, 'base64') }
  switch (options.format) {
    case 'jwk': {
      const jwk = parsedJson(
        z.record(z.string(), z.unknown()),
        text(data, MAX_KEY_BYTES),
      ) as webcrypto.JsonWebKey
      return type === 'private'
        ? createPrivateKey({ key: jwk, format: 'jwk' })
        : createPublicKey({ key: jwk, format: 'jwk' })
    }
    case 'pem': {
      const whole =
        typeof data === 'string'
          ? text(data, MAX_KEY_BYTES)
          : Buffer.from(bytes(data, MAX_KEY_BYTES)).toString('latin1')
      const { kind, pem } = pemBlock(whole, type)
      if (kind === 'public') return createPublicKey(pem)
      const key = createPrivateKey({ key: pem, ...passphrase })
      return type === 'private' ? key : createPublicKey(key)
    }
    case 'der': {
      const key = Buffer.from(bytes(data, MAX_KEY_BYTES))
      if (type === 'public' && !options.private) {
        if (options.type !== 'pkcs1' && options.type !== 'spki') throw unsupportedKey()
        return createPublicKey({ key, format: 'der', type: options.type })
      }
      if (options.type === 'spki' || options.type === undefined) throw unsupportedKey()
      // With a passphrase, OpenSSL accepts an encrypted key in place of a plain one.
      if (options.type === 'pkcs8' && isEncrypted(key)) checkEncryption(key)
      const secret = createPrivateKey({ key, format: 'der', type: options.type, ...passphrase })
      return type === 'private' ? secret : createPublicKey(secret)
    }
  }
}

/** A plain PrivateKeyInfo begins with its version, a number. */
function isEncrypted(der: Uint8Array): boolean {
  const first = der[1] ?? 0
  return der[2 + (first > 0x80 ? first - 0x80 : 0)] !== 0x02
}

/** The data that a guest's KeyObject is made of, as JSON text. */
function describe(key: KeyObject): string {
  const der =
    key.type === 'private'
      ? key.export({ type: 'pkcs8', format: 'der' })
      : key.export({ type: 'spki', format: 'der' })
  const { publicExponent, ...details } = key.asymmetricKeyDetails ?? {}
  return JSON.stringify({
    type: key.type,
    der: der.toString('base64'),
    asymmetricKeyType: key.asymmetricKeyType,
    details,
    ...(publicExponent !== undefined && { publicExponent: `${publicExponent}` }),
  })
}

function exportKey(key: KeyObject, { passphrase, ...options }: z.infer<typeof ExportOptions>): Cell {
  const whole = {
    ...options,
    ...(passphrase !== undefined && { passphrase: Buffer.from(passphrase, 'base64') }),
  }
  const exported: unknown = key.export(whole as never)
  return typeof exported === 'string' || exported instanceof Uint8Array ? exported : JSON.stringify(exported)
}

/**
 * `crypto.importKey(type, text or bytes, options)` gives JSON `{type, der (base64), asymmetricKeyType, details, publicExponent?}`;
 * `crypto.exportKey(type, der, options)` text or bytes.
 */
export const keysPower: HostPower = {
  sync: {
    'crypto.importKey': (_context, type, data, options) =>
      computed(() => describe(checked(importKey(typeOf(type), data, parsedJson(ImportOptions, options))))),
    'crypto.exportKey': (_context, type, der, options) =>
      computed(() => exportKey(keyOf(type, der), parsedJson(ExportOptions, options))),
  },
}
