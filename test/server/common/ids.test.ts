import { expect, test } from 'vitest'
import { randomAlphanumerics, randomBits, randomSecret } from '../../../server/common/ids.ts'

const DRAWS = 4_000

test('every bit of random bytes is set in about half of all draws, and no two bits of a draw are the same', () => {
  const draws = Array.from({ length: DRAWS }, () => [...randomBits(32)])
  const bitOf = (draw: number[], bit: number): number => ((draw[bit >> 3] ?? 0) >> (bit & 7)) & 1
  const isFair = (ones: number): boolean => Math.abs(ones - DRAWS / 2) < DRAWS / 10
  for (let bit = 0; bit < 256; bit++) {
    expect(isFair(draws.filter((draw) => bitOf(draw, bit) === 1).length)).toBe(true)
    const other = (bit + 1 + (bit % 254)) % 256
    expect(isFair(draws.filter((draw) => bitOf(draw, bit) === bitOf(draw, other)).length)).toBe(true)
  }
  expect(new Set(draws.map(String)).size).toBe(DRAWS)
})

test('random bytes, secrets and alphanumerics have the length that is asked for', () => {
  for (const length of [1, 11, 12, 13, 16, 24, 25, 32, 64]) {
    expect(randomBits(length).length).toBe(length)
    expect(randomAlphanumerics(length)).toMatch(new RegExp(`^[A-Za-z0-9]{${length}}$`))
  }
  expect(randomSecret()).toMatch(/^[\w-]{43}$/)
})
