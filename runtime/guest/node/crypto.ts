/** `crypto`. @see https://nodejs.org/api/crypto.html @module */
import { Cipheriv, cipherFunctions, Decipheriv } from './crypto-cipher.ts'
import { constants } from './crypto-constants.ts'
import { Hash, Hmac, hash } from './crypto-hash.ts'
import { kdfFunctions } from './crypto-kdf.ts'
import { createPrivateKey, createPublicKey, createSecretKey, KeyObject } from './crypto-keys.ts'
import { createRandom, timingSafeEqual } from './crypto-random.ts'
import { rsaFunctions, Sign, sign, Verify, verify } from './crypto-sign.ts'
import { unavailable, unavailableClass } from './errors.ts'
import { hostCall } from './host-call.ts'
import { OWN_HASHES } from './own-hash.ts'
import { createWebCrypto } from './webcrypto.ts'

/** Functions that Node has and scripts for logins don't need: each throws its own name. */
const UNAVAILABLE = [
  'argon2',
  'argon2Sync',
  'checkPrime',
  'checkPrimeSync',
  'createDiffieHellman',
  'createDiffieHellmanGroup',
  'createECDH',
  'decapsulate',
  'diffieHellman',
  'encapsulate',
  'generateKey',
  'generateKeyPair',
  'generateKeyPairSync',
  'generateKeySync',
  'generatePrime',
  'generatePrimeSync',
  'getDiffieHellman',
  'secureHeapUsed',
  'setEngine',
  'setFips',
] as const

const UNAVAILABLE_CLASSES = [
  'Certificate',
  'DiffieHellman',
  'DiffieHellmanGroup',
  'ECDH',
  'X509Certificate',
] as const

/** Sorted names, as the host has them. */
const names = (operation: string) => (): string[] => `${hostCall(operation)}`.split(',')

/** @returns the module as `require('crypto')` gives it */
export function createCrypto(): object {
  const random = createRandom()
  const webcrypto = createWebCrypto(random)
  return {
    ...Object.fromEntries(UNAVAILABLE.map((name) => [name, unavailable(`crypto.${name}`)])),
    ...Object.fromEntries(UNAVAILABLE_CLASSES.map((name) => [name, unavailableClass(`crypto.${name}`)])),
    ...random.functions,
    ...kdfFunctions,
    ...cipherFunctions,
    ...rsaFunctions,
    createHash: (algorithm: unknown, options?: { outputLength?: unknown }) => new Hash(algorithm, options),
    createHmac: (algorithm: unknown, key: unknown, options?: { encoding?: unknown }) =>
      new Hmac(algorithm, key, options),
    createSign: (algorithm: unknown) => new Sign(algorithm),
    createVerify: (algorithm: unknown) => new Verify(algorithm),
    hash,
    sign,
    verify,
    createSecretKey,
    createPrivateKey,
    createPublicKey,
    timingSafeEqual,
    getHashes: () => [...names('crypto.hashes')(), ...OWN_HASHES].sort(),
    getCiphers: names('crypto.ciphers'),
    getCurves: names('crypto.curves'),
    getFips: () => 0,
    Hash,
    Hmac,
    Sign,
    Verify,
    Cipheriv,
    Decipheriv,
    KeyObject,
    constants,
    webcrypto,
    subtle: webcrypto.subtle,
    getRandomValues: webcrypto.getRandomValues,
  }
}
