/** Further sign-in names (`ferry_identifier: alias`), over a real store. */
import { expect, test } from 'vitest'
import type { FakeScript } from '../../support/fake-runtime.ts'
import type { Flow } from '../../support/flow.ts'
import { MODES, openFlow } from '../../support/flow.ts'

const ALIAS = { ...MODES.import, ferry_identifier: 'alias' }
const GET_USER = { get_user: 'function getUser (email, callback) {}' }

interface Row {
  id: string
  email: string
  username?: string
  password: string
  /** Names that the store knows beside the profile's. */
  names?: string[]
}

/** A legacy store that finds people by more names than their profiles show. */
function store(rows: () => readonly Row[]): FakeScript {
  return ({ script, args: [typed, password] }) => {
    const name = String(typed).toLowerCase()
    const row = rows().find(
      ({ email, username, names = [] }) => email === name || username === name || names.includes(name),
    )
    if (!row || (script.action === 'login' && row.password !== password)) return { kind: 'none' }
    const { id, email, username } = row
    return { kind: 'value', value: { user_id: id, email, ...(username && { username }) } }
  }
}

const ANN: Row = {
  id: 'ann',
  email: 'ann@example.com',
  password: 'of ann',
  names: ['4711', 'former@example.com'],
}

/** @param rows people of the legacy store; may be changed by the test */
async function start(rows: Row[] = [ANN], options: object = ALIAS, scripts = GET_USER) {
  const flow = await openFlow(store(() => rows))
  const connection = await flow.connection('legacy', { ...ALIAS, ...options }, scripts)
  const { connection_id } = connection
  return {
    ...flow,
    rows,
    connection_id,
    signIn: (identifier: string, password: string) => flow.login(connection, identifier, password),
    aliases: async (user_id: string) =>
      (await flow.store.listAliases(flow.tenant_id, user_id)).map(({ alias }) => alias),
    actions: () => flow.runtime.calls.map(({ script, args }) => `${script.action} ${args[0]}`),
  }
}

const forget = ({ runtime }: Pick<Flow, 'runtime'>): void => {
  runtime.calls.length = 0
}

test('whoever types a name that the profile does not have is let in, and is found by it at the next login without the script', async () => {
  const flow = await start()
  const first = await flow.signIn(' 4711 ', 'of ann')
  expect(first).toMatchObject({ kind: 'success', migrated: true, user: { user_id: 'auth0|ann' } })
  expect(flow.actions()).toEqual(['login 4711', 'get_user 4711'])
  forget(flow)
  expect(await flow.signIn('4711', 'of ann')).toMatchObject({ kind: 'success', migrated: false })
  expect(await flow.signIn('ann@example.com', 'of ann')).toMatchObject({ kind: 'success', migrated: false })
  expect(flow.actions()).toEqual([])
  expect(await flow.aliases('auth0|ann')).toEqual(['4711'])
})

test('without the option the login is refused, and the tenant is told option and cure', async () => {
  const flow = await start([ANN], { ferry_identifier: 'profile' })
  const result = await flow.signIn('4711', 'of ann')
  expect(result).toMatchObject({
    kind: 'denied',
    reason: {
      code: 'profile_mismatch',
      description: expect.stringMatching(/“4711”.*“ann@example.com”.*ferry_identifier to alias.*get_user/),
    },
  })
  expect(flow.actions()).toEqual(['login 4711'])
  expect((await flow.store.countUsers(flow.tenant_id, flow.connection_id)).users).toBe(0)
})

test.each([
  ['finds nobody by it', (): FakeScript => () => ({ kind: 'none' }), /get_user found nobody/],
  [
    'names another user_id by it',
    (): FakeScript => () => ({ kind: 'value', value: { user_id: 'ben', email: 'ben@example.com' } }),
    /another user_id/,
  ],
  [
    'fails',
    (): FakeScript => () => ({ kind: 'failure', code: 'script_error', message: 'no such column' }),
    /get_user failed/,
  ],
])('the name is not taken when get_user %s', async (_what, script, description) => {
  const rows = store(() => [ANN])
  const flow = await openFlow((call) => (call.script.action === 'get_user' ? script()(call) : rows(call)))
  const connection = await flow.connection('legacy', ALIAS, GET_USER)
  expect(await flow.login(connection, '4711', 'of ann')).toMatchObject({
    kind: 'denied',
    reason: { code: 'profile_mismatch', description: expect.stringMatching(description) },
  })
  expect((await flow.store.countUsers(flow.tenant_id, connection.connection_id)).users).toBe(0)
})

