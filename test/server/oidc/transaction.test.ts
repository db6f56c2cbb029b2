import { randomBytes } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Transaction } from '../../../server/oidc/transaction.ts'
import { openTransaction, sealTransaction } from '../../../server/oidc/transaction.ts'
import { createSecrets } from '../../../server/secrets/index.ts'
import { CHALLENGE, read } from './support.ts'

const OLD = 'the first master key of this store'
const NEW = 'the second master key of this store'
const secrets = createSecrets({ master: OLD })
const place = { tenant_id: 'ten_a', issuer: 'https://acme.example.com/' }
const mark_sha256 = 'mark'
const begun_at = 1_000_000
const browser = { mark_sha256, now: begun_at + 1_000 }

function transaction(more: { [name: string]: string } = {}, rest: Partial<Transaction> = {}): Transaction {
  const result = read({ code_challenge: CHALLENGE, code_challenge_method: 'S256', scope: 'openid', ...more })
  if (result.kind !== 'request') throw new Error(result.kind)
  return { request: result.request, mark_sha256, begun_at, ...rest }
}

function sealed(one: Transaction, by = secrets): string {
  const text = sealTransaction(by, place, one)
  if (text === undefined) throw new Error('too long')
  return text
}

test('a sealed request opens as it was, and is short', () => {
  const one = transaction({ state: 'xyz', nonce: 'n'.repeat(43), login_hint: 'ann@example.com' })
  const text = sealed(one)
  expect(openTransaction(secrets, place, text, browser)).toEqual({ kind: 'open', transaction: one })
  expect(text).toMatch(/^[\w-]+$/)
  expect(text.length).toBeLessThan(700)
})

test('a long request is sealed deflated, a short one is not, and both open, as does a short one that was deflated before', () => {
  const short = transaction({ state: 'xyz' })
  const long = transaction({ state: 'xyz '.repeat(900) })
  expect(sealed(long).length).toBeLessThan(1_000)
  expect(Buffer.from(sealed(short), 'base64url').length).toBe(Buffer.byteLength(JSON.stringify(short)) + 28)
  for (const one of [short, long]) {
    expect(openTransaction(secrets, place, sealed(one), browser)).toEqual({ kind: 'open', transaction: one })
    for (const level of [0, 1, 6, 9]) {
      const use = { tenant_id: place.tenant_id, purpose: 'transaction', context: place.issuer }
      const before = secrets.sealMessage(use, deflateRawSync(JSON.stringify(one), { level }))
      if (before.length > 4_000) continue
      expect(openTransaction(secrets, place, before, browser)).toEqual({ kind: 'open', transaction: one })
    }
  }
})

test('A21: of every changed character of a sealed request none opens', () => {
  const text = sealed(transaction())
  for (let at = 0; at < text.length; at++) {
    const changed = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
    expect(openTransaction(secrets, place, changed, browser).kind).toBe('unknown')
  }
  for (const other of ['', text.slice(0, -1), `${text}A`, `${text}=`, ` ${text}`, 'A'.repeat(5_000)]) {
    expect(openTransaction(secrets, place, other, browser).kind).toBe('unknown')
  }
})

test('a request of another tenant, issuer or master key does not open', () => {
  const text = sealed(transaction())
  expect(openTransaction(secrets, { ...place, tenant_id: 'ten_b' }, text, browser).kind).toBe('unknown')
  expect(openTransaction(secrets, { ...place, issuer: 'https://b.example/' }, text, browser).kind).toBe(
    'unknown',
  )
  expect(openTransaction(createSecrets({ master: NEW }), place, text, browser).kind).toBe('unknown')
})

test('K2: after a change of the master key, requests under way go on', () => {
  const text = sealed(transaction())
  const after = createSecrets({ master: NEW, previous: OLD })
  expect(openTransaction(after, place, text, browser).kind).toBe('open')
  expect(openTransaction(secrets, place, sealed(transaction(), after), browser).kind).toBe('unknown')
})

test('for another browser, and after an hour, a request is stale', () => {
  const text = sealed(transaction())
  const opened = (change: Partial<typeof browser> | { mark_sha256: undefined }): string =>
    openTransaction(secrets, place, text, { ...browser, ...change }).kind
  expect(opened({ mark_sha256: 'other' })).toBe('stale')
  expect(opened({ mark_sha256: undefined })).toBe('stale')
  expect(opened({ now: begun_at + 3_600_000 })).toBe('open')
  expect(opened({ now: begun_at + 3_600_001 })).toBe('stale')
})

test('a browser that sends no mark a second time keeps no cookies', () => {
  const text = sealed(transaction({}, { is_second: true }))
  const opened = (mark: string | undefined): string =>
    openTransaction(secrets, place, text, { ...browser, mark_sha256: mark }).kind
  expect(opened(undefined)).toBe('no_cookies')
  expect(opened('other')).toBe('stale')
  expect(opened(mark_sha256)).toBe('open')
})

test('a request that would make the address too long is not sealed', () => {
  const state = randomBytes(2_990).toString('base64url')
  expect(sealTransaction(secrets, place, transaction({ state }))).toBeUndefined()
  expect(sealTransaction(secrets, place, transaction({ state: 'x'.repeat(4_000) }))).toBeDefined()
})
