/** Compression streams of `node:zlib`, with options that a guest may choose. @module */
import type { Transform } from 'node:stream'
import * as zlib from 'node:zlib'
import * as z from 'zod'
import type { Cell } from '../abi.ts'
import { HostError } from '../abi.ts'
import { guarded, invalid, parsedJson } from '../failure.ts'

const MODES = {
  deflate: zlib.createDeflate,
  inflate: zlib.createInflate,
  gzip: zlib.createGzip,
  gunzip: zlib.createGunzip,
  deflateRaw: zlib.createDeflateRaw,
  inflateRaw: zlib.createInflateRaw,
  unzip: zlib.createUnzip,
  brotliCompress: zlib.createBrotliCompress,
  brotliDecompress: zlib.createBrotliDecompress,
} as const

type Mode = keyof typeof MODES

const INFLATING: readonly Mode[] = ['inflate', 'gunzip', 'inflateRaw', 'unzip', 'brotliDecompress']

const { constants } = zlib

/** Requests windows of more than 16 MiB, for which a few bytes of input would allocate a gigabyte. */
const LARGE_WINDOW: { [mode: string]: number } = {
  brotliCompress: constants.BROTLI_PARAM_LARGE_WINDOW,
  brotliDecompress: constants.BROTLI_DECODER_PARAM_LARGE_WINDOW,
}

const Options = z.strictObject({
  flush: z.int().min(0).max(5).optional(),
  finishFlush: z.int().min(0).max(5).optional(),
  windowBits: z.int().min(0).max(15).optional(),
  level: z.int().min(-1).max(9).optional(),
  memLevel: z.int().min(1).max(9).optional(),
  strategy: z.int().min(0).max(4).optional(),
  /** Base64. */
  dictionary: z
    .base64()
    .max(64 * 1024)
    .optional(),
  params: z
    .record(
      z.string().regex(/^\d$/),
      z.union([
        z
          .int()
          .min(0)
          .max(2 ** 32 - 1),
        z.boolean(),
      ]),
    )
    .optional(),
  /** Limit of all output together. */
  maxOutputLength: z.int().min(1).optional(),
})

/** A stream that compresses or the reverse. */
export interface Squeezer {
  stream: Transform & zlib.Zlib
  /** The output is counted (N6). */
  inflates: boolean
  /** Limit for data that is compressed or decompressed as a whole. */
  max_output_bytes: number
  /** Brotli at its highest qualities needs more than a second for a megabyte. */
  slow: boolean
}

/** Size of one piece of output, in bytes. */
const CHUNK_BYTES = 64 * 1024

/** @throws {HostError} for an unknown mode or option */
export function createSqueezer(mode: Cell, optionsText: Cell): Squeezer {
  if (typeof mode !== 'string' || !Object.hasOwn(MODES, mode)) throw invalid()
  const name = mode as Mode
  const {
    dictionary,
    maxOutputLength = Number.POSITIVE_INFINITY,
    ...options
  } = parsedJson(Options, optionsText)
  const largeWindow = LARGE_WINDOW[name]
  if (largeWindow !== undefined && options.params?.[`${largeWindow}`]) {
    throw new HostError('ERR_BROTLI_INVALID_PARAM', 'Large windows are not available in the sandbox.')
  }
  const given = {
    ...options,
    chunkSize: CHUNK_BYTES,
    ...(dictionary !== undefined && { dictionary: Buffer.from(dictionary, 'base64') }),
  }
  const quality = Number(
    options.params?.[`${constants.BROTLI_PARAM_QUALITY}`] ?? constants.BROTLI_DEFAULT_QUALITY,
  )
  return {
    stream: guarded(() => MODES[name](given as zlib.ZlibOptions & zlib.BrotliOptions)),
    inflates: INFLATING.includes(name),
    max_output_bytes: maxOutputLength,
    slow: name === 'brotliCompress' && quality > 9,
  }
}
