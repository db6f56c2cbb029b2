/** `zlib`. @see https://nodejs.org/api/zlib.html @module */
import type { Cell } from '../host.ts'
import { host } from '../host.ts'
import { Buffer } from './buffer.ts'
import { received } from './bytes.ts'
import { binary } from './crypto-arguments.ts'
import { mustBeFunction, unavailable, unavailableClass } from './errors.ts'
import { answer, hostAsk, hostCall, PIECE_BYTES, pieces } from './host-call.ts'
import { constants } from './zlib-constants.ts'
import { optionsCell } from './zlib-options.ts'
import { ZlibStream } from './zlib-stream.ts'

/** Classes by the mode of their stream, which is also the name of the function for a whole buffer. */
const CLASSES = {
  deflate: 'Deflate',
  inflate: 'Inflate',
  gzip: 'Gzip',
  gunzip: 'Gunzip',
  deflateRaw: 'DeflateRaw',
  inflateRaw: 'InflateRaw',
  unzip: 'Unzip',
  brotliCompress: 'BrotliCompress',
  brotliDecompress: 'BrotliDecompress',
} as const

const UNAVAILABLE = ['zstdCompress', 'zstdCompressSync', 'zstdDecompress', 'zstdDecompressSync'] as const
const UNAVAILABLE_CLASSES = ['ZstdCompress', 'ZstdDecompress'] as const

const CODES = [
  'Z_OK',
  'Z_STREAM_END',
  'Z_NEED_DICT',
  'Z_ERRNO',
  'Z_STREAM_ERROR',
  'Z_DATA_ERROR',
  'Z_MEM_ERROR',
  'Z_BUF_ERROR',
  'Z_VERSION_ERROR',
] as const

const newId = (): number => {
  const id = host.open(() => {})
  host.close(id)
  return id
}

interface Question {
  id: number
  cells: Cell[]
}

function question(mode: string, data: unknown, options: unknown): Question {
  const bytes = binary('buffer', data, 'utf8', 'an instance of Buffer, TypedArray, DataView, or ArrayBuffer')
  const text = optionsCell(mode, (options ?? {}) as { [name: string]: unknown })
  const id = newId()
  if (bytes.length <= PIECE_BYTES) return { id, cells: [id, mode, new Uint8Array(bytes), text] }
  const staged = newId()
  for (const piece of pieces(bytes)) hostCall('zlib.stage', staged, piece)
  return { id, cells: [id, mode, staged, text] }
}

/** @param answer the output, or its length when it waits on the host */
function outputOf(id: number, answer: Cell): Buffer {
  if (typeof answer !== 'number') return received(answer)
  const whole = Buffer.alloc(answer)
  for (let at = 0; at < answer; ) {
    const piece = received(hostCall('zlib.take', id))
    if (piece.length === 0) break
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

function functionsOf(mode: string): { [name: string]: unknown } {
  return {
    [`${mode}Sync`](data: unknown, options?: unknown): Buffer {
      const { id, cells } = question(mode, data, options)
      return outputOf(id, hostCall('zlib.wholeSync', ...cells))
    },
    /** `(buffer[, options], callback)` */
    [mode](data: unknown, ...rest: unknown[]): void {
      const [options, callback] = typeof rest[0] === 'function' ? [undefined, rest[0]] : rest
      mustBeFunction('callback', callback)
      const { id, cells } = question(mode, data, options)
      const work = hostAsk('zlib.whole', ...cells).then((output) => outputOf(id, output))
      answer(work, callback)
    },
  }
}

/** A class that may also be called without `new`, as zlib's may. */
function streamClass(mode: string, name: string): new (options?: unknown) => ZlibStream {
  const named = {
    [name]: class extends ZlibStream {
      constructor(options?: unknown) {
        super(mode, options)
      }
    },
  }
  const Class = named[name] as new (options?: unknown) => ZlibStream
  return new Proxy(Class, { apply: (_target, _this, [options]: unknown[]) => new Class(options) })
}

/** `zlib.crc32(data[, value])` */
function crc32(data: unknown, value: unknown = 0): number {
  const bytes = binary('data', data, 'utf8', 'an instance of Buffer, TypedArray, or DataView')
  let sum = Number(value) >>> 0
  for (const piece of pieces(bytes)) sum = Number(hostCall('zlib.crc32', piece, sum))
  return sum
}

/** @returns the module as `require('zlib')` gives it */
export function createZlib(): object {
  const zlib: { [name: string]: unknown } = { constants, crc32 }
  for (const [mode, name] of Object.entries(CLASSES)) {
    const Class = streamClass(mode, name)
    zlib[name] = Class
    zlib[`create${name}`] = (options?: unknown) => new Class(options)
    Object.assign(zlib, functionsOf(mode))
  }
  for (const name of UNAVAILABLE) zlib[name] = unavailable(`zlib.${name}`)
  for (const name of UNAVAILABLE_CLASSES) {
    zlib[name] = unavailableClass(`zlib.${name}`)
    zlib[`create${name}`] = unavailable(`zlib.create${name}`)
  }
  const codes: { [name: string]: unknown } = {}
  for (const name of CODES) {
    codes[name] = constants[name]
    codes[`${constants[name]}`] = name
  }
  zlib.codes = codes
  // Before Node 6 they stood on the module itself.
  for (const [name, value] of Object.entries(constants)) if (name.startsWith('Z_')) zlib[name] = value
  return zlib
}
