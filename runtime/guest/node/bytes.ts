/** Conversion of bytes that cross between guest and host. @module */
import { Buffer } from './buffer.ts'
import { invalidArgument } from './errors.ts'

/** @returns a view over the same bytes, for any kind of view or buffer */
export function viewOf(value: ArrayBufferView | ArrayBuffer): Buffer {
  return value instanceof ArrayBuffer
    ? Buffer.from(value)
    : Buffer.from(value.buffer, value.byteOffset, value.byteLength)
}

/** @returns bytes of a string, view or ArrayBuffer, shared where they can be */
export function bytesOf(value: unknown, encoding?: unknown, name = 'data'): Buffer {
  if (typeof value === 'string') {
    return Buffer.from(value, typeof encoding === 'string' && encoding !== 'buffer' ? encoding : 'utf8')
  }
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return viewOf(value)
  throw invalidArgument(name, 'of type string or an instance of Buffer, TypedArray, or DataView', value)
}

/** @returns what the host answered, as a Buffer over the same memory */
export function received(cell: unknown): Buffer {
  return cell instanceof Uint8Array ? viewOf(cell) : Buffer.alloc(0)
}
