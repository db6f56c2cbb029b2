import { expect, test } from 'vitest'
import type { Json, ScriptCall, ScriptOutcome } from '../../../runtime/index.ts'
import type { SignUp } from '../../../server/migration/sign-up/person.ts'
import { createSignUpFlow } from '../../../server/migration/sign-up/sign-up.ts'
import type { Connection, NewUser } from '../../../server/store/contract.ts'
import { StoreUnavailable } from '../../../server/store/contract.ts'
import type { FakeScript } from '../../support/fake-runtime.ts'
import { MODES, openFlow } from '../../support/flow.ts'

const PASSWORD = 'Correct-Horse-9'
const source = 'function script () {}'
const SCRIPTS = { login: source, get_user: source, create: source }

/** A legacy store that a test can look into: `create` adds, `login` and `get_user` read. */
function legacy(rows: { [key: string]: Json }[] = []) {
  const find = (name: unknown) =>
    rows.find((row) => row.email === String(name).toLowerCase() || row.username === name)
  const shown = (row: { [key: string]: Json }): ScriptOutcome => {
    const { password: _, ...profile } = row
    return { kind: 'value', value: profile }
  }
  const script: FakeScript = ({ script: { action }, args: [first, second] }) => {
    if (action === 'create') {
      const { email, password, ...more } = first as { email: string; password: string }
      if (find(email)) {
        return { kind: 'rejection', class: 'ValidationError', code: 'user_exists', message: 'There already.' }
      }
      rows.push({ user_id: `legacy-${rows.length + 1}`, email: email.toLowerCase(), password, ...pick(more) })
      return { kind: 'none' }
    }
    const row = find(first)
    if (!row || (action === 'login' && row.password !== second)) return { kind: 'none' }
    return shown(row)
  }
  return { rows, script }
}

const pick = ({ username }: { username?: string }) => (username === undefined ? {} : { username })

async function open(script: FakeScript, wrap?: Parameters<typeof openFlow>[1]) {
  const flow = await openFlow(script, wrap)
  const { store, tenant_id, runtime } = flow
  const { signUp } = createSignUpFlow(flow.deps)
  let made = 0
  return {
    ...flow,
    async connect(mode: keyof typeof MODES, options: Connection['options'] = {}, scripts: object = SCRIPTS) {
      made += 1
      const { connection_id } = await flow.connection(`c${made}`, { ...MODES[mode], ...options })
      const result = await store.updateConnection(
        tenant_id,
        connection_id,
        { scripts: { ...scripts } },
        'test',
      )
      if (result.kind !== 'updated') throw new Error(result.kind)
      return result.connection
    },
    signUp: (connection: Connection, more: Partial<SignUp> = {}) =>
      signUp({
        tenant: { tenant_id, name: 'default' },
        connection,
        client_id: 'app',
        email: 'ann@example.com',
        password: PASSWORD,
        profile: {},
        user_metadata: {},
        app_metadata: {},
        purpose: 'sign_up',
        ...more,
      }),
    /** Actions that ran, in order. */
    ran: ({ connection_id }: Connection) =>
      runtime.calls
        .filter((call) => call.connection_id === connection_id)
        .map(({ script: { action } }) => action),
    count: async (connection: Connection) =>
      (await store.countUsers(tenant_id, connection.connection_id)).users,
  }
}

function stored(connection_id: string, change: Partial<NewUser> = {}): NewUser {
  return {
    connection_id,
    external_id: 'legacy-1',
    user_id: 'auth0|legacy-1',
    email: 'ann@example.com',
    email_key: 'ann@example.com',
    email_verified: true,
    password_hash: '$argon2id$none',
    profile: {},
    user_metadata: {},
    app_metadata: {},
    logged_in: false,
    ...change,
  }
}

const ann = () => ({ user_id: 'legacy-1', email: 'ann@example.com', password: 'old' })
const fault: ScriptOutcome = { kind: 'failure', code: 'script_error', message: 'boom' }
const down: ScriptOutcome = { kind: 'failure', code: 'legacy_unavailable', message: 'ECONNREFUSED' }

