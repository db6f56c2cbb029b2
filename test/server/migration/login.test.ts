import { expect, test } from 'vitest'
import type { ScriptOutcome } from '../../../runtime/index.ts'
import { createPasswords } from '../../../server/password/hash.ts'
import { createHashGate } from '../../../server/password/hash-gate.ts'
import type { NewUser, Store } from '../../../server/store/contract.ts'
import { StoreUnavailable } from '../../../server/store/contract.ts'
import { legacyStore } from '../../support/fake-runtime.ts'
import type { Flow } from '../../support/flow.ts'
import { CHEAP_HASHES, MODES, openFlow } from '../../support/flow.ts'

const ann = { id: 7, email: 'ann@example.com', password: 'old-secret' }
const annsProfile: ScriptOutcome = { kind: 'value', value: { user_id: 7, email: 'ann@example.com' } }
const fault: ScriptOutcome = { kind: 'failure', code: 'script_error', message: 'boom' }

function storedAnn(connection_id: string, password_hash: string | undefined): NewUser {
  return {
    connection_id,
    external_id: '7',
    user_id: 'auth0|7',
    email: 'ann@example.com',
    email_key: 'ann@example.com',
    email_verified: true,
    password_hash,
    profile: { name: 'Ann' },
    user_metadata: {},
    app_metadata: {},
    logged_in: false,
  }
}

type Mode = keyof typeof MODES
type State = 'absent' | 'stored'
/** Mode, what the store knows, what the script says → how the right and how the wrong password end, and runs of both. */
const table: [
  mode: Mode,
  state: State,
  says: 'yes' | 'no' | 'fault',
  right: string,
  wrong: string,
  runs: number,
][] = [
  ['local', 'absent', 'yes', 'denied', 'denied', 0],
  ['local', 'stored', 'no', 'success', 'denied', 0],
  ['local_with_import', 'absent', 'yes', 'denied', 'denied', 0],
  ['local_with_import', 'stored', 'no', 'success', 'denied', 0],
  ['import', 'absent', 'no', 'denied', 'denied', 2],
  ['import', 'absent', 'fault', 'failed', 'failed', 2],
  ['import', 'absent', 'yes', 'success', 'denied', 1],
  ['import', 'stored', 'yes', 'success', 'denied', 0],
  ['import', 'stored', 'no', 'success', 'denied', 0],
  ['import', 'stored', 'fault', 'success', 'denied', 0],
  ['legacy', 'absent', 'no', 'denied', 'denied', 2],
  ['legacy', 'absent', 'fault', 'failed', 'failed', 2],
  ['legacy', 'absent', 'yes', 'success', 'denied', 2],
  ['legacy', 'stored', 'yes', 'success', 'denied', 2],
  ['legacy', 'stored', 'no', 'denied', 'denied', 2],
  ['legacy', 'stored', 'fault', 'failed', 'failed', 2],
]

test.each(table)(
  'mode %s, user %s, script says %s: the right password ends as %s, then a wrong one as %s, with %i runs',
  async (mode, state, says, right, wrong, runs) => {
    const flow = await openFlow(({ args: [, password] }) => {
      if (says === 'fault') return fault
      return says === 'yes' && password === 'old-secret' ? annsProfile : { kind: 'none' }
    })
    const connection = await flow.connection('c', MODES[mode])
    if (state === 'stored') {
      const hash = mode === 'legacy' ? undefined : await flow.passwords.hash(flow.tenant_id, 'old-secret')
      await flow.store.createUser(flow.tenant_id, storedAnn(connection.connection_id, hash))
    }
    expect((await flow.login(connection, 'ann@example.com', 'old-secret')).kind).toBe(right)
    expect((await flow.login(connection, 'ann@example.com', 'wrong')).kind).toBe(wrong)
    expect(flow.runtime.calls.length).toBe(runs)
    const { total } = await users(flow)
    expect(total).toBe(state === 'stored' || right === 'success' ? 1 : 0)
  },
)

const users = ({ store, tenant_id }: Flow) =>
  store.listUsers(tenant_id, {}, { kind: 'offset', offset: 0, limit: 10 })

test('M1: after a migration the script is never asked again, whatever the password', async () => {
  const flow = await openFlow(legacyStore([ann]))
  const connection = await flow.connection('c', MODES.import)
  await flow.login(connection, 'ann@example.com', 'old-secret')
  for (const password of ['old-secret', 'wrong', 'OLD-SECRET', ' old-secret']) {
    await flow.login(connection, 'ann@example.com', password)
  }
  expect(flow.runtime.calls.length).toBe(1)
})

