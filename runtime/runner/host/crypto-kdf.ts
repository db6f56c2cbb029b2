/** Key derivation for guests: in a thread of its own, at a price that is known beforehand, since nothing can stop one that runs. @module */
import { createHash, hkdfSync } from 'node:crypto'
import type { Cell } from '../abi.ts'
import { HostError } from '../abi.ts'
import type { Derivation } from '../kdf/derivation.ts'
import { tooDear } from '../kdf/derivation.ts'
import type { HostPower } from '../power.ts'
import { prepareArgon2 } from './crypto-argon2.ts'
import { bytes, computed, integer, text } from './crypto-shared.ts'

/** Maximum length of a key from pbkdf2 and scrypt, in bytes. */
const MAX_KEY_BYTES = 1024

/** Maximum cost of one derivation, in iterations of HMAC-SHA-512: about 2 s of one core. */
const MAX_ITERATIONS = 5_000_000
const MS_PER_ITERATION = 2_000 / MAX_ITERATIONS

/** `N * r * p` of scrypt: about 1.2 s of one core. */
const MAX_SCRYPT_COST = 2 ** 22
const MS_PER_SCRYPT_COST = 1_200 / MAX_SCRYPT_COST

const MAX_SCRYPT_BYTES = 64 * 1024 * 1024
/** Node's own bound when a caller names none. */
const DEFAULT_SCRYPT_BYTES = 32 * 1024 * 1024

/** Measured cost of one iteration relative to SHA-512; other digests count as more expensive than all of these. */
const WEIGHTS: { [digest: string]: number } = {
  sha1: 0.4,
  sha224: 0.4,
  sha256: 0.4,
  md5: 0.6,
  sha384: 1,
  sha512: 1,
}
const OTHER_WEIGHT = 1.5

function preparePbkdf2(
  digestCell: Cell,
  password: Cell,
  salt: Cell,
  rounds: Cell,
  lengthCell: Cell,
): Derivation {
  const digest = text(digestCell)
  const iterations = integer(rounds, 1, 2 ** 31 - 1)
  const length = keyLength(lengthCell)
  const digestBytes = computed(() => createHash(digest).digest().byteLength) || 1
  const blocks = Math.max(1, Math.ceil(length / digestBytes))
  const weight = WEIGHTS[digest.toLowerCase().replace(/^(rsa-)?sha-?/, 'sha')] ?? OTHER_WEIGHT
  const cost = iterations * blocks * weight
  if (cost > MAX_ITERATIONS) {
    const most = Math.floor(MAX_ITERATIONS / weight / blocks)
    throw tooDear(
      `pbkdf2 with ${iterations} iterations of ${digest} for ${length} bytes takes too long here; ${most} iterations are the most.`,
    )
  }
  return {
    job: { kind: 'pbkdf2', digest, password: bytes(password), salt: bytes(salt), iterations, length },
    cost_ms: cost * MS_PER_ITERATION,
    memory_bytes: 0,
  }
}

function prepareScrypt(
  password: Cell,
  salt: Cell,
  lengthCell: Cell,
  [nCell, rCell, pCell, maxmemCell]: readonly Cell[],
): Derivation {
  const length = keyLength(lengthCell)
  const [N, r, p] = [integer(nCell, 1, 2 ** 31), integer(rCell, 1, 2 ** 20), integer(pCell, 1, 2 ** 20)]
  const asked =
    maxmemCell === undefined ? DEFAULT_SCRYPT_BYTES : integer(maxmemCell, 0, Number.MAX_SAFE_INTEGER)
  if (isPowerOfTwo(N) && 128 * r * (N + 2 + p) > asked) {
    // OpenSSL would report its refusal at the next failure of any call.
    throw new HostError(
      'ERR_CRYPTO_INVALID_SCRYPT_PARAMS',
      'Invalid scrypt params: error:030000AC:digital envelope routines::memory limit exceeded',
      { class: 'RangeError' },
    )
  }
  if (128 * N * r > MAX_SCRYPT_BYTES) {
    throw tooDear(
      `scrypt with N=${N} and r=${r} needs too much memory here; 128*N*r = ${MAX_SCRYPT_BYTES} bytes is the most.`,
    )
  }
  const cost = N * r * p
  if (cost > MAX_SCRYPT_COST) {
    throw tooDear(
      `scrypt with N=${N}, r=${r} and p=${p} takes too long here; N*r*p = ${MAX_SCRYPT_COST} is the most.`,
    )
  }
  return {
    job: { kind: 'scrypt', password: bytes(password), salt: bytes(salt), length, N, r, p },
    cost_ms: cost * MS_PER_SCRYPT_COST,
    memory_bytes: 128 * N * r,
  }
}

const isPowerOfTwo = (value: number): boolean => value > 1 && Number.isInteger(Math.log2(value))

function keyLength(cell: Cell): number {
  const length = integer(cell, 0, 2 ** 31 - 1)
  if (length > MAX_KEY_BYTES)
    throw tooDear(`A key of ${length} bytes is too long here; ${MAX_KEY_BYTES} are the most.`)
  return length
}

/**
 * `crypto.pbkdf2(digest, password, salt, iterations, length)`, `crypto.scrypt(password, salt, length, N, r, p, maxmem?)`,
 * their sync forms, `crypto.argon2` (see `crypto-argon2.ts`), `crypto.hkdf`.
 */
export const kdfPower: HostPower = {
  post: {
    'crypto.pbkdf2': ({ kdf, answer }, id, digest, password, salt, iterations, length) =>
      answer(id, kdf.derive(preparePbkdf2(digest, password, salt, iterations, length))),
    'crypto.scrypt': ({ kdf, answer }, id, password, salt, length, ...costs) =>
      answer(id, kdf.derive(prepareScrypt(password, salt, length, costs))),
    'crypto.argon2': ({ kdf, answer }, id, ...cells) => answer(id, kdf.derive(prepareArgon2(cells))),
  },
  blocking: {
    'crypto.pbkdf2Sync': async ({ kdf }, digest, password, salt, iterations, length) =>
      kdf.derive(preparePbkdf2(digest, password, salt, iterations, length)),
    'crypto.scryptSync': async ({ kdf }, password, salt, length, ...costs) =>
      kdf.derive(prepareScrypt(password, salt, length, costs)),
  },
  sync: {
    'crypto.hkdf'(_context, digest, key, salt, info, length) {
      const keylen = integer(length, 0, 255 * 64)
      return computed(
        () => new Uint8Array(hkdfSync(text(digest), bytes(key), bytes(salt), bytes(info, 1024), keylen)),
      )
    },
  },
}
