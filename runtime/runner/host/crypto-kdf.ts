/** Key derivation for guests: off the main thread, at a price that is known beforehand, since nothing can stop one that runs. @module */
import { createHash, hkdfSync, pbkdf2, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import type { Cell, HostPower } from '../abi.ts'
import { HostError } from '../abi.ts'
import { prepareArgon2 } from './crypto-argon2.ts'
import { bytes, computed, integer, text } from './crypto-shared.ts'
import type { Derivation } from './kdf-gate.ts'
import { askThrough, createGate, derived, tooDear } from './kdf-gate.ts'

/** Bytes of key that pbkdf2 and scrypt give. */
const MAX_KEY_BYTES = 1024

/**
 * Iterations of HMAC-SHA-512 that one derivation may cost: about 2 s and 0.4 s of one core. A guest that waits stays in
 * its entry meanwhile, so it may wait for less.
 */
const MAX_ITERATIONS = { async: 5_000_000, sync: 1_000_000 } as const

/** `N * r * p` of scrypt: about 1.2 s and 0.3 s of one core. */
const MAX_SCRYPT_COST = { async: 2 ** 22, sync: 2 ** 20 } as const

const MAX_SCRYPT_BYTES = 64 * 1024 * 1024
/** Node's own bound when a caller names none. */
const DEFAULT_SCRYPT_BYTES = 32 * 1024 * 1024

/** Derivations of one runner that run at once: a thread of Node's four stays free for the rest. */
const MAX_RUNNING = 3
/** Derivations of one runner that wait for those. */
const MAX_WAITING = 1_000

type Form = 'async' | 'sync'

/** Cost of one iteration against SHA-512's; measured, for what is not listed more than that. */
const WEIGHTS: { [digest: string]: number } = {
  sha1: 0.4,
  sha224: 0.4,
  sha256: 0.4,
  md5: 0.6,
  sha384: 1,
  sha512: 1,
}
const OTHER_WEIGHT = 1.5

const derivePbkdf2 = promisify(pbkdf2)
const deriveScrypt = promisify(
  scrypt as (
    password: Uint8Array,
    salt: Uint8Array,
    length: number,
    options: object,
    done: (error: Error | null, key: Buffer) => void,
  ) => void,
)

function preparePbkdf2(
  form: Form,
  digestCell: Cell,
  password: Cell,
  salt: Cell,
  rounds: Cell,
  length: Cell,
): Derivation {
  const digest = text(digestCell)
  const iterations = integer(rounds, 1, 2 ** 31 - 1)
  const keylen = keyLength(length)
  const digestBytes = computed(() => createHash(digest).digest().byteLength) || 1
  const blocks = Math.max(1, Math.ceil(keylen / digestBytes))
  const weight = WEIGHTS[digest.toLowerCase().replace(/^(rsa-)?sha-?/, 'sha')] ?? OTHER_WEIGHT
  if (iterations * blocks * weight > MAX_ITERATIONS[form]) {
    const most = Math.floor(MAX_ITERATIONS[form] / weight / blocks)
    throw tooDear(
      `pbkdf2${form === 'sync' ? 'Sync' : ''} with ${iterations} iterations of ${digest} for ${keylen} bytes takes too long here; ${most} iterations are the most${form === 'sync' ? ', and pbkdf2 with a callback may take five times as many' : ''}.`,
    )
  }
  const [passwordBytes, saltBytes] = [bytes(password), bytes(salt)]
  return () => derivePbkdf2(passwordBytes, saltBytes, iterations, keylen, digest)
}

function prepareScrypt(
  form: Form,
  password: Cell,
  salt: Cell,
  length: Cell,
  [nCell, rCell, pCell, maxmemCell]: readonly Cell[],
): Derivation {
  const keylen = keyLength(length)
  const [N, r, p] = [integer(nCell, 1, 2 ** 31), integer(rCell, 1, 2 ** 20), integer(pCell, 1, 2 ** 20)]
  const asked =
    maxmemCell === undefined ? DEFAULT_SCRYPT_BYTES : integer(maxmemCell, 0, Number.MAX_SAFE_INTEGER)
  if (isPowerOfTwo(N) && 128 * r * (N + 2 + p) > asked) {
    // OpenSSL would keep its refusal for whoever fails next.
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
  if (N * r * p > MAX_SCRYPT_COST[form]) {
    throw tooDear(
      `scrypt${form === 'sync' ? 'Sync' : ''} with N=${N}, r=${r} and p=${p} takes too long here; N*r*p = ${MAX_SCRYPT_COST[form]} is the most.`,
    )
  }
  const [passwordBytes, saltBytes] = [bytes(password), bytes(salt)]
  const maxmem = 128 * r * (N + 2 + p)
  return () => deriveScrypt(passwordBytes, saltBytes, keylen, { N, r, p, maxmem })
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
export function createKdfPower(): HostPower {
  const through = createGate(MAX_RUNNING, MAX_WAITING)
  // One after the other: each may take a good part of the runner's memory.
  const alone = createGate(1, MAX_WAITING)

  return {
    post: {
      'crypto.pbkdf2': (context, id, digest, password, salt, iterations, length) =>
        askThrough(through, context, id, preparePbkdf2('async', digest, password, salt, iterations, length)),
      'crypto.scrypt': (context, id, password, salt, length, ...costs) =>
        askThrough(through, context, id, prepareScrypt('async', password, salt, length, costs)),
      'crypto.argon2': (context, id, ...cells) => {
        const derive = prepareArgon2(cells)
        askThrough(alone, context, id, (wanted) => through(wanted, derive))
      },
    },
    blocking: {
      // Not through the gate: an isolate that waits has one of these, is in its entry, and must not be kept there.
      'crypto.pbkdf2Sync': (_context, digest, password, salt, iterations, length) =>
        derived(preparePbkdf2('sync', digest, password, salt, iterations, length)),
      'crypto.scryptSync': (_context, password, salt, length, ...costs) =>
        derived(prepareScrypt('sync', password, salt, length, costs)),
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
}
