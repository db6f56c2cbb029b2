import { argon2Sync } from 'node:crypto'
import { expect, test } from 'vitest'
import { createGate } from '../../../server/password/gate.ts'
import { createPasswords } from '../../../server/password/hash.ts'
import { CHEAP_HASHES } from '../../support/flow.ts'

const open = () => createGate({ running: 2, queued: 10 })

test('A10: a hash is argon2id m=19456 t=2 p=1 with a salt of 16 bytes and a tag of 32, as RFC 9106 computes it', async () => {
  const passwords = createPasswords(open())
  const phc = await passwords.hash('pässword')
  const [, algorithm, version, cost, salt = '', tag = ''] = phc.split('$')
  expect([algorithm, version, cost]).toEqual(['argon2id', 'v=19', 'm=19456,t=2,p=1'])
  const nonce = Buffer.from(salt, 'base64')
  expect(nonce.byteLength).toBe(16)
  const expected = argon2Sync('argon2id', {
    message: 'pässword',
    nonce,
    parallelism: 1,
    memory: 19_456,
    passes: 2,
    tagLength: 32,
  })
  expect(Buffer.from(tag, 'base64').equals(expected)).toBe(true)
  expect(await passwords.verify(phc, 'pässword')).toBe(true)
  expect(await passwords.verify(phc, 'password')).toBe(false)
})

test('a password is one and the same in each Unicode normal form, and is not cut at 72 bytes', async () => {
  const passwords = createPasswords(open(), CHEAP_HASHES)
  const phc = await passwords.hash('jo\u0308rg')
  expect(await passwords.verify(phc, 'jörg')).toBe(true)
  const long = await passwords.hash(`${'x'.repeat(80)}1`)
  expect(await passwords.verify(long, `${'x'.repeat(80)}2`)).toBe(false)
})

test('a hash with lower parameters counts as weak, one with higher does not', async () => {
  const weak = createPasswords(open(), CHEAP_HASHES)
  const strong = createPasswords(open(), { ...CHEAP_HASHES, memoryCost: 128 })
  expect(strong.isWeak(await weak.hash('x'))).toBe(true)
  expect(weak.isWeak(await strong.hash('x'))).toBe(false)
})

test('A10: no more than the gate lets in run at once, the rest wait, and past the queue it is "try again"', async () => {
  const gate = createGate({ running: 2, queued: 3 })
  const held = Promise.withResolvers<void>()
  const works = Array.from({ length: 5 }, () => gate.run(() => held.promise))
  expect(gate.stats()).toEqual({ running: 2, queued: 3, most_running: 2 })
  await expect(gate.run(async () => undefined)).rejects.toMatchObject({
    code: 'temporarily_unavailable',
    status: 503,
  })
  held.resolve()
  await Promise.all(works)
  expect(gate.stats()).toEqual({ running: 0, queued: 0, most_running: 2 })
  await expect(gate.run(async () => Promise.reject(new Error('work failed')))).rejects.toThrow('work failed')
  expect(gate.stats().running).toBe(0)
})
