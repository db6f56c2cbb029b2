import { expect, test } from 'vitest'
import { misspelt, nearestName } from '../../../server/common/nearest.ts'

const NAMES = [
  'email',
  'email_verified',
  'username',
  'password',
  'ttl_sec',
  'is_first_party',
  'name',
  'options',
]

test.each([
  ['emial', 'email'],
  ['mail', 'email'],
  ['user_name', 'username'],
  ['isFirstParty', 'is_first_party'],
  ['ttl', 'ttl_sec'],
  ['optionz', 'options'],
  ['zzzzzz', undefined],
  ['', undefined],
  ['e'.repeat(65), undefined],
])('%j is near to %j', (typed, name) => {
  expect(nearestName(typed, NAMES)).toBe(name)
})

test('where any name is allowed, only one that is a letter beside a known one is misspelt', () => {
  expect(misspelt('emial', NAMES)).toBe('email')
  expect(misspelt('passwrod', NAMES)).toBe('password')
  expect(misspelt('emailVerified', NAMES)).toBe('email_verified')
  for (const own of ['age', 'named', 'title', 'mailbox', 'favourite', 'an_option_of_tomorrow']) {
    expect(misspelt(own, NAMES), own).toBeUndefined()
  }
})

test('the work is bounded, however many and long the names are', () => {
  const names = Array.from({ length: 100_000 }, (_, at) => `${'x'.repeat(60)}${at}`)
  const before = performance.now()
  nearestName('y'.repeat(64), names)
  expect(performance.now() - before).toBeLessThan(500)
})
