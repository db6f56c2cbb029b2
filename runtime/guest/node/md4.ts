/** MD4, which NTLM needs. @see RFC 1320 @module */
import type { BlockHash } from './block-hash.ts'

const START: readonly number[] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]

/** For each of the three rounds: its constant, its four shifts, and the order of the words. */
const ROUNDS = [
  { constant: 0, shifts: [3, 7, 11, 19], words: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] },
  {
    constant: 0x5a827999,
    shifts: [3, 5, 9, 13],
    words: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
  },
  {
    constant: 0x6ed9eba1,
    shifts: [3, 9, 11, 15],
    words: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
  },
] as const

const MIX: readonly ((x: number, y: number, z: number) => number)[] = [
  (x, y, z) => (x & y) | (~x & z),
  (x, y, z) => (x & y) | (x & z) | (y & z),
  (x, y, z) => x ^ y ^ z,
]

/** @returns a hash at its beginning, or with the state given */
export function createMd4(from: readonly number[] = START): BlockHash {
  let state = from
  return {
    blockBytes: 64,
    lengthBytes: 8,
    littleEndian: true,
    block(view) {
      let [a = 0, b = 0, c = 0, d = 0] = state
      for (const [round, { constant, shifts, words }] of ROUNDS.entries()) {
        const mix = MIX[round] as (x: number, y: number, z: number) => number
        for (const [i, word] of words.entries()) {
          const sum = (a + mix(b, c, d) + view.getUint32(4 * word, true) + constant) | 0
          const shift = shifts[i % 4] as number
          ;[a, b, c, d] = [d, (sum << shift) | (sum >>> (32 - shift)), b, c]
        }
      }
      state = [a, b, c, d].map((value, i) => (value + (state[i] ?? 0)) | 0)
    },
    digest() {
      const bytes = new DataView(new ArrayBuffer(16))
      for (const [i, word] of state.entries()) bytes.setInt32(4 * i, word, true)
      return new Uint8Array(bytes.buffer)
    },
    copy: () => createMd4(state),
  }
}
