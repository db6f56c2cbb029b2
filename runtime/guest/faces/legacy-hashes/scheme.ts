/**
 * Shared parts of the schemes of `legacy-hashes`: passwords, stored texts, comparisons, and calls with a callback or a
 * promise.
 * @module
 */
import { Buffer } from '../../node/buffer.ts'
import { received, viewOf } from '../../node/bytes.ts'
import { Hash } from '../../node/crypto-hash.ts'
import { timingSafeEqual } from '../../node/crypto-random.ts'
import { invalidArgument } from '../../node/errors.ts'
import { answer, hostAsk, hostCall } from '../../node/host-call.ts'

/** A password in UTF-8. */
export interface Password {
  readonly utf8: Buffer
  /** Little-endian, as on Windows. */
  readonly utf16: Buffer
}

/** Options as a script gives them. */
export interface Options {
  readonly [name: string]: unknown
}

/** One format of stored passwords. */
export interface Scheme {
  /** @returns false for what is malformed, and for a wrong password. @throws only for what would cost too much */
  verify(password: Password, stored: unknown, options: Options): Promise<boolean>
  /** @returns the text that a store of this kind saves */
  hash(password: Password, options: Options): Promise<unknown>
}

/** A scheme as scripts call it: a callback as the last argument is optional. */
export interface PublicScheme {
  verify(...args: unknown[]): Promise<unknown> | undefined
  hash(...args: unknown[]): Promise<unknown> | undefined
}

type Callback = (error: unknown, ...results: unknown[]) => void

/** Removes a callback from the end of the arguments and answers through it, or else through a promise. */
export function callable(
  work: (...args: unknown[]) => Promise<unknown>,
): (...args: unknown[]) => Promise<unknown> | undefined {
  return (...args) => {
    const callback = typeof args.at(-1) === 'function' ? (args.pop() as Callback) : undefined
    const result = Promise.resolve().then(() => work(...args))
    if (!callback) return result
    answer(result, callback)
    return undefined
  }
}

/** @returns the scheme as scripts call it: `verify(password, stored[, options][, callback])`, `hash(password[, options][, callback])` */
export function publicScheme({ verify, hash }: Scheme): PublicScheme {
  return {
    verify: callable((password, stored, options) => verify(passwordOf(password), stored, optionsOf(options))),
    hash: callable((password, options) => hash(passwordOf(password), optionsOf(options))),
  }
}

/** @throws ERR_INVALID_ARG_TYPE unless it is a string or bytes of UTF-8 */
export function passwordOf(value: unknown): Password {
  if (typeof value === 'string')
    return { utf8: Buffer.from(value, 'utf8'), utf16: Buffer.from(value, 'utf16le') }
  if (!(value instanceof Uint8Array)) throw invalidArgument('password', 'of type string or Buffer', value)
  const utf8 = viewOf(value)
  return { utf8, utf16: Buffer.from(utf8.toString('utf8'), 'utf16le') }
}

function optionsOf(value: unknown): Options {
  if (value === undefined || value === null) return {}
  if (typeof value === 'object') return value as Options
  throw invalidArgument('options', 'of type object', value)
}

/** @returns what a column holds, as text; empty for what is neither text nor bytes */
export function storedText(stored: unknown): string {
  if (typeof stored === 'string') return stored
  return stored instanceof Uint8Array ? viewOf(stored).toString('utf8') : ''
}

/** @returns an option that is a whole number in this range. @throws RangeError for another */
export function count(options: Options, name: string, otherwise: number, min: number, max: number): number {
  const value = options[name] ?? otherwise
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
  throw new RangeError(`The option "${name}" must be a whole number from ${min} to ${max}.`)
}

/** @returns an option that is one of these texts. @throws RangeError for another */
export function choice<T extends string>(
  options: Options,
  name: string,
  choices: readonly T[],
  otherwise: T,
): T {
  const value = options[name] ?? otherwise
  const found = choices.find((one) => one === value)
  if (found !== undefined) return found
  throw new RangeError(`The option "${name}" must be one of ${choices.join(', ')}.`)
}

/** Compares in constant time. */
export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** `same` for text. */
export const sameText = (a: string, b: string): boolean => same(Buffer.from(a), Buffer.from(b))

/** @returns the digest of these parts in a row */
export function digest(algorithm: string, ...parts: readonly Uint8Array[]): Buffer {
  const hash = new Hash(algorithm)
  for (const part of parts) hash.update(part)
  return hash.digest() as Buffer
}

/** @returns random bytes */
export const random = (size: number): Buffer => received(hostCall('crypto.random', size))

/** @returns random letters of an alphabet with 64 letters */
export const randomText = (size: number, alphabet: string): string =>
  [...random(size)].map((byte) => alphabet[byte & 63]).join('')

/** @returns the bytes of base64, with or without padding; undefined when the text is not base64 */
export function fromBase64(text: string): Buffer | undefined {
  const bare = text.replace(/={1,2}$/, '')
  if (!/^[A-Za-z0-9+/]*$/.test(bare) || bare.length % 4 === 1) return undefined
  return Buffer.from(bare, 'base64')
}

/** @returns base64 without padding */
export const toBareBase64 = (bytes: Uint8Array): string => viewOf(bytes).toString('base64').replace(/=+$/, '')

/** @returns the bytes of hex in either case; undefined when the text is not hex */
export function fromHex(text: string): Buffer | undefined {
  return /^([0-9a-f]{2})*$/i.test(text) ? Buffer.from(text, 'hex') : undefined
}

/** @returns a number written with digits only, from 1 to 2^31 - 1; undefined for any other text */
export function fromDigits(text: string | undefined): number | undefined {
  if (text === undefined || !/^[1-9]\d{0,9}$/.test(text)) return undefined
  const value = Number(text)
  return value < 2 ** 31 ? value : undefined
}

/** PBKDF2 on the host. */
export async function pbkdf2(
  algorithm: string,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Promise<Buffer> {
  return received(await hostAsk('crypto.pbkdf2', algorithm, copy(password), copy(salt), iterations, length))
}

/** @returns bytes that can be sent to the host: a copy, since a view might expose more */
export const copy = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes)
