/**
 * The digests of crypt(3), step by step: Poul-Henning Kamp's of 1994 over MD5, and Ulrich Drepper's over SHA-2.
 *
 * @see https://www.akkadia.org/drepper/SHA-crypt.txt
 * @module
 */
import { hash } from 'node:crypto'

/** A computation that pauses after each digest, telling what that cost. */
export type Steps = Generator<number, Uint8Array>

/** @returns cost of a digest of this many bytes: mostly the call itself */
export const costOf = (length: number): number => 1 + Math.floor(length / 128)

const MD5_ROUNDS = 1000

const concat = (parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts)

/** @returns this many bytes of a repeated pattern */
function repeated(pattern: Uint8Array, length: number): Uint8Array {
  return length === 0 ? new Uint8Array(0) : Buffer.alloc(length, pattern)
}

/** Input of the hash in this round: the same for both algorithms. */
function roundInput(i: number, state: Uint8Array, password: Uint8Array, salt: Uint8Array): Uint8Array {
  const parts = [i % 2 === 1 ? password : state]
  if (i % 3 !== 0) parts.push(salt)
  if (i % 7 !== 0) parts.push(password)
  parts.push(i % 2 === 1 ? state : password)
  return concat(parts)
}

function* rounds(
  digest: string,
  from: Uint8Array,
  password: Uint8Array,
  salt: Uint8Array,
  count: number,
): Steps {
  let state = from
  for (let i = 0; i < count; i++) {
    const input = roundInput(i, state, password, salt)
    state = hash(digest, input, 'buffer')
    yield costOf(input.length)
  }
  return state
}

/** @param magic `$1$`, or Apache's `$apr1$`; it is hashed too */
export function* md5CryptSteps(magic: string, password: Uint8Array, salt: Uint8Array): Steps {
  const inner = hash('md5', concat([password, salt, password]), 'buffer')
  const parts = [password, Buffer.from(magic), salt, repeated(inner, password.length)]
  // A mistake of the first version that all implementations keep: a zero byte, or the password's first, for each bit of its
  // length.
  for (let bits = password.length; bits > 0; bits >>= 1)
    parts.push(bits & 1 ? new Uint8Array(1) : password.subarray(0, 1))
  return yield* rounds('md5', hash('md5', concat(parts), 'buffer'), password, salt, MD5_ROUNDS)
}

/** The steps are in the order of the specification; the letters are its names. */
export function* shaCryptSteps(
  digest: 'sha256' | 'sha512',
  password: Uint8Array,
  salt: Uint8Array,
  count: number,
): Steps {
  const b = hash(digest, concat([password, salt, password]), 'buffer')
  const parts = [password, salt, repeated(b, password.length)]
  for (let bits = password.length; bits > 0; bits >>= 1) parts.push(bits & 1 ? b : password)
  const a = hash(digest, concat(parts), 'buffer')
  yield costOf(16 * password.length)
  const dp = hash(digest, repeated(password, password.length ** 2), 'buffer')
  yield costOf(password.length ** 2)
  const ds = hash(digest, repeated(salt, salt.length * (16 + (a[0] ?? 0))), 'buffer')
  return yield* rounds(digest, a, repeated(dp, password.length), repeated(ds, salt.length), count)
}
