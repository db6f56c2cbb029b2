import { expect, test } from 'vitest'
import { createCanaries } from '../support/canaries.ts'

test.each<[string, (secret: string) => string]>([
  ['as it is', (secret) => secret],
  ['URL-encoded', (secret) => encodeURIComponent(secret)],
  ['form-encoded', (secret) => new URLSearchParams({ password: secret }).toString()],
  ['in JSON', (secret) => JSON.stringify({ deep: [secret] })],
  ['in JSON in JSON', (secret) => JSON.stringify(JSON.stringify([secret]))],
  ['in hex', (secret) => Buffer.from(secret).toString('hex').toUpperCase()],
  ['in base64', (secret) => Buffer.from(secret).toString('base64')],
  ['in base64 after one byte', (secret) => Buffer.from(`a${secret}`).toString('base64')],
  ['in base64 after two bytes', (secret) => Buffer.from(`ab${secret}`).toString('base64')],
  ['in base64url', (secret) => Buffer.from(`user:${secret}`).toString('base64url')],
  ['backwards, in capitals', (secret) => [...secret].reverse().join('').toUpperCase()],
])('K3: a canary is found %s', (_name, encode) => {
  const canaries = createCanaries()
  const secret = canaries.make('the password')
  expect(canaries.find('a log', `before ${encode(secret)} after`)).not.toEqual([])
})

test('K3: a canary is found in UTF-16', () => {
  const canaries = createCanaries()
  const secret = canaries.make('the password')
  expect(canaries.find('a dump', Buffer.from(secret, 'utf16le'))).toEqual([
    'the password as UTF-16 in a dump',
  ])
})

test('K3: text without a canary is clean, and a find does not repeat the secret', () => {
  const canaries = createCanaries()
  const secret = canaries.make('the password')
  expect(canaries.find('a log', createCanaries().make('another'))).toEqual([])
  expect(canaries.find('a log', secret).join()).not.toContain(secret.slice(5, 20))
})