/** Mode, where the person is known already → how sign-up ends, which scripts run, and how many users there are then. */
const table: [keyof typeof MODES, 'nowhere' | 'here' | 'legacy', string, string[], number][] = [
  ['local', 'nowhere', 'created', [], 1],
  ['local', 'legacy', 'created', [], 1],
  ['local', 'here', 'exists', [], 1],
  ['local_with_import', 'nowhere', 'created', [], 1],
  ['local_with_import', 'here', 'exists', [], 1],
  ['import', 'nowhere', 'created', ['get_user'], 1],
  ['import', 'legacy', 'exists', ['get_user'], 0],
  ['import', 'here', 'exists', [], 1],
  ['legacy', 'nowhere', 'created', ['get_user', 'create', 'login'], 1],
  ['legacy', 'legacy', 'exists', ['get_user'], 0],
  ['legacy', 'here', 'exists', ['get_user'], 1],
]

test('every cell of sign-up: mode × where the person is known', async () => {
  let script: FakeScript = () => ({ kind: 'none' })
  const { store, tenant_id, connect, signUp, ran, count } = await open((call) => script(call))
  for (const [mode, known, kind, runs, users] of table) {
    const cell = `${mode}, known ${known}`
    const legacyStore = legacy(known === 'legacy' ? [ann()] : [])
    script = legacyStore.script
    const connection = await connect(mode)
    const { connection_id } = connection
    if (known === 'here') {
      const hash = mode === 'legacy' ? { password_hash: undefined } : {}
      const names = { external_id: connection_id, user_id: `auth0|${connection_id}` }
      await store.createUser(tenant_id, stored(connection_id, { ...names, ...hash }))
    }
    const result = await signUp(connection, { email: ' Ann@Example.com ' })
    expect({ cell, ...result }).toMatchObject({ cell, kind, ...(kind === 'exists' && { by: 'email' }) })
    expect([cell, ran(connection)]).toEqual([cell, runs])
    expect([cell, await count(connection)]).toEqual([cell, users])
    // Only legacy mode writes there.
    const written = mode === 'legacy' && kind === 'created'
    expect([cell, legacyStore.rows.length]).toEqual([cell, known === 'legacy' || written ? 1 : 0])
    if (kind === 'created') await store.deleteConnection(tenant_id, connection_id)
  }
})

test('a user who signed up in local or import mode signs in from the store alone, with an id of 24 hex digits', async () => {
  for (const mode of ['local', 'import'] as const) {
    const { connect, signUp, login, runtime } = await open(legacy().script)
    const connection = await connect(mode)
    const result = await signUp(connection, {
      email: 'Ann@Example.com',
      profile: { name: 'Ann', given_name: 'Ann' },
      user_metadata: { theme: 'dark' },
    })
    expect(result).toMatchObject({
      kind: 'created',
      user: {
        user_id: expect.stringMatching(/^auth0\|[0-9a-f]{24}$/),
        email: 'ann@example.com',
        email_verified: false,
        profile: { name: 'Ann', nickname: 'ann', given_name: 'Ann' },
        user_metadata: { theme: 'dark' },
        logins_count: 0,
        migrated_at: undefined,
      },
    })
    const runs = runtime.calls.length
    expect(await login(connection, 'ANN@example.com', PASSWORD)).toMatchObject({
      kind: 'success',
      migrated: false,
    })
    expect(runtime.calls.length).toBe(runs)
  }
})

test('in legacy mode `create` gets the documented user, and the profile that `login` returns is cached without a hash', async () => {
  const { script } = legacy()
  const { store, tenant_id, connect, signUp, runtime } = await open(script)
  const connection = await connect('legacy')
  const result = await signUp(connection, {
    email: 'Ann@Example.com',
    user_metadata: { theme: 'dark' },
    custom: { plan: 'trial', tenant: 'stolen', password: 'stolen', connection: 'stolen' },
  })
  expect(result).toMatchObject({
    kind: 'created',
    user: { user_id: 'auth0|legacy-1', email: 'ann@example.com', user_metadata: { theme: 'dark' } },
  })
  const create = runtime.calls.find((call) => call.script.action === 'create')
  expect(create?.args).toEqual([
    {
      plan: 'trial',
      client_id: 'app',
      tenant: 'default',
      connection: connection.name,
      email: 'Ann@Example.com',
      password: PASSWORD,
      user_metadata: { theme: 'dark' },
      app_metadata: {},
    },
  ])
  expect(create?.secrets).toEqual([PASSWORD])
  const cached = await store.findLogin(tenant_id, connection.connection_id, 'ann@example.com')
  expect(cached).toMatchObject({ external_id: 'legacy-1', password_hash: undefined })
  const runs = await store.countRuns(tenant_id, connection.connection_id)
  expect(runs).toEqual(
    ['create', 'get_user', 'login'].map((action) => ({ action, purpose: 'sign_up', runs: 1 })),
  )
})