test('the script gets the identifier as typed and trimmed, and the password exactly as typed', async () => {
  const flow = await openFlow(() => ({ kind: 'none' }))
  const connection = await flow.connection('c', { ...MODES.import, enable_script_context: true })
  await flow.login(connection, '  Ann@Example.com ', ' pass word ')
  expect(flow.runtime.calls[0]?.args).toEqual(['Ann@Example.com', ' pass word ', {}])
  expect(flow.runtime.calls[0]?.secrets).toEqual([' pass word '])
})

test.each([
  ['TLSv1', 'TLSv1'],
  ['TLSv1.2', undefined],
  [undefined, undefined],
])('the script may use the TLS that the connection allows: with %s, from %s on', async (allowed, told) => {
  const flow = await openFlow(() => ({ kind: 'none' }))
  const connection = await flow.connection('c', {
    ...MODES.import,
    ...(allowed && { ferry_tls_min_version: allowed }),
  })
  await flow.login(connection, 'ann@example.com', 'x')
  expect(flow.runtime.calls[0]?.tls_min_version).toBe(told)
})

test('a user is stored in lower case under auth0| and the id of the script, and found in any case', async () => {
  const flow = await openFlow(() => ({ kind: 'value', value: { id: 'auth0|X', email: 'Ann@EXAMPLE.com' } }))
  const connection = await flow.connection('c', MODES.import)
  const result = await flow.login(connection, 'ANN@example.com', 'old-secret')
  expect(result).toMatchObject({
    kind: 'success',
    migrated: true,
    user: { user_id: 'auth0|auth0|X', email: 'ann@example.com', migrated_by: 'login', logins_count: 1 },
  })
  expect(await flow.login(connection, 'aNN@example.COM', 'old-secret')).toMatchObject({
    kind: 'success',
    migrated: false,
    user: { logins_count: 2 },
  })
  expect(flow.runtime.calls.length).toBe(1)
})

test('a migration event is written with the user, and a failed one with its code', async () => {
  const flow = await openFlow(({ args: [who] }) => (who === 'ann@example.com' ? annsProfile : fault))
  const connection = await flow.connection('c', MODES.import)
  await flow.login(connection, 'ann@example.com', 'old-secret')
  await flow.login(connection, 'bob@example.com', 'x')
  // Failures are written beside the answer: the ping comes after them.
  await flow.store.ping()
  const events = await flow.store.listMigrationEvents(flow.tenant_id, connection.connection_id, 10)
  expect(events.map(({ kind, detail, user_id }) => ({ kind, detail, user_id }))).toEqual(
    expect.arrayContaining([
      { kind: 'migrated', detail: 'login', user_id: 'auth0|7' },
      { kind: 'failed', detail: 'script_error', user_id: undefined },
    ]),
  )
})

test('M6: simultaneous logins with the same password share one run and one row', async () => {
  const gate = Promise.withResolvers<void>()
  const flow = await openFlow(async () => {
    await gate.promise
    return annsProfile
  })
  const connection = await flow.connection('c', MODES.import)
  const logins = Array.from({ length: 50 }, () => flow.login(connection, 'ann@example.com', 'old-secret'))
  gate.resolve()
  const results = await Promise.all(logins)
  expect(results.every((result) => result.kind === 'success')).toBe(true)
  expect(flow.runtime.calls.length).toBe(1)
  await flow.flow.settled()
  const { items } = await users(flow)
  expect(items).toMatchObject([{ user_id: 'auth0|7', logins_count: 50 }])
})

test('M6: different passwords never share a run, and at most three of one identifier run at once', async () => {
  let running = 0
  let most = 0
  const flow = await openFlow(async ({ args: [, password] }) => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
    return password === 'old-secret' ? annsProfile : { kind: 'none' }
  })
  const connection = await flow.connection('c', MODES.import)
  const passwords = ['a', 'b', 'c', 'd', 'old-secret', 'e', 'f']
  const results = await Promise.all(passwords.map((p) => flow.login(connection, 'ann@example.com', p)))
  expect(results.map(({ kind }) => kind)).toEqual([
    'denied',
    'denied',
    'denied',
    'denied',
    'success',
    'denied',
    'denied',
  ])
  expect(most).toBeLessThanOrEqual(3)
})

