/** Key derivation: always on the host; the sync forms wait there. @module */
import type { Cell } from '../host.ts'
import { received } from './bytes.ts'
import { binary, mustBeInteger, mustBeString } from './crypto-arguments.ts'
import { mustBeDigest } from './crypto-hash.ts'
import { secretBytes } from './crypto-keys.ts'
import { invalidArgument, mustBeFunction, nodeError } from './errors.ts'
import { answer, answerSoon, hostAsk, hostCall } from './host-call.ts'

const MAX_INT = 2 ** 31 - 1

/** A digest and five cells: password, salt, iterations, length. */
function pbkdf2Cells(
  password: unknown,
  salt: unknown,
  iterations: unknown,
  length: unknown,
  digest: unknown,
): Cell[] {
  mustBeString('digest', digest)
  const cells: Cell[] = [
    digest,
    new Uint8Array(binary('password', password)),
    new Uint8Array(binary('salt', salt)),
  ]
  mustBeInteger('iterations', iterations, 1, MAX_INT)
  mustBeInteger('keylen', length, 0, MAX_INT)
  mustBeDigest(digest)
  return [...cells, iterations, length]
}

/** `(password, salt, iterations, keylen[, digest], callback)`: before Node 6 the digest was SHA-1, unsaid. */
function pbkdf2(
  password: unknown,
  salt: unknown,
  iterations: unknown,
  length: unknown,
  ...rest: unknown[]
): void {
  const [digest, callback] = typeof rest[0] === 'function' ? ['sha1', rest[0]] : rest
  const cells = pbkdf2Cells(password, salt, iterations, length, digest)
  mustBeFunction('callback', callback)
  answer(hostAsk('crypto.pbkdf2', ...cells).then(received), callback)
}

function pbkdf2Sync(
  password: unknown,
  salt: unknown,
  iterations: unknown,
  length: unknown,
  digest: unknown = 'sha1',
): Buffer {
  return received(hostCall('crypto.pbkdf2Sync', ...pbkdf2Cells(password, salt, iterations, length, digest)))
}

interface ScryptOptions {
  [name: string]: unknown
}

/** An option under either of its two names. */
function scryptOption(options: ScryptOptions, short: string, long: string, otherwise: number): number {
  if (options[short] !== undefined && options[long] !== undefined) {
    throw nodeError(
      'ERR_INCOMPATIBLE_OPTION_PAIR',
      `Option "${short}" cannot be used in combination with option "${long}"`,
      TypeError,
    )
  }
  const value = options[short] ?? options[long] ?? otherwise
  mustBeInteger(short, value, 0, 2 ** 32 - 1)
  // Node treats zero as "not given".
  return value || otherwise
}

function scryptCells(password: unknown, salt: unknown, length: unknown, options: ScryptOptions = {}): Cell[] {
  const bytes = [new Uint8Array(binary('password', password)), new Uint8Array(binary('salt', salt))]
  mustBeInteger('keylen', length, 0, MAX_INT)
  const cost = scryptOption(options, 'N', 'cost', 16384)
  const blockSize = scryptOption(options, 'r', 'blockSize', 8)
  const parallelization = scryptOption(options, 'p', 'parallelization', 1)
  const { maxmem } = options
  if (maxmem !== undefined) mustBeInteger('maxmem', maxmem, 0, Number.MAX_SAFE_INTEGER)
  return [...bytes, length, cost, blockSize, parallelization, maxmem as number | undefined]
}

/** `(password, salt, keylen[, options], callback)` */
function scrypt(password: unknown, salt: unknown, length: unknown, ...rest: unknown[]): void {
  const [options, callback] = typeof rest[0] === 'function' ? [{}, rest[0]] : rest
  const cells = scryptCells(password, salt, length, options as ScryptOptions)
  mustBeFunction('callback', callback)
  answer(hostAsk('crypto.scrypt', ...cells).then(received), callback)
}

function scryptSync(password: unknown, salt: unknown, length: unknown, options?: unknown): Buffer {
  return received(
    hostCall('crypto.scryptSync', ...scryptCells(password, salt, length, options as ScryptOptions)),
  )
}

function hkdfSync(digest: unknown, key: unknown, salt: unknown, info: unknown, length: unknown): ArrayBuffer {
  mustBeString('digest', digest)
  const keyBytes = new Uint8Array(secretBytes('ikm', key))
  const rest = [new Uint8Array(binary('salt', salt)), new Uint8Array(binary('info', info))] as const
  mustBeInteger('length', length, 0, MAX_INT)
  if (rest[1].length > 1024) {
    throw nodeError(
      'ERR_OUT_OF_RANGE',
      'The value of "info" is out of range. It must not contain more than 1024 bytes.',
      RangeError,
    )
  }
  if (length > 255 * 64) throw nodeError('ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length', RangeError)
  const derived = hostCall('crypto.hkdf', digest, keyBytes, ...rest, length)
  return new Uint8Array(received(derived)).buffer
}

function hkdf(...args: unknown[]): void {
  const callback = args.pop()
  if (args.length < 5) throw invalidArgument('callback', 'of type function', undefined)
  answerSoon(() => hkdfSync(args[0], args[1], args[2], args[3], args[4]), callback)
}

/** `pbkdf2`, `scrypt`, `hkdf` and their sync forms. */
export const kdfFunctions = { pbkdf2, pbkdf2Sync, scrypt, scryptSync, hkdf, hkdfSync }