test('with the script context switched on, every script of a sign-up gets it', async () => {
  const { connect, signUp, runtime } = await open(legacy().script)
  await signUp(await connect('legacy', { enable_script_context: true }))
  expect(runtime.calls.map(({ args }) => [args.length, args.at(-1)])).toEqual([
    [2, { identifierType: 'email' }],
    [2, { idempotency_key: expect.stringMatching(/^[0-9a-f]{32}$/) }],
    [3, {}],
  ])
})

const FAILURES: [string, keyof typeof MODES, ScriptCall['script']['action'], ScriptOutcome, object][] = [
  ['get_user fails', 'import', 'get_user', fault, { kind: 'failed', code: 'script_error' }],
  ['get_user cannot reach the legacy store', 'import', 'get_user', down, { kind: 'unavailable' }],
  [
    'get_user returns no profile',
    'import',
    'get_user',
    { kind: 'value', value: true },
    { kind: 'failed', code: 'invalid_profile' },
  ],
  [
    'get_user returns somebody else',
    'import',
    'get_user',
    { kind: 'value', value: { user_id: 9, email: 'ben@example.com' } },
    { kind: 'failed', code: 'profile_mismatch' },
  ],
  ['get_user fails', 'legacy', 'get_user', fault, { kind: 'failed' }],
  ['create fails', 'legacy', 'create', fault, { kind: 'failed', code: 'script_error' }],
  [
    'create refuses with a reason',
    'legacy',
    'create',
    { kind: 'rejection', class: 'ValidationError', code: 'user_exists', message: 'Taken.' },
    { kind: 'validation', code: 'user_exists', message: 'Taken.' },
  ],
  [
    'login says no after create',
    'legacy',
    'login',
    { kind: 'none' },
    { kind: 'failed', code: 'script_error' },
  ],
  ['login fails after create', 'legacy', 'login', down, { kind: 'unavailable' }],
  [
    'login returns somebody else after create',
    'legacy',
    'login',
    { kind: 'value', value: { user_id: 9, email: 'ben@example.com' } },
    { kind: 'failed', code: 'profile_mismatch' },
  ],
]

test('when a script fails, denies, or returns another user, the sign-up fails and no user is stored', async () => {
  let script: FakeScript = () => ({ kind: 'none' })
  const { connect, signUp, count } = await open((call) => script(call))
  for (const [name, mode, action, outcome, expected] of FAILURES) {
    const { script: whole } = legacy()
    script = (call) => (call.script.action === action ? outcome : whole(call))
    const connection = await connect(mode)
    expect({ name, mode, ...(await signUp(connection)) }).toMatchObject({ name, mode, ...expected })
    expect([name, await count(connection)]).toEqual([name, 0])
  }
})

test('without a create script a sign-up in legacy mode is refused by name, and `login` does not run', async () => {
  const { connect, signUp, ran } = await open(legacy().script)
  const connection = await connect('legacy', {}, { login: source, get_user: source })
  expect(await signUp(connection)).toEqual({
    kind: 'missing_script',
    message: 'create script does not exist',
  })
  expect(ran(connection)).toEqual(['get_user'])
})

test('the old address of a migrated user who changed it can be used again in import mode', async () => {
  const { connect, signUp, store, tenant_id, count } = await open(legacy([ann()]).script)
  const connection = await connect('import')
  const { connection_id } = connection
  const renamed = { email: 'anna@example.com', email_key: 'anna@example.com', migrated_by: 'login' as const }
  await store.createUser(tenant_id, stored(connection_id, renamed))
  expect(await signUp(connection)).toMatchObject({ kind: 'created', user: { email: 'ann@example.com' } })
  expect(await count(connection)).toBe(2)
})

