/** Arguments as Node's crypto takes and refuses them. @module */
import { Buffer } from './buffer.ts'
import { viewOf } from './bytes.ts'
import { invalidArgument, nodeError } from './errors.ts'

/** @throws ERR_INVALID_ARG_TYPE unless it is a string */
export function mustBeString(name: string, value: unknown): asserts value is string {
  if (typeof value !== 'string') throw invalidArgument(name, 'of type string', value)
}

/** @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE unless it is a whole number in the range */
export function mustBeInteger(
  name: string,
  value: unknown,
  min: number,
  max: number,
): asserts value is number {
  if (typeof value !== 'number') throw invalidArgument(name, 'of type number', value)
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value)
  if (value < min || value > max) throw outOfRange(name, `>= ${min} && <= ${max}`, value)
}

/** @param expected such as `>= 0` */
export function outOfRange(name: string, expected: string, value: unknown): Error {
  const digits = Math.abs(Number(value)) > 2 ** 32 ? `${value}`.replace(/\B(?=(\d{3})+$)/g, '_') : `${value}`
  return nodeError(
    'ERR_OUT_OF_RANGE',
    `The value of "${name}" is out of range. It must be ${expected}. Received ${digits}`,
    RangeError,
  )
}

/** @returns bytes of a string or of anything that holds bytes, shared where they can be */
export function binary(
  name: string,
  value: unknown,
  encoding?: unknown,
  expected = 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView',
): Buffer {
  if (typeof value === 'string') return fromText(value, encoding)
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return viewOf(value)
  throw invalidArgument(name, `of type string or ${expected}`, value)
}

/** `binary` without ArrayBuffer: the types that `update` accepts. */
export function updateData(value: unknown, encoding?: unknown): Buffer {
  const expected = 'an instance of Buffer, TypedArray, or DataView'
  if (value instanceof ArrayBuffer) throw invalidArgument('data', `of type string or ${expected}`, value)
  if (typeof value === 'string' && encoding === 'hex' && value.length % 2 === 1) {
    throw nodeError(
      'ERR_INVALID_ARG_VALUE',
      `The argument 'encoding' is invalid for data of length ${value.length}. Received 'hex'`,
      TypeError,
    )
  }
  return binary('data', value, encoding, expected)
}

/** An encoding that Node does not know is taken for UTF-8 here, and nowhere else. */
function fromText(value: string, encoding: unknown): Buffer {
  return Buffer.from(value, Buffer.isEncoding(encoding) ? encoding : 'utf8')
}

/** @returns bytes, or their text in an encoding */
export function output(bytes: Buffer, encoding: unknown): Buffer | string {
  if (encoding === undefined || encoding === null || encoding === 'buffer') return bytes
  return bytes.toString(Buffer.isEncoding(encoding) ? `${encoding}` : 'utf8')
}
