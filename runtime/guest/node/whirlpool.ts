/** Whirlpool, in its final version. @see ISO/IEC 10118-3, by Barreto and Rijmen @module */
import type { BlockHash } from './block-hash.ts'

const ROUNDS = 10

/** The two small boxes of which the S-box is made; the third is E backwards. */
const E = [0x1, 0xb, 0x9, 0xc, 0xd, 0x6, 0xf, 0x3, 0xe, 0x8, 0x7, 0x4, 0xa, 0x2, 0x5, 0x0] as const
const R = [0x7, 0xc, 0xb, 0xd, 0xe, 0x4, 0x9, 0xf, 0x6, 0x3, 0x8, 0xa, 0x2, 0x5, 0x1, 0x0] as const

/** First row of the circulant matrix. */
const MATRIX = [1, 1, 4, 1, 8, 5, 2, 9] as const

/** x^8 + x^4 + x^3 + x^2 + 1 */
const POLYNOMIAL = 0x11d

interface Tables {
  sbox: Uint8Array
  /** For each byte of a row, by column: its contribution to the new row, as two halves. 8 × 256 each. */
  high: Uint32Array
  low: Uint32Array
}

let tables: Tables | undefined

function substitute(x: number): number {
  const upper = E[x >> 4] as number
  const lower = E.indexOf((x & 15) as (typeof E)[number])
  const mixed = R[upper ^ lower] as number
  return ((E[upper ^ mixed] as number) << 4) | E.indexOf((lower ^ mixed) as (typeof E)[number])
}

function times(x: number, factor: number): number {
  let product = 0
  for (let bit = 8; bit > 0; bit >>= 1) {
    product <<= 1
    if (product > 255) product ^= POLYNOMIAL
    if (factor & bit) product ^= x
  }
  return product
}

function makeTables(): Tables {
  const made = {
    sbox: new Uint8Array(256),
    high: new Uint32Array(8 * 256),
    low: new Uint32Array(8 * 256),
  }
  for (let x = 0; x < 256; x++) {
    const s = substitute(x)
    made.sbox[x] = s
    const row = MATRIX.map((factor) => times(s, factor))
    for (let column = 0; column < 8; column++) {
      const half = (from: number): number =>
        [0, 1, 2, 3].reduce((word, i) => (word << 8) | (row[(from + i - column + 8) & 7] ?? 0), 0)
      made.high[256 * column + x] = half(0)
      made.low[256 * column + x] = half(4)
    }
  }
  return made
}

/** One round without its key, from 64 bytes to 64 bytes. */
function mixed({ high, low }: Tables, state: Uint8Array): Uint8Array {
  const out = new Uint8Array(64)
  const view = new DataView(out.buffer)
  for (let row = 0; row < 8; row++) {
    let [upper, lower] = [0, 0]
    for (let column = 0; column < 8; column++) {
      const at = 256 * column + (state[8 * ((row - column) & 7) + column] as number)
      upper ^= high[at] as number
      lower ^= low[at] as number
    }
    view.setInt32(8 * row, upper)
    view.setInt32(8 * row + 4, lower)
  }
  return out
}

function xorInto(target: Uint8Array, other: Uint8Array): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] as number) ^ (other[i] as number)
}

/** @returns a hash at its beginning, or with the state given */
export function createWhirlpool(from = new Uint8Array(64)): BlockHash {
  const hashed = new Uint8Array(from)
  // Made at the first use: most scripts need none of it.
  tables ??= makeTables()
  const known = tables
  return {
    blockBytes: 64,
    lengthBytes: 32,
    littleEndian: false,
    block(view) {
      const message = new Uint8Array(view.buffer)
      let key: Uint8Array = new Uint8Array(hashed)
      let state: Uint8Array = new Uint8Array(message)
      xorInto(state, key)
      for (let round = 0; round < ROUNDS; round++) {
        key = mixed(known, key)
        xorInto(key.subarray(0, 8), known.sbox.subarray(8 * round, 8 * round + 8))
        state = mixed(known, state)
        xorInto(state, key)
      }
      xorInto(hashed, state)
      xorInto(hashed, message)
    },
    digest: () => new Uint8Array(hashed),
    copy: () => createWhirlpool(hashed),
  }
}