test('the name is not taken when there is no get_user to confirm it, and the tenant is told so', async () => {
  const flow = await start([ANN], ALIAS, {} as typeof GET_USER)
  expect(await flow.signIn('4711', 'of ann')).toMatchObject({
    kind: 'denied',
    reason: { code: 'profile_mismatch', description: expect.stringMatching(/there is no get_user script/) },
  })
})

test('a legacy store that cannot be asked for the name is an outage, and nobody is stored', async () => {
  const rows = store(() => [ANN])
  const down = { kind: 'failure', code: 'legacy_unavailable', message: 'refused' } as const
  const flow = await openFlow((call) => (call.script.action === 'get_user' ? down : rows(call)))
  const connection = await flow.connection('legacy', ALIAS, GET_USER)
  expect(await flow.login(connection, '4711', 'of ann')).toMatchObject({ kind: 'unavailable' })
  expect((await flow.store.countUsers(flow.tenant_id, connection.connection_id)).users).toBe(0)
})

test('a user who is in Ferry gets a further name with the password of Ferry, and not with that of the legacy store', async () => {
  const flow = await start()
  await flow.signIn('ann@example.com', 'of ann')
  const password_hash = await flow.passwords.hash(flow.tenant_id, 'changed in Ferry')
  const password = { password_hash, history_size: 1 }
  await flow.store.updateUser(flow.tenant_id, 'auth0|ann', { password })
  expect(await flow.signIn('4711', 'of ann')).toMatchObject({
    kind: 'denied',
    reason: { code: 'wrong_password', user_id: 'auth0|ann' },
  })
  expect(await flow.aliases('auth0|ann')).toEqual([])
  flow.rows[0] = { ...ANN, password: 'changed in Ferry' }
  expect(await flow.signIn('4711', 'changed in Ferry')).toMatchObject({ kind: 'success', migrated: false })
  expect(await flow.aliases('auth0|ann')).toEqual(['4711'])
})

test('a blocked user is not let in by a further name', async () => {
  const flow = await start()
  await flow.signIn('ann@example.com', 'of ann')
  await flow.store.updateUser(flow.tenant_id, 'auth0|ann', { blocked: true })
  expect(await flow.signIn('4711', 'of ann')).toMatchObject({ kind: 'blocked' })
  expect(await flow.aliases('auth0|ann')).toEqual([])
})

test('the sixth further name lets in, asks the script each time, and is not kept', async () => {
  const names = ['1', '2', '3', '4', '5', '6']
  const flow = await start([{ ...ANN, names }])
  for (const name of names) expect((await flow.signIn(name, 'of ann')).kind).toBe('success')
  expect(await flow.aliases('auth0|ann')).toEqual(['1', '2', '3', '4', '5'])
  forget(flow)
  expect((await flow.signIn('6', 'of ann')).kind).toBe('success')
  expect(flow.actions()).toEqual(['login 6', 'get_user 6'])
})

test('a wrong password behind a further name: the script is asked, and its yes for the same user does not count', async () => {
  const flow = await start()
  await flow.signIn('4711', 'of ann')
  flow.rows[0] = { ...ANN, password: 'changed in the legacy store' }
  forget(flow)
  expect(await flow.signIn('4711', 'changed in the legacy store')).toMatchObject({
    kind: 'denied',
    reason: { code: 'wrong_password', user_id: 'auth0|ann' },
  })
  expect(flow.actions()).toEqual(['login 4711'])
})

test('a wrong password behind a further name: another user whose own email it is is stored, and the name goes', async () => {
  const flow = await start()
  await flow.signIn('former@example.com', 'of ann')
  const heir = { id: 'ben', email: 'former@example.com', password: 'of ben' }
  flow.rows.unshift(heir)
  expect(await flow.signIn('former@example.com', 'of ben')).toMatchObject({
    kind: 'success',
    migrated: true,
    user: { user_id: 'auth0|ben' },
  })
  expect(await flow.aliases('auth0|ann')).toEqual([])
  forget(flow)
  expect(await flow.signIn('former@example.com', 'of ben')).toMatchObject({ user: { user_id: 'auth0|ben' } })
  expect(await flow.signIn('former@example.com', 'of ann')).toMatchObject({ kind: 'denied' })
  expect(flow.actions()).toEqual([])
})

test('a wrong password behind a further name: another user who has it as a further name only is refused', async () => {
  const flow = await start()
  await flow.signIn('4711', 'of ann')
  flow.rows.unshift({ id: 'ben', email: 'ben@example.com', password: 'of ben', names: ['4711'] })
  expect(await flow.signIn('4711', 'of ben')).toMatchObject({
    kind: 'denied',
    reason: { user_id: 'auth0|ann' },
  })
  expect((await flow.store.findUser(flow.tenant_id, 'auth0|ben'))?.user_id).toBeUndefined()
})

