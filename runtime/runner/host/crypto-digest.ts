/** Hashes and HMACs for guests: of more than a few blocks the host is quicker than an interpreter. @module */
import type { Hash, Hmac } from 'node:crypto'
import { createHash, createHmac, getHashes } from 'node:crypto'
import type { Cell } from '../abi.ts'
import { HostError } from '../abi.ts'
import { cryptoError } from '../crypto-failure.ts'
import type { Handle, HostPower } from '../power.ts'
import { bytes, computed, integer, keep, kept, taken, text } from './crypto-shared.ts'

/** Limit for an extendable function such as SHAKE. */
const MAX_OUTPUT_BYTES = 64 * 1024

/** A hash or HMAC that is fed piece by piece. */
interface DigestHandle extends Handle {
  readonly kind: 'digest'
  readonly digest: Hash | Hmac
}

function hashOf(algorithm: Cell, outputLength: Cell): Hash {
  const name = text(algorithm)
  const options = lengthOf(outputLength)
  try {
    return createHash(name, options)
  } catch (error) {
    // Node would report the last error of OpenSSL, whatever caused it.
    if (!isHash(name)) throw new HostError('', 'Digest method not supported')
    throw cryptoError(error)
  }
}

const isHash = (name: string): boolean =>
  getHashes().some((known) => known.toLowerCase() === name.toLowerCase())

const lengthOf = (outputLength: Cell): { outputLength: number } | undefined =>
  outputLength === undefined ? undefined : { outputLength: integer(outputLength, 0, MAX_OUTPUT_BYTES) }

function hmacOf(algorithm: Cell, key: Cell): Hmac {
  const name = text(algorithm)
  return computed(() => createHmac(name, bytes(key)))
}

const handleOf = (digest: Hash | Hmac): DigestHandle => ({
  kind: 'digest',
  digest,
  busy: () => false,
  close() {},
})

/**
 * At once: `crypto.hash(algorithm, bytes, length?)`, `crypto.hmac(algorithm, key, bytes)`. Piece by piece:
 * `crypto.hashBegin(id, algorithm, length?)` or `crypto.hmacBegin(id, algorithm, key)`, then `crypto.hashUpdate(id, bytes)`,
 * `crypto.hashCopy(id, newId, length?)` and, once, `crypto.hashEnd(id)`. `crypto.hashes()`: names, by commas.
 */
export const digestPower: HostPower = {
  sync: {
    'crypto.hash': (_context, algorithm, data, length) =>
      computed(() => hashOf(algorithm, length).update(bytes(data)).digest()),
    'crypto.hmac': (_context, algorithm, key, data) =>
      computed(() => hmacOf(algorithm, key).update(bytes(data)).digest()),
    'crypto.hashBegin'(context, id, algorithm, length) {
      keep(context, id, handleOf(hashOf(algorithm, length)))
      return undefined
    },
    'crypto.hmacBegin'(context, id, algorithm, key) {
      keep(context, id, handleOf(hmacOf(algorithm, key)))
      return undefined
    },
    'crypto.hashUpdate'(context, id, data) {
      kept<DigestHandle>(context, id, 'digest').digest.update(bytes(data))
      return undefined
    },
    'crypto.hashCopy'(context, id, newId, outputLength) {
      const { digest } = kept<DigestHandle>(context, id, 'digest')
      if (!('copy' in digest)) throw new HostError('ERR_METHOD_NOT_IMPLEMENTED', 'An HMAC cannot be copied.')
      keep(context, newId, handleOf(computed(() => digest.copy(lengthOf(outputLength)))))
      return undefined
    },
    'crypto.hashEnd': (context, id) =>
      computed(() => taken<DigestHandle>(context, id, 'digest').digest.digest()),
    'crypto.hashes': () => getHashes().join(),
  },
}
