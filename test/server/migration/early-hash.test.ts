import { expect, test } from 'vitest'
import { createEarlyHash } from '../../../server/migration/login/early-hash.ts'
import { createPasswords } from '../../../server/password/hash.ts'
import { createHashGate } from '../../../server/password/hash-gate.ts'
import type { FakeScript } from '../../support/fake-runtime.ts'
import { CHEAP_HASHES, MODES, openFlow } from '../../support/flow.ts'

/** Hashes whose turns the test gives. */
function openPasswords() {
  const gate = createHashGate(1)
  const passwords = createPasswords(gate, CHEAP_HASHES)
  return { gate, passwords, hold: () => gate.enter('acme') }
}

test('an early hash waits behind hashes that are needed, and is cancelled when it is not needed', async () => {
  const { gate, passwords, hold } = openPasswords()
  const release = await hold()
  const early = createEarlyHash(passwords, 'acme', 'secret')
  early.begin()
  const ends: string[] = []
  const needed = passwords.verifyNothing('acme', 'other').then(() => ends.push('needed'))
  const second = createEarlyHash(passwords, 'acme', 'secret')
  second.begin()
  expect(gate.stats().queued).toBe(3)
  second.drop()
  expect(gate.stats().queued).toBe(2)
  release()
  await needed
  expect(gate.stats().running).toBe(1)
  ends.push('early')
  expect(await passwords.verify('acme', await early.take(), 'secret')).toBe(true)
  expect(ends).toEqual(['needed', 'early'])
})

test('an early hash that is needed while it waits joins the queue of needed hashes', async () => {
  const { gate, passwords, hold } = openPasswords()
  const release = await hold()
  const ends: string[] = []
  const other = createEarlyHash(passwords, 'acme', 'other')
  other.begin()
  const early = createEarlyHash(passwords, 'acme', 'secret')
  early.begin()
  const taken = early.take().then((phc) => {
    ends.push('taken')
    return phc
  })
  await new Promise(setImmediate)
  expect(gate.stats().queued).toBe(2)
  release()
  expect(await passwords.verify('acme', await taken, 'secret')).toBe(true)
  ends.push('verified')
  await other.take()
  expect(ends).toEqual(['taken', 'verified'])
})

test('a hash that was not started early is computed when it is needed', async () => {
  const { passwords } = openPasswords()
  const phc = await createEarlyHash(passwords, 'acme', 'secret').take()
  expect(await passwords.verify('acme', phc, 'secret')).toBe(true)
})

const ann = { user_id: '7', email: 'ann@example.com' }

test.each<[kind: string, FakeScript]>([
  ['success', () => ({ kind: 'value', value: ann })],
  ['denied', () => ({ kind: 'none' })],
])('the hash of a first sign-in is computed once, while the script runs: %s', async (expected, script) => {
  const events: string[] = []
  const flow = await openFlow(async (call) => {
    call.on_begun?.()
    while (!events.includes('hash ended')) await new Promise(setImmediate)
    events.push('script ended')
    return script(call)
  })
  const { hash, verifyNothing } = flow.passwords
  flow.passwords.hash = async (...args) => {
    events.push('hash')
    const phc = await hash(...args)
    events.push('hash ended')
    return phc
  }
  flow.passwords.verifyNothing = async (...args) => {
    events.push('dummy hash')
    await verifyNothing(...args)
  }
  const connection = await flow.connection('c', MODES.import)
  const { kind } = await flow.login(connection, 'ann@example.com', 'old-secret')
  expect(kind).toBe(expected)
  expect(events).toEqual(['hash', 'hash ended', 'script ended'])
})

test('legacy mode stores no hash, and starts none early', async () => {
  const flow = await openFlow((call) => {
    if (call.on_begun) throw new Error('legacy mode stores no hash')
    return { kind: 'value', value: ann }
  })
  const legacy = await flow.connection('legacy', MODES.legacy)
  expect((await flow.login(legacy, 'ann@example.com', 'old-secret')).kind).toBe('success')
})