test('M7: the loser of the race to insert is verified against the winner’s hash', async () => {
  const flow: Flow = await openFlow(async ({ args: [, password] }) => {
    if (password === 'old-secret') {
      // Another server stores the user while this script runs.
      const hash = await flow.passwords.hash(flow.tenant_id, 'old-secret')
      await flow.store.createUser(flow.tenant_id, storedAnn(connection.connection_id, hash))
    }
    return annsProfile
  })
  const connection = await flow.connection('c', MODES.import)
  expect(await flow.login(connection, 'ann@example.com', 'old-secret')).toMatchObject({
    kind: 'success',
    migrated: false,
    user: { user_id: 'auth0|7' },
  })
  const other: Flow = await openFlow(async () => {
    await other.store.createUser(
      other.tenant_id,
      storedAnn(second.connection_id, await other.passwords.hash(other.tenant_id, 'the winner’s')),
    )
    return annsProfile
  })
  const second = await other.connection('c', MODES.import)
  expect((await other.login(second, 'ann@example.com', 'the loser’s')).kind).toBe('denied')
})

test('M3: a profile of another user is refused, and no user is changed', async () => {
  const flow = await openFlow(() => ({ kind: 'value', value: { user_id: 8, email: 'ann@example.com' } }))
  const connection = await flow.connection('c', MODES.import)
  const hash = await flow.passwords.hash(flow.tenant_id, 'anns own')
  await flow.store.createUser(flow.tenant_id, storedAnn(connection.connection_id, hash))
  const before = await flow.store.findLogin(flow.tenant_id, connection.connection_id, 'ann@example.com')
  expect(await flow.login(connection, 'mallory@example.com', 'x')).toMatchObject({
    kind: 'denied',
    reason: { code: 'profile_mismatch' },
  })
  expect(await flow.store.findLogin(flow.tenant_id, connection.connection_id, 'ann@example.com')).toEqual(
    before,
  )
})

test('M4: two people with one id of the script: the second is refused, nothing is merged', async () => {
  const flow = await openFlow(({ args: [who] }) => ({
    kind: 'value',
    value: { user_id: 1, email: who ?? '' },
  }))
  const connection = await flow.connection('c', MODES.import)
  await flow.login(connection, 'ann@example.com', 'a')
  expect(await flow.login(connection, 'bob@example.com', 'b')).toMatchObject({
    kind: 'failed',
    code: 'profile_conflict',
  })
  expect((await users(flow)).items).toMatchObject([{ email: 'ann@example.com' }])
})

test('the Kelvin sign is not the letter k', async () => {
  const flow = await openFlow(legacyStore([{ id: 1, email: 'kim@example.com', password: 'old-secret' }]))
  const connection = await flow.connection('c', MODES.import)
  await flow.login(connection, 'kim@example.com', 'old-secret')
  expect((await flow.login(connection, '\u212Aim@example.com', 'old-secret')).kind).not.toBe('success')
})

const broken =
  (methods: readonly (keyof Store)[]) =>
  (store: Store): Store => ({
    ...store,
    ...Object.fromEntries(
      methods.map((method) => [method, () => Promise.reject(new StoreUnavailable('the disk is full'))]),
    ),
  })

test('M9: when the store cannot save the user, the answer is "try again", not "wrong password"', async () => {
  const flow = await openFlow(legacyStore([ann]), { wrap: broken(['createUser']) })
  const connection = await flow.connection('c', MODES.import)
  await expect(flow.login(connection, 'ann@example.com', 'old-secret')).rejects.toThrow(StoreUnavailable)
  expect((await users(flow)).total).toBe(0)
})

test('a store that cannot count logins or record runs prevents no sign-in', async () => {
  const flow = await openFlow(legacyStore([ann]), { wrap: broken(['recordLogin', 'recordRun']) })
  const connection = await flow.connection('c', MODES.import)
  expect((await flow.login(connection, 'ann@example.com', 'old-secret')).kind).toBe('success')
  expect((await flow.login(connection, 'ann@example.com', 'old-secret')).kind).toBe('success')
  await flow.flow.settled()
  expect(flow.events).toEqual(expect.arrayContaining(['run_not_recorded', 'login_not_counted']))
})