test('a cached profile without a hash does not count as migrated: its address is still taken', async () => {
  const { connect, signUp, store, tenant_id } = await open(legacy([ann()]).script)
  const connection = await connect('import')
  const cached = {
    email: 'anna@example.com',
    email_key: 'anna@example.com',
    password_hash: undefined,
  }
  await store.createUser(tenant_id, stored(connection.connection_id, cached))
  expect(await signUp(connection)).toEqual({ kind: 'exists', by: 'email' })
})

test('M2: the address of somebody deleted for good can be used again; without tombstones it is still taken', async () => {
  for (const [ferry_tombstones, kind] of [
    [true, 'created'],
    [false, 'exists'],
  ] as const) {
    const { connect, signUp, store, tenant_id } = await open(legacy([ann()]).script)
    const connection = await connect('import', { ferry_tombstones })
    await store.createUser(tenant_id, stored(connection.connection_id))
    await store.deleteUser(tenant_id, 'auth0|legacy-1', { tombstone: true })
    expect(await signUp(connection)).toMatchObject({ kind })
  }
})

test('usernames are required where the connection says so, checked by its rules, and unique', async () => {
  const { connect, signUp, store, tenant_id } = await open(legacy().script)
  const plain = await connect('local')
  expect(await signUp(plain, { username: 'ann' })).toMatchObject({ kind: 'invalid', field: 'username' })

  const named = await connect('local', { requires_username: true })
  expect(await signUp(named)).toMatchObject({ kind: 'invalid', field: 'username' })
  for (const username of ['ann smith', 'änn', 'x'.repeat(16), 'a@b.example', 'a/b']) {
    expect([username, await signUp(named, { username })]).toMatchObject([username, { kind: 'invalid' }])
  }
  expect(await signUp(named, { username: " An-n@.'!#$^`+~_ " })).toMatchObject({
    kind: 'created',
    user: { username: "an-n@.'!#$^`+~_" },
  })
  expect(await signUp(named, { email: 'other@example.com', username: "AN-N@.'!#$^`+~_" })).toEqual({
    kind: 'exists',
    by: 'username',
  })
  const found = await store.findLogin(tenant_id, named.connection_id, "an-n@.'!#$^`+~_")
  expect(found?.user.email).toBe('ann@example.com')

  const long = await connect('local', {
    requires_username: true,
    validation: { username: { min: 3, max: 20 } },
  })
  expect(await signUp(long, { username: 'an' })).toMatchObject({ kind: 'invalid' })
  expect(await signUp(long, { username: 'x'.repeat(20) })).toMatchObject({ kind: 'created' })

  const attributes = {
    username: {
      identifier: { active: true },
      signup: { status: 'optional' },
      validation: { min_length: 2, max_length: 3 },
    },
  }
  const optional = await connect('local', { attributes })
  expect(await signUp(optional)).toMatchObject({ kind: 'created' })
  expect(await signUp(optional, { email: 'b@example.com', username: 'four' })).toMatchObject({
    kind: 'invalid',
  })
})

test('in import mode a username that the legacy store knows is taken as well', async () => {
  const row = { user_id: 'legacy-1', email: 'ben@example.com', username: 'ben', password: 'old' }
  const { connect, signUp, ran } = await open(legacy([row]).script)
  const connection = await connect('import', { requires_username: true })
  expect(await signUp(connection, { username: 'ben' })).toEqual({ kind: 'exists', by: 'username' })
  expect(ran(connection)).toEqual(['get_user', 'get_user'])
})

test('a valid email address is required, unless strategy_version is 1', async () => {
  const { connect, signUp, ran } = await open(legacy().script)
  const strict = await connect('import')
  for (const email of [undefined, '', '  ', 'nobody', 'a@b@c', 'a b@example.com', '@example.com']) {
    expect([email, await signUp(strict, { email })]).toMatchObject([
      email,
      { kind: 'invalid', field: 'email' },
    ])
  }
  expect(ran(strict)).toEqual([])
  const loose = await connect('local', { strategy_version: 1, requires_username: true })
  expect(await signUp(loose, { email: undefined, username: 'ann' })).toMatchObject({ kind: 'created' })
})

