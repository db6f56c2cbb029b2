/** Random numbers from the host. A small stock is kept, because most callers need only a few. @module */
import { Buffer } from './buffer.ts'
import { received, viewOf } from './bytes.ts'
import { mustBeInteger, outOfRange } from './crypto-arguments.ts'
import { invalidArgument, mustBeFunction, nodeError } from './errors.ts'
import { answerSoon, hostCall } from './host-call.ts'

const STOCK_BYTES = 4096
const MAX_FROM_STOCK = 512
/** Limit of one call to the host. */
const MAX_CALL_BYTES = 64 * 1024

const MAX_SIZE = 2 ** 31 - 1
const MAX_INT_RANGE = 2 ** 48 - 1

export interface RandomModule {
  fill(target: Uint8Array): void
  /** The functions that `require('crypto')` exports. */
  functions: { [name: string]: unknown }
  randomUUID(): string
}

export function createRandom(): RandomModule {
  let stock = Buffer.alloc(0)

  function fill(target: Uint8Array): void {
    if (target.length <= MAX_FROM_STOCK) {
      if (stock.length < target.length) stock = received(hostCall('crypto.random', STOCK_BYTES))
      target.set(stock.subarray(0, target.length))
      // Bytes are used once and then overwritten.
      stock.fill(0, 0, target.length)
      stock = stock.subarray(target.length)
      return
    }
    for (let at = 0; at < target.length; at += MAX_CALL_BYTES) {
      const size = Math.min(MAX_CALL_BYTES, target.length - at)
      target.set(received(hostCall('crypto.random', size)), at)
    }
  }

  function bytes(size: number): Buffer {
    const target = Buffer.alloc(size)
    fill(target)
    return target
  }

  function randomBytes(size: unknown, callback?: unknown): Buffer | undefined {
    mustBeInteger('size', size, 0, MAX_SIZE)
    if (callback === undefined) return bytes(size)
    answerSoon(() => bytes(size), callback)
    return undefined
  }

  function randomFillSync(target: unknown, offset?: unknown, size?: unknown): unknown {
    fill(part(target, offset, size))
    return target
  }

  /** `(target[, offset[, size]], callback)` */
  function randomFill(target: unknown, ...args: unknown[]): void {
    const callback = args.pop()
    mustBeFunction('callback', callback)
    const view = part(target, args[0], args[1])
    answerSoon(() => {
      fill(view)
      return target
    }, callback)
  }

  /** Evenly distributed: values that would favour the lower numbers are drawn again. */
  function below(range: number): number {
    const usable = 2 ** 48 - (2 ** 48 % range)
    const drawn = Buffer.alloc(6)
    for (;;) {
      fill(drawn)
      let value = 0
      for (const byte of drawn) value = value * 256 + byte
      if (value < usable) return value % range
    }
  }

  /** `([min, ]max[, callback])` */
  function randomInt(...args: unknown[]): number | undefined {
    const callback = typeof args.at(-1) === 'function' || args.length > 2 ? args.pop() : undefined
    const [min, max] = args.length > 1 ? args : [0, args[0]]
    if (!Number.isSafeInteger(min)) throw invalidArgument('min', 'a safe integer', min)
    if (!Number.isSafeInteger(max)) throw invalidArgument('max', 'a safe integer', max)
    const [low, high] = [min as number, max as number]
    if (high <= low) throw outOfRange('max', `greater than the value of "min" (${low})`, high)
    const range = high - low
    if (range > MAX_INT_RANGE) {
      throw outOfRange(args.length > 1 ? 'max - min' : 'max', `<= ${MAX_INT_RANGE}`, range)
    }
    if (callback === undefined) return low + below(range)
    answerSoon(() => low + below(range), callback)
    return undefined
  }

  /** Version 4 of RFC 9562. */
  function randomUUID(): string {
    const drawn = bytes(16)
    drawn[6] = ((drawn[6] ?? 0) & 0x0f) | 0x40
    drawn[8] = ((drawn[8] ?? 0) & 0x3f) | 0x80
    return drawn.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  }

  return {
    fill,
    randomUUID,
    functions: {
      randomBytes,
      pseudoRandomBytes: randomBytes,
      prng: randomBytes,
      rng: randomBytes,
      randomFillSync,
      randomFill,
      randomInt,
      randomUUID,
    },
  }
}

/** The part of a view that is to be filled; offset and size count elements. */
function part(target: unknown, offset: unknown = 0, size?: unknown): Uint8Array {
  if (!(target instanceof ArrayBuffer) && !ArrayBuffer.isView(target)) {
    throw invalidArgument('buf', 'an instance of ArrayBuffer or ArrayBufferView', target)
  }
  const width = (target as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1
  const length = target.byteLength / width
  mustBeInteger('offset', offset, 0, length)
  const count = size === undefined ? length - offset : size
  mustBeInteger('size', count, 0, MAX_SIZE)
  if (offset + count > length) throw outOfRange('size + offset', `<= ${length}`, offset + count)
  return viewOf(target).subarray(offset * width, (offset + count) * width)
}

/** `crypto.timingSafeEqual` */
export function timingSafeEqual(first: unknown, second: unknown): boolean {
  const [a, b] = [first, second].map((value, i) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return viewOf(value)
    throw nodeError(
      'ERR_INVALID_ARG_TYPE',
      `The "buf${i + 1}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`,
      TypeError,
    )
  }) as [Buffer, Buffer]
  if (a.length !== b.length) {
    throw nodeError(
      'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH',
      'Input buffers must have the same byte length',
      RangeError,
    )
  }
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0)
  return difference === 0
}