test('M10: twenty script errors create no user and do not count as attempts: the right password works afterwards', async () => {
  let healthy = false
  const flow = await openFlow(() => (healthy ? annsProfile : fault))
  const connection = await flow.connection('c', MODES.import)
  for (let i = 0; i < 20; i++) {
    expect((await flow.login(connection, 'ann@example.com', 'old-secret')).kind).toBe('failed')
  }
  expect((await users(flow)).total).toBe(0)
  healthy = true
  expect((await flow.login(connection, 'ann@example.com', 'old-secret')).kind).toBe('success')
})

test('no user is stored for a connection that is deleted while the script runs', async () => {
  const flow: Flow = await openFlow(async () => {
    await flow.store.deleteConnection(flow.tenant_id, connection.connection_id)
    return annsProfile
  })
  const connection = await flow.connection('c', MODES.import)
  expect((await flow.login(connection, 'ann@example.com', 'old-secret')).kind).toBe('denied')
  expect((await users(flow)).total).toBe(0)
})

test('a hash with lower parameters is replaced at the next right login, and only then', async () => {
  const flow = await openFlow(() => ({ kind: 'none' }))
  const connection = await flow.connection('c', MODES.import)
  const weak = await createPasswords(createHashGate(1, 1), {
    ...CHEAP_HASHES,
    memoryCost: 32,
  }).hash('anybody', 'old-secret')
  await flow.store.createUser(flow.tenant_id, storedAnn(connection.connection_id, weak))
  const hashNow = async () =>
    (await flow.store.findLogin(flow.tenant_id, connection.connection_id, 'ann@example.com'))?.password_hash
  await flow.login(connection, 'ann@example.com', 'wrong')
  expect(await hashNow()).toBe(weak)
  await flow.login(connection, 'ann@example.com', 'old-secret')
  expect(await hashNow()).toMatch(/^\$argon2id\$v=19\$m=64,/)
  expect((await flow.login(connection, 'ann@example.com', 'old-secret')).kind).toBe('success')
})

test('legacy mode keeps a cache without a hash and refreshes it at each login', async () => {
  let name = 'Ann'
  const flow = await openFlow(() => ({
    kind: 'value',
    value: { user_id: 7, email: 'Ann@example.com', name },
  }))
  const connection = await flow.connection('c', MODES.legacy)
  await flow.login(connection, 'Ann@example.com', 'x')
  name = 'Ann B.'
  await flow.login(connection, 'Ann@example.com', 'x')
  const login = await flow.store.findLogin(flow.tenant_id, connection.connection_id, 'ann@example.com')
  expect(login).toMatchObject({
    password_hash: undefined,
    user: { email: 'Ann@example.com', profile: { name: 'Ann B.' }, logins_count: 2, migrated_at: undefined },
  })
  const kept = await flow.connection('d', { ...MODES.legacy, set_user_root_attributes: 'on_first_login' })
  name = 'first'
  const again = { identifier: 'ann@example.com', password: 'x' }
  const other: Flow = flow
  // The id is unique in the tenant: the same person at another connection is a clash, not a merge (M4).
  expect(await other.login(kept, again.identifier, again.password)).toMatchObject({
    code: 'profile_conflict',
  })
})

test('set_user_root_attributes: on_first_login keeps the name that the first login brought', async () => {
  let name = 'Ann'
  const flow = await openFlow(() => ({
    kind: 'value',
    value: { user_id: 7, email: 'ann@example.com', name, team: name },
  }))
  const connection = await flow.connection('c', {
    ...MODES.legacy,
    set_user_root_attributes: 'on_first_login',
  })
  await flow.login(connection, 'ann@example.com', 'x')
  name = 'changed'
  expect(await flow.login(connection, 'ann@example.com', 'x')).toMatchObject({
    user: { profile: { name: 'Ann', team: 'changed' } },
  })
})