test.each([
  ['fails', { kind: 'failure', code: 'script_error', message: 'no such column' }],
  ['is down', { kind: 'failure', code: 'legacy_unavailable', message: 'refused' }],
  ['says no', { kind: 'none' }],
] as const)(
  'a wrong password behind a further name counts as one when the script %s',
  async (_what, outcome) => {
    const rows = store(() => [ANN])
    let now: FakeScript = rows
    const flow = await openFlow((call) => now(call))
    const connection = await flow.connection('legacy', ALIAS, GET_USER)
    await flow.login(connection, '4711', 'of ann')
    now = () => outcome
    expect(await flow.login(connection, '4711', 'guess')).toMatchObject({
      kind: 'denied',
      reason: { code: 'wrong_password', user_id: 'auth0|ann' },
    })
  },
)

test('another user whose own name it is, and who is in Ferry by another name, is a conflict and no endless question', async () => {
  const flow = await start()
  await flow.signIn('former@example.com', 'of ann')
  const ben = { id: 'ben', email: 'ben@example.com', password: 'of ben' }
  flow.rows.unshift(ben)
  await flow.signIn('ben@example.com', 'of ben')
  flow.rows[0] = { ...ben, email: 'former@example.com' }
  expect(await flow.signIn('former@example.com', 'of ben')).toMatchObject({ code: 'profile_conflict' })
})

test('a name that became somebody’s email in Ferry is theirs alone', async () => {
  const flow = await start()
  await flow.signIn('former@example.com', 'of ann')
  const password_hash = await flow.passwords.hash(flow.tenant_id, 'of cat')
  await flow.store.createUser(flow.tenant_id, {
    connection_id: flow.connection_id,
    external_id: 'cat',
    user_id: 'auth0|cat',
    email: 'former@example.com',
    email_key: 'former@example.com',
    email_verified: true,
    password_hash,
    profile: {},
    user_metadata: {},
    app_metadata: {},
    logged_in: false,
  })
  expect(await flow.signIn('former@example.com', 'of cat')).toMatchObject({ user: { user_id: 'auth0|cat' } })
  expect(await flow.signIn('former@example.com', 'of ann')).toMatchObject({ kind: 'denied' })
})

test('two first logins by the same name at the same time make one user with one name', async () => {
  const flow = await start()
  const results = await Promise.all([
    flow.signIn('4711', 'of ann'),
    flow.signIn('4711', 'of ann'),
    flow.signIn('ann@example.com', 'of ann'),
    flow.signIn('4711', 'wrong'),
  ])
  expect(results.map(({ kind }) => kind)).toEqual(['success', 'success', 'success', 'denied'])
  expect(await flow.aliases('auth0|ann')).toEqual(['4711'])
  expect((await flow.store.countUsers(flow.tenant_id, flow.connection_id)).users).toBe(1)
})

test('a deleted user goes with the further names, and comes back by them unless tombstones are kept', async () => {
  const flow = await start()
  await flow.signIn('4711', 'of ann')
  await flow.store.deleteUser(flow.tenant_id, 'auth0|ann', { tombstone: false })
  expect(await flow.signIn('4711', 'of ann')).toMatchObject({ kind: 'success', migrated: true })
  await flow.store.deleteUser(flow.tenant_id, 'auth0|ann', { tombstone: 'lasting' })
  expect(await flow.signIn('4711', 'of ann')).toMatchObject({ kind: 'denied', reason: { code: 'deleted' } })
})

test('further names count after the migration is finished, and not while the option is off or the legacy store decides', async () => {
  const flow = await start()
  await flow.signIn('4711', 'of ann')
  const connection = await flow.store.findConnection(flow.tenant_id, flow.connection_id)
  if (!connection) throw new Error('no connection')
  const by = (options: object) =>
    flow.login({ ...connection, options: { ...ALIAS, ...options } }, '4711', 'of ann')
  forget(flow)
  expect(await by(MODES.local)).toMatchObject({ kind: 'success', user: { user_id: 'auth0|ann' } })
  expect(await by({ ...MODES.local, ferry_identifier: 'profile' })).toMatchObject({ kind: 'denied' })
  expect(flow.actions()).toEqual([])
  expect(await by({ ferry_identifier: 'profile' })).toMatchObject({ reason: { code: 'profile_mismatch' } })
  expect(await by(MODES.legacy)).toMatchObject({ kind: 'success' })
  expect(flow.actions()).toEqual(['login 4711', 'login 4711'])
})
