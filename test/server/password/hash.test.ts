import { argon2Sync } from 'node:crypto'
import { expect, test } from 'vitest'
import { createPasswords } from '../../../server/password/hash.ts'
import { createHashGate, membersOf } from '../../../server/password/hash-gate.ts'
import { CHEAP_HASHES } from '../../support/flow.ts'

const open = () => createHashGate(2, 10)

test('A10: a hash is argon2id m=19456 t=2 p=1 with a salt of 16 bytes and a tag of 32, as RFC 9106 computes it', async () => {
  const passwords = createPasswords(open())
  const phc = await passwords.hash('acme', 'pässword')
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
  expect(await passwords.verify('acme', phc, 'pässword')).toBe(true)
  expect(await passwords.verify('acme', phc, 'password')).toBe(false)
  await expect(passwords.verifyNothing('acme', 'pässword')).resolves.toBeUndefined()
})

test('a password is the same in each Unicode normal form, and is not cut at 72 bytes', async () => {
  const passwords = createPasswords(open(), CHEAP_HASHES)
  const phc = await passwords.hash('acme', 'jo\u0308rg')
  expect(await passwords.verify('acme', phc, 'jörg')).toBe(true)
  const long = await passwords.hash('acme', `${'x'.repeat(80)}1`)
  expect(await passwords.verify('acme', long, `${'x'.repeat(80)}2`)).toBe(false)
})

test('a hash with lower parameters counts as weak, one with higher does not', async () => {
  const weak = createPasswords(open(), CHEAP_HASHES)
  const strong = createPasswords(open(), { ...CHEAP_HASHES, memoryCost: 128 })
  expect(strong.isWeak(await weak.hash('acme', 'x'))).toBe(true)
  expect(weak.isWeak(await strong.hash('acme', 'x'))).toBe(false)
})

test('A10, R6: a limited number of hashes run at once, the others wait, and a tenant beyond its share is told to try again', async () => {
  const gate = createHashGate(2, 3)
  const held = Promise.withResolvers<void>()
  const works = Array.from({ length: 5 }, () => gate.run('acme', () => held.promise))
  expect(gate.stats()).toEqual({ running: 2, queued: 3, most_running: 2 })
  await expect(gate.run('acme', async () => undefined)).rejects.toMatchObject({
    code: 'temporarily_unavailable',
    status: 503,
    headers: { 'Retry-After': '2' },
  })
  held.resolve()
  await Promise.all(works)
  expect(gate.stats()).toEqual({ running: 0, queued: 0, most_running: 2 })
  const fails = async (): Promise<never> => Promise.reject(new Error('work failed'))
  await expect(gate.run('acme', fails)).rejects.toThrow('work failed')
  expect(gate.stats().running).toBe(0)
})

test('a tenant beyond its share neither blocks nor delays another tenant or its own dashboard', async () => {
  const gate = createHashGate(2, 3)
  const ends: (() => void)[] = []
  const served: string[] = []
  const hash = (owner: string) =>
    gate.run(owner, () => {
      served.push(owner)
      return new Promise<void>((resolve) => ends.push(resolve))
    })
  const busy = Array.from({ length: 5 }, () => hash('busy'))
  await expect(hash('busy')).rejects.toMatchObject({ status: 503 })
  const others = [hash('quiet'), hash(membersOf('busy'))]
  expect(served).toEqual(['busy', 'busy'])
  const endOne = async (): Promise<void> => {
    ends.shift()?.()
    await new Promise(setImmediate)
  }
  await endOne()
  await endOne()
  expect(served.slice(2)).toEqual(['quiet', 'members of busy'])
  while (ends.length > 0) await endOne()
  await Promise.all([...busy, ...others])
})
