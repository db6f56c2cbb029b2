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
])('from %j to %j', (before, after, added, removed) => {
  expect(countLines(before, after)).toEqual({ added, removed })
})

test('what came less what went is what the text grew by, and no more lines changed than there are', () => {
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

test('two texts of 100 kB without anything in common are counted at once', () => {
  const lines = (letter: string) =>
    Array.from({ length: 20_000 }, (_, index) => `${letter}${index}`).join('\n')
  const started = performance.now()
  expect(countLines(lines('a'), lines('b'))).toEqual({ added: 20_000, removed: 20_000 })
  expect(performance.now() - started).toBeLessThan(1_000)
})