test('a password that the policy refuses is refused before any script runs', async () => {
  const { connect, signUp, ran } = await open(legacy().script)
  for (const mode of ['local', 'legacy', 'import'] as const) {
    const connection = await connect(mode, { passwordPolicy: 'good' })
    expect(await signUp(connection, { password: 'short' })).toMatchObject({
      kind: 'weak_password',
      violation: { code: 'invalid_password', name: 'PasswordStrengthError' },
    })
    expect(ran(connection)).toEqual([])
  }
})

test('non-persistent attributes are not stored, and root attributes come from where the connection says', async () => {
  const { script } = legacy()
  const named: FakeScript = async (call) => {
    const outcome = (await script(call)) as ScriptOutcome
    if (outcome.kind !== 'value') return outcome
    return { kind: 'value', value: { ...(outcome.value as object), name: 'From script', gender: 'x' } }
  }
  const { connect, signUp } = await open(named)
  const profile = { name: 'From form', given_name: 'Ann' }
  const made = async (options: Connection['options'], email: string) => {
    const result = await signUp(await connect('legacy', options), { profile, email })
    return result.kind === 'created' ? result.user.profile : result
  }
  const first = await made({ non_persistent_attrs: ['gender'] }, 'a@example.com')
  expect(first).toMatchObject({ name: 'From script', given_name: 'Ann' })
  expect(first).not.toHaveProperty('gender')
  const never = { set_user_root_attributes: 'never_on_login', non_persistent_attrs: ['given_name'] }
  const second = await made(never, 'b@example.com')
  expect(second).toMatchObject({ name: 'From form', gender: 'x' })
  expect(second).not.toHaveProperty('given_name')
})

test.each(['local', 'legacy', 'import'] as const)(
  'of 8 simultaneous sign-ups of one address in %s mode, one makes the user',
  async (mode) => {
    const { rows, script } = legacy()
    const { connect, signUp, count } = await open(async (call) => {
      await new Promise(setImmediate)
      return script(call)
    })
    const connection = await connect(mode)
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        signUp(connection, { email: n % 2 ? 'ann@example.com' : 'ANN@example.com' }),
      ),
    )
    expect(results.map(({ kind }) => kind).toSorted()).toEqual([
      'created',
      ...Array.from({ length: 7 }, () => 'exists'),
    ])
    expect(await count(connection)).toBe(1)
    expect(rows.length).toBe(mode === 'legacy' ? 1 : 0)
  },
)

test('M7: a simultaneous sign-up and first login of one person store one user, whichever comes first', async () => {
  // The legacy store hides the person from get_user, as one of two scripts with different queries might.
  const { connect, signUp, login, count } = await open(({ script: { action } }) =>
    action === 'login'
      ? { kind: 'value', value: { user_id: 'legacy-1', email: 'ann@example.com' } }
      : { kind: 'none' },
  )
  const connection = await connect('import')
  const [signedUp, loggedIn] = await Promise.all([
    signUp(connection),
    login(connection, 'ann@example.com', PASSWORD),
  ])
  expect(await count(connection)).toBe(1)
  expect(['created', 'exists']).toContain(signedUp.kind)
  expect(loggedIn.kind).toBe('success')
})

test('when the store fails, no caller is told that a user was created', async () => {
  const { connect, signUp } = await open(legacy().script, {
    wrap: (store) => ({
      ...store,
      createUser: () => Promise.reject(new StoreUnavailable('disk full')),
    }),
  })
  await expect(signUp(await connect('import'))).rejects.toThrow(StoreUnavailable)
  // The next one has its turn.
  await expect(signUp(await connect('local'))).rejects.toThrow(StoreUnavailable)
})

test('with a legacy store without addresses, the username identifies a new user', async () => {
  let username = 'ann'
  const { connect, signUp } = await open(({ script: { action } }) =>
    action === 'login' ? { kind: 'value', value: { user_id: 7, username } } : { kind: 'none' },
  )
  const options = { strategy_version: 1, requires_username: true }
  expect(await signUp(await connect('legacy', options), { username: 'Ann' })).toMatchObject({
    kind: 'created',
    user: { user_id: 'auth0|7', username: 'ann' },
  })
  username = 'ben'
  expect(await signUp(await connect('legacy', options), { username: 'Ann' })).toMatchObject({
    kind: 'failed',
    code: 'profile_mismatch',
  })
})
