/**
 * Compresses whole buffers in the pool's threads. Data longer than one message comes and goes in pieces: input is staged,
 * output waits to be fetched. @module
 */
import type { Cell } from '../abi.ts'
import { HostError, LimitError } from '../abi.ts'
import { cryptoError } from '../crypto-failure.ts'
import type { Handle, PowerContext } from '../power.ts'
import { bytes, MAX_CROSSING_BYTES } from './crypto-shared.ts'
import { find, forget, mustFind, register } from './handles.ts'
import type { Squeezer } from './zlib-options.ts'
import { createSqueezer } from './zlib-options.ts'

/** Maximum input of one call, in bytes. */
const MAX_INPUT_BYTES = 8 * 1024 * 1024
/** A stream receives this many bytes at a time, because it cannot be interrupted in between. */
const FEED_BYTES = 64 * 1024
/** Maximum input of a slow, synchronous call, in bytes. */
const MAX_SLOW_SYNC_BYTES = 256 * 1024

/** Bytes that one isolate has decompressed in a run, and bytes that it keeps on the host. */
export interface ZlibAccount {
  /** @throws {LimitError} when a run has unpacked more than it may receive (N6) */
  inflated(bytes: number): void
  /** Counts bytes kept on the host; negative when they are removed. @throws {LimitError} */
  hold(bytes: number): void
}

export function createAccount(context: PowerContext): ZlibAccount {
  const max = context.limits.received_bytes
  let run = context.run()
  let inflated = 0
  let held = 0
  return {
    inflated(count) {
      if (run !== context.run()) inflated = 0
      run = context.run()
      inflated += count
      if (inflated > max) throw new LimitError(`The script unpacked more than ${max} bytes.`)
    },
    hold(count) {
      held += count
      if (held > max)
        throw new LimitError(`The script left more than ${max} bytes to be compressed or unpacked.`)
    },
  }
}

/** Input that arrives in pieces, then output that leaves in pieces. */
interface PartsHandle extends Handle {
  readonly kind: 'zlib.parts'
  readonly parts: Uint8Array[]
  length: number
}

function createParts(): PartsHandle {
  return { kind: 'zlib.parts', parts: [], length: 0, busy: () => false, close() {} }
}

/** Appends a piece of input to the data under the ID. */
export function stage(context: PowerContext, account: ZlibAccount, id: Cell, cell: Cell): void {
  const piece = bytes(cell)
  let staged = find<PartsHandle>(context, id, 'zlib.parts')
  if (!staged) {
    staged = createParts()
    register(context, id, staged)
  }
  if (staged.length + piece.byteLength > MAX_INPUT_BYTES) {
    forget(context, id as number, staged)
    account.hold(-staged.length)
    throw new HostError(
      'ERR_BUFFER_TOO_LARGE',
      `No more than ${MAX_INPUT_BYTES} bytes can be compressed or unpacked at once; use a stream.`,
    )
  }
  account.hold(piece.byteLength)
  staged.length += piece.byteLength
  staged.parts.push(piece)
}

function inputOf(context: PowerContext, account: ZlibAccount, cell: Cell): readonly Uint8Array[] {
  if (typeof cell !== 'number') return [bytes(cell)]
  const staged = mustFind<PartsHandle>(context, cell, 'zlib.parts')
  forget(context, cell, staged)
  account.hold(-staged.length)
  return staged.parts
}

/** @returns the next piece of an output, undefined after the last */
export function take(context: PowerContext, account: ZlibAccount, id: Cell): Cell {
  const output = mustFind<PartsHandle>(context, id, 'zlib.parts')
  const pieces: Uint8Array[] = []
  let length = 0
  for (
    let next = output.parts[0];
    next && length + next.byteLength <= MAX_CROSSING_BYTES;
    next = output.parts[0]
  ) {
    output.parts.shift()
    pieces.push(next)
    length += next.byteLength
  }
  output.length -= length
  account.hold(-length)
  if (output.parts.length === 0) forget(context, id as number, output)
  return Buffer.concat(pieces, length)
}

/**
 * @param id ID of output that is longer than one crossing
 * @returns the output, or its length when it is to be taken
 */
export async function whole(
  context: PowerContext,
  account: ZlibAccount,
  sync: boolean,
  ...[id, mode, input, options]: Cell[]
): Promise<Cell> {
  const squeezer = createSqueezer(mode, options)
  const parts = inputOf(context, account, input)
  if (sync && squeezer.slow && parts.reduce((sum, part) => sum + part.byteLength, 0) > MAX_SLOW_SYNC_BYTES) {
    throw new HostError(
      'ERR_ZLIB_COST',
      `brotliCompressSync of more than ${MAX_SLOW_SYNC_BYTES} bytes takes too long here; use a lower quality, or brotliCompress.`,
    )
  }
  const work: Handle = {
    kind: 'zlib.work',
    busy: () => false,
    close: () => squeezer.stream.destroy(new HostError('ERR_ZLIB_CLOSED', 'The isolate is gone.')),
  }
  register(context, id, work)
  const output = createParts()
  try {
    await squeeze(squeezer, parts, account, output)
  } catch (error) {
    account.hold(-output.length)
    throw cryptoError(error)
  } finally {
    forget(context, id as number, work)
  }
  if (output.length > MAX_CROSSING_BYTES) {
    register(context, id, output)
    return output.length
  }
  account.hold(-output.length)
  return Buffer.concat(output.parts, output.length)
}

async function squeeze(
  { stream, inflates, max_output_bytes }: Squeezer,
  input: readonly Uint8Array[],
  account: ZlibAccount,
  output: PartsHandle,
): Promise<void> {
  const feeding = feed(stream, input)
  feeding.catch(() => {})
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (output.length + chunk.byteLength > max_output_bytes) {
      throw new HostError(
        'ERR_BUFFER_TOO_LARGE',
        `Cannot create a Buffer larger than ${max_output_bytes} bytes`,
        {
          class: 'RangeError',
        },
      )
    }
    if (inflates) account.inflated(chunk.byteLength)
    account.hold(chunk.byteLength)
    output.length += chunk.byteLength
    output.parts.push(chunk)
  }
}

async function feed(stream: Squeezer['stream'], input: readonly Uint8Array[]): Promise<void> {
  for (const part of input) {
    for (let at = 0; at < part.byteLength; at += FEED_BYTES) {
      const piece = part.subarray(at, at + FEED_BYTES)
      await new Promise<void>((resolve, reject) => {
        stream.write(piece, (error) => (error ? reject(error) : resolve()))
      })
    }
  }
  stream.end()
}