test('after a switch from legacy mode to import, a cached profile becomes a migrated user at the next login', async () => {
  const flow = await openFlow(legacyStore([{ ...ann, more: { team: 'new' } }]))
  const legacy = await flow.connection('c', MODES.legacy)
  await flow.login(legacy, 'ann@example.com', 'old-secret')
  const updated = await flow.store.updateConnection(
    flow.tenant_id,
    legacy.connection_id,
    { options: MODES.import },
    'test',
  )
  if (updated.kind !== 'updated') throw new Error(updated.kind)
  const { connection } = updated
  expect((await flow.login(connection, 'ann@example.com', 'wrong')).kind).toBe('denied')
  expect(await flow.login(connection, 'ann@example.com', 'old-secret')).toMatchObject({
    kind: 'success',
    migrated: true,
    user: { user_id: 'auth0|7', migrated_by: 'login', logins_count: 2, profile: { team: 'new' } },
  })
  const runs = flow.runtime.calls.length
  expect((await flow.login(connection, 'ann@example.com', 'old-secret')).kind).toBe('success')
  expect((await flow.login(connection, 'ann@example.com', 'wrong')).kind).toBe('denied')
  expect(flow.runtime.calls.length).toBe(runs)
  expect(await flow.store.countUsers(flow.tenant_id, connection.connection_id)).toEqual({
    users: 1,
    migrated: 1,
  })
  await flow.store.ping()
  const [event] = await flow.store.listMigrationEvents(flow.tenant_id, connection.connection_id, 1)
  expect(event).toMatchObject({ kind: 'migrated', user_id: 'auth0|7', detail: 'login' })
})

const withEveryoneBlocked = (store: Store): Store => ({
  ...store,
  async findLogin(...where) {
    const login = await store.findLogin(...where)
    return login && { ...login, user: { ...login.user, blocked: true } }
  },
})

test('M2, A1: only the right password reveals that a user is blocked, and no script runs', async () => {
  const flow = await openFlow(() => annsProfile, { wrap: withEveryoneBlocked })
  for (const mode of ['local', 'import'] as const) {
    const connection = await flow.connection(mode, MODES[mode])
    const user = {
      ...storedAnn(connection.connection_id, await flow.passwords.hash(flow.tenant_id, 'old-secret')),
      user_id: mode,
    }
    await flow.store.createUser(flow.tenant_id, user)
    expect(await flow.login(connection, 'ann@example.com', 'old-secret')).toEqual({ kind: 'blocked' })
    expect(await flow.login(connection, 'ann@example.com', 'wrong')).toMatchObject({ kind: 'denied' })
  }
  // Here only the script knows the password, and it is not asked.
  const legacy = await flow.connection('legacy', MODES.legacy)
  await flow.store.createUser(flow.tenant_id, {
    ...storedAnn(legacy.connection_id, undefined),
    user_id: 'legacy',
  })
  expect(await flow.login(legacy, 'ann@example.com', 'old-secret')).toMatchObject({ kind: 'denied' })
  expect(flow.runtime.calls).toEqual([])
})

test('a non-persistent attribute is in the user of the login that brought it, and nowhere in the store', async () => {
  for (const [mode, runs] of [
    ['import', 1],
    ['legacy', 1],
  ] as const) {
    // It answers when both have asked, whatever time the store takes.
    const flow = await openFlow(async () => {
      await new Promise((resolve) => setTimeout(resolve, 200))
      return { kind: 'value', value: { user_id: 7, email: 'ann@example.com', gender: 'x', team: 'blue' } }
    })
    const connection = await flow.connection('c', { ...MODES[mode], non_persistent_attrs: ['gender'] })
    // Two at once share one run, and both get it.
    const results = await Promise.all([
      flow.login(connection, 'ann@example.com', 'old-secret'),
      flow.login(connection, 'ann@example.com', 'old-secret'),
    ])
    expect(flow.runtime.calls.length).toBe(runs)
    for (const result of results) {
      expect(result).toMatchObject({ kind: 'success', user: { profile: { gender: 'x', team: 'blue' } } })
    }
    const stored = await flow.store.findUser(flow.tenant_id, 'auth0|7')
    expect(stored?.profile).toMatchObject({ team: 'blue' })
    expect(stored?.profile).not.toHaveProperty('gender')
  }
})

test('a login does not repeat a look-up that the caller has just made', async () => {
  let looked = 0
  const flow = await openFlow(legacyStore([ann]), {
    wrap: (store) => ({
      ...store,
      findLogin: (...args) => {
        looked += 1
        return store.findLogin(...args)
      },
    }),
  })
  const connection = await flow.connection('c', MODES.import)
  await flow.login(connection, 'ann@example.com', 'old-secret')
  const stored = await flow.store.findLogin(flow.tenant_id, connection.connection_id, 'ann@example.com')
  looked = 0
  const { tenant_id } = flow
  const attempt = {
    tenant_id,
    connection,
    identifier: 'Ann@example.com',
    password: 'old-secret',
    ip: undefined,
  }
  const result = await flow.flow.login({ ...attempt, started_at: performance.now(), found: { stored } })
  expect([result.kind, looked]).toEqual(['success', 0])
})
