import { expect, test } from 'vitest'
import { foldIdentifier } from '../../../server/migration/identifiers/folded-identifier.ts'
import { isEmail, normaliseIdentifier } from '../../../server/migration/identifiers/identifier.ts'

test.each([
  ['  Ann@Example.COM ', 'ann@example.com'],
  ['\u212Aim@example.com', '\u212Aim@example.com'],
  ['JÖRG@example.com', 'jÖrg@example.com'],
  ['jo\u0308rg@example.com', 'jörg@example.com'],
  ['İ', 'İ'],
])('A8: %j is looked up as %j', (typed, key) => {
  expect(normaliseIdentifier(typed)).toBe(key)
})

test.each(['a@b.c', "o'hara+tag@example.co.uk", 'jörg@example.com', 'ann@localhost', '用户@例え.テスト'])(
  '%s is an email address',
  (text) => {
    expect(isEmail(text)).toBe(true)
  },
)

test.each([
  '',
  'ann',
  '@example.com',
  'ann@',
  'a b@example.com',
  'a@b@c.d',
  'ann@-x.com',
  'ann@x..com',
  '.a@b.c',
  'a..b@c.d',
  'a\0@b.c',
  'ann@exa mple.com',
  `${'a'.repeat(65)}@b.c`,
  `a@${'b'.repeat(63)}.${'c'.repeat(200)}`,
])('%j is not an email address', (text) => {
  expect(isEmail(text)).toBe(false)
})

test('A8: only A–Z changes into another ASCII character', () => {
  for (let code = 0x80; code <= 0xffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue
    const character = String.fromCodePoint(code)
    if (/^[!-~]$/.test(normaliseIdentifier(character))) expect.fail(`U+${code.toString(16)}`)
  }
})

test('a name of any length is normalised and folded without delay, also with unordered combining marks', () => {
  const marks = `a${'\u0316\u0301'.repeat(50_000)}`
  const began = performance.now()
  expect(normaliseIdentifier(marks)).toBe(marks)
  expect(foldIdentifier(marks)).toBe('a')
  // Ten seconds each.
  expect(performance.now() - began).toBeLessThan(1_000)
})
