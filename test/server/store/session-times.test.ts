/** Sessions of people and codes as time passes. */
import { expect, onTestFinished, test } from 'vitest'
import { createSecrets } from '../../../server/secrets/index.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'
import { sampleCode, signInRoom } from './contract/sign-ins.ts'

const BEGAN = 1_000_000

/** A store whose clock the test moves, with a person who can sign in. */
async function clocked() {
  const clock = { now: BEGAN }
  const secrets = createSecrets({ master: 'a master key of a test, long enough' })
  const store = await createSqliteStore({ data_dir: temporaryFolder(), secrets, now: () => clock.now })
  onTestFinished(() => store.close())
  return { clock, store, ...(await signInRoom(store)) }
}

test('a session is there until the millisecond of its idle end', async () => {
  const { clock, store, tenant_id, signIn } = await clocked()
  await signIn('one', { idle_ms: 5_000 })
  clock.now = BEGAN + 4_999
  expect(await store.findPersonSession(tenant_id, 'one')).toBeDefined()
  clock.now = BEGAN + 5_000
  expect(await store.findPersonSession(tenant_id, 'one')).toBeUndefined()
})

test('each use moves the idle end, at most once a minute, and never past the absolute end', async () => {
  const { clock, signIn, use } = await clocked()
  await signIn('one', { life_ms: 100_000, idle_ms: 80_000 })
  const endsAt = async (at: number) => {
    clock.now = BEGAN + at
    const used = await use('one', { idle_ms: 80_000 })
    return used.kind === 'used' && [used.session.last_used_at - BEGAN, used.session.idle_expires_at - BEGAN]
  }
  expect(await endsAt(59_999)).toEqual([0, 80_000])
  expect(await endsAt(60_000)).toEqual([60_000, 100_000])
  expect(await endsAt(99_999)).toEqual([60_000, 100_000])
  expect(await endsAt(100_000)).toBe(false)
})

test('an application that is new to a session is kept at once', async () => {
  const { clock, store, tenant_id, signIn, use } = await clocked()
  await signIn('one')
  clock.now += 1
  await use('one', { client_id: 'other' })
  expect(await store.findPersonSessionById(tenant_id, 'ses_one')).toMatchObject({
    client_ids: ['app', 'other'],
  })
})

test('a new sign-in of the same person begins both ends anew', async () => {
  const { clock, signIn } = await clocked()
  await signIn('one', { life_ms: 100_000, idle_ms: 80_000 })
  clock.now += 50_000
  expect(await signIn('two', { previous_sha256: 'one', life_ms: 100_000, idle_ms: 80_000 })).toMatchObject({
    session: {
      session_id: 'ses_one',
      created_at: BEGAN,
      authenticated_at: BEGAN + 50_000,
      idle_expires_at: BEGAN + 130_000,
      expires_at: BEGAN + 150_000,
    },
  })
})

test('a code is good until the millisecond of its end', async () => {
  const { clock, signIn, redeem } = await clocked()
  await signIn('one', { code: sampleCode('a') })
  await signIn('two', { code: sampleCode('b') })
  clock.now += 59_999
  expect(await redeem('a')).toMatchObject({ kind: 'redeemed' })
  clock.now += 1
  expect(await redeem('b')).toEqual({ kind: 'invalid' })
})

test('a second use of a code is recognised for an hour', async () => {
  const { clock, store, tenant_id, signIn, redeem } = await clocked()
  await signIn('one', { code: sampleCode('a', { offline: true }) })
  await redeem('a')
  clock.now += 3_599_000
  await signIn('two', { code: sampleCode('b') })
  expect(await redeem('a')).toMatchObject({ kind: 'reused' })
  expect(await store.findRefreshTokenFamily(tenant_id, 'family')).toMatchObject({ revoked_at: clock.now })
  clock.now += 1_000
  await signIn('three', { code: sampleCode('c') })
  expect(await redeem('a')).toEqual({ kind: 'invalid' })
})

test('sessions past their end are deleted when somebody signs in', async () => {
  const { clock, store, tenant_id, signIn } = await clocked()
  await signIn('one', { life_ms: 10 })
  clock.now += 10
  await signIn('two')
  // Back in time, the session would be there again if it had only been hidden.
  clock.now = BEGAN
  expect(await store.findPersonSessionById(tenant_id, 'ses_one')).toBeUndefined()
})
