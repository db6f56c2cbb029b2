import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Frame } from '../../../runtime/frames.ts'
import { createFrameReader, encodeFrame, FRAME, MAX_FRAME_BYTES } from '../../../runtime/frames.ts'

const types = Object.values(FRAME)

/** Feeds the bytes in pieces of the given sizes, the last one over and over. */
function readInPieces(bytes: Uint8Array, sizes: readonly number[]): Frame[] {
  const frames: Frame[] = []
  const read = createFrameReader((frame) =>
    frames.push({ ...frame, payload: Uint8Array.from(frame.payload) }),
  )
  let at = 0
  for (let i = 0; at < bytes.byteLength; i++) {
    const size = sizes[Math.min(i, sizes.length - 1)] ?? 1
    read(bytes.slice(at, at + size))
    at += size
  }
  return frames
}

describe('frames', () => {
  test('are read as they were written, however the stream is split', () => {
    const frame = fc.record({
      type: fc.constantFrom(...types),
      id: fc.nat(0xffff_ffff),
      payload: fc.uint8Array({ maxLength: 300 }),
    })
    void fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }),
        (frames, sizes) => {
          const bytes = Buffer.concat(frames.map(({ type, id, payload }) => encodeFrame(type, id, payload)))
          expect(readInPieces(bytes, sizes)).toEqual(frames)
        },
      ),
    )
  })

  test('a frame of maximum size survives any chunking', () => {
    const payload = Buffer.alloc(MAX_FRAME_BYTES, 7)
    const bytes = Buffer.concat([encodeFrame(FRAME.net_send, 5, payload), encodeFrame(FRAME.pong, 6)])
    const frames = readInPieces(bytes, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, MAX_FRAME_BYTES - 5, 1])
    expect(frames.map(({ type, id, payload: read }) => [type, id, read.byteLength])).toEqual([
      [FRAME.net_send, 5, MAX_FRAME_BYTES],
      [FRAME.pong, 6, 0],
    ])
  })

  test('a larger one is refused as soon as its length is known, and never sent', () => {
    const header = Buffer.alloc(9)
    header.writeUInt32BE(MAX_FRAME_BYTES + 1)
    expect(() => readInPieces(header, [9])).toThrow(RangeError)
    expect(() => readInPieces(header, [3])).toThrow(RangeError)
    expect(() => encodeFrame(FRAME.log, 1, Buffer.alloc(MAX_FRAME_BYTES + 1))).toThrow(RangeError)
  })

  test('bytes that arrive slowly use no more memory than their frame', () => {
    const read = createFrameReader(() => undefined)
    const header = Buffer.alloc(9)
    header.writeUInt32BE(MAX_FRAME_BYTES)
    read(header)
    const before = process.memoryUsage().heapUsed
    const one = Buffer.alloc(1)
    for (let i = 0; i < 500_000; i++) read(one)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(32 * 1024 * 1024)
  })

  test('any bytes are read as frames or refused, and nothing else happens', () => {
    void fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), fc.integer({ min: 1, max: 300 }), (bytes, size) => {
        try {
          for (const { payload } of readInPieces(bytes, [size]))
            expect(payload.byteLength).toBeLessThanOrEqual(bytes.byteLength)
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
        }
      }),
    )
  })
})
