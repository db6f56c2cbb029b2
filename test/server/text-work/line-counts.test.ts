import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countLines } from '../../../server/text-work/line-counts.ts'

test.each([
  ['', '', 0, 0],
  ['', 'a\nb\n', 2, 0],
  ['a\nb\n', '', 0, 2],
  ['a\nb\nc\n', 'a\nx\nc\n', 1, 1],
  ['a\nb\n', 'b\na\n', 1, 1],
  ['a', 'a\n', 1, 1],
  ['a\r\nb', 'a\nb', 1, 1],
])('from %j to %j, the changed lines are counted as added and removed', (before, after, added, removed) => {
  expect(countLines(before, after)).toEqual({ added, removed })
})

test('added minus removed lines is the growth of the text, and no more lines change than there are', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 }).map((lines) => lines.join('\n'))
  const lines = (of: string) => (of.match(/[^\n]*\n|[^\n]+/g) ?? []).length
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { added, removed } = countLines(before, after)
      expect(added - removed).toBe(lines(after) - lines(before))
      expect(added).toBeLessThanOrEqual(lines(after))
      expect(countLines(after, before)).toEqual({ added: removed, removed: added })
      expect(added + removed === 0).toBe(before === after)
    }),
  )
})

test('two texts of 20,000 lines are counted within a second, though they have nothing in common', () => {
  const lines = (letter: string) =>
    Array.from({ length: 20_000 }, (_, index) => `${letter}${index}`).join('\n')
  const started = performance.now()
  expect(countLines(lines('a'), lines('b'))).toEqual({ added: 20_000, removed: 20_000 })
  expect(performance.now() - started).toBeLessThan(1_000)
})

test('long texts of a few repeated lines are counted within seconds, however they are shifted', () => {
  const long = 'a\n'.repeat(50_000)
  const shifted = `${'a\n'.repeat(7)}b\n`.repeat(6_000)
  const started = performance.now()
  expect(countLines(long, shifted)).toEqual({ added: 6_000, removed: 8_000 })
  expect(performance.now() - started).toBeLessThan(3_000)
})
