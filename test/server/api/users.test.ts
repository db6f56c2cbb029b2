import { expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { startTestServer } from '../../support/server-in-process.ts'

async function start() {
  const runtime = createFakeRuntime(({ args: [email], connection_id }) => ({
    kind: 'value',
    value: {
      user_id: `${connection_id}-${email}`,
      email: email ?? '',
      app_metadata: { plan: 'gold' },
      team: 'blue',
    },
  }))
  const server = await startTestServer(runtime)
  await server.connection('one')
  await server.connection('two')
  for (const [realm, who] of [
    ['one', 'ann'],
    ['one', 'bob'],
    ['two', 'ann'],
  ] as const) {
    await server.login(realm, `${who}@example.com`, 'old-secret')
  }
  const list = async (query: string) => (await server.api('GET', `users?${query}`)).body
  const emails = async (query: string) =>
    ((await list(query)) as { email: string }[]).map(({ email }) => email)
  return { ...server, list, emails }
}

test('users are listed, searched and paged; a page past the end is empty', async () => {
  const { list, emails } = await start()
  expect(await emails('')).toEqual(['ann@example.com', 'bob@example.com', 'ann@example.com'])
  expect(await emails('page=1&per_page=2')).toEqual(['ann@example.com'])
  expect(await list('page=7&per_page=50&include_totals=true')).toEqual({
    start: 350,
    limit: 50,
    length: 0,
    total: 3,
    users: [],
  })
  expect(await emails(`q=${encodeURIComponent('email:"bob@example.com"')}&search_engine=v3`)).toEqual([
    'bob@example.com',
  ])
  expect(await emails(`q=${encodeURIComponent('identities.connection:"two"')}`)).toEqual(['ann@example.com'])
  expect(
    await emails(`q=${encodeURIComponent('email:"bob@example.com" AND identities.connection:"two"')}`),
  ).toEqual([])
  expect(await emails('q=BOB')).toEqual(['bob@example.com'])
  expect(await emails('connection=two')).toEqual(['ann@example.com'])
  expect(await emails('connection=nowhere')).toEqual([])
  const first = (await list('take=2')) as { users: unknown[]; next: string }
  expect(first.users.length).toBe(2)
  expect(await list(`take=2&from=${first.next}`)).toMatchObject({ users: [{ email: 'ann@example.com' }] })
})

test('a user has Auth0’s fields and never a hash', async () => {
  const { api, list } = await start()
  const [user] = (await list('q=bob')) as { user_id: string }[]
  const { body, text } = await api('GET', `users/${encodeURIComponent(user?.user_id ?? '')}`)
  expect(body).toEqual(user)
  expect(body).toMatchObject({
    user_id: expect.stringMatching(/^auth0\|con_.*-bob@example\.com$/),
    email: 'bob@example.com',
    email_verified: false,
    name: 'bob@example.com',
    nickname: 'bob',
    team: 'blue',
    app_metadata: { plan: 'gold' },
    identities: [{ connection: 'one', provider: 'auth0', isSocial: false }],
    logins_count: 1,
    migrated_by: 'login',
    migrated_version: 1,
  })
  expect(text).not.toContain('argon2')
  expect((await api('GET', `users/${encodeURIComponent('auth0|nobody')}`)).body).toMatchObject({
    statusCode: 404,
    errorCode: 'inexistent_user',
    message: 'The user does not exist.',
  })
})

test('how users came to be is told, searched and sorted by', async () => {
  const { api, connection, emails } = await start()
  await connection('here', { enabledDatabaseCustomization: false })
  const eve = await api('POST', 'users', {
    connection: 'here',
    email: 'eve@example.com',
    password: 'Long-and-strong-7!',
  })
  expect(eve.body).toMatchObject({ made_by: 'administrator' })
  expect(eve.body).not.toHaveProperty('migrated_by')
  expect(eve.body).not.toHaveProperty('migrated_version')
  const q = (text: string) => emails(`q=${encodeURIComponent(text)}&sort=migrated_at:-1`)
  expect(await q('migrated_by:login')).toHaveLength(3)
  expect(await q('migrated_by:reset')).toEqual([])
  expect(await q('made_by:administrator')).toEqual(['eve@example.com'])
  expect(await q('NOT _exists_:migrated_at')).toEqual(['eve@example.com'])
  expect(await q('migrated_version:1 AND migrated_at:[2020 TO *]')).toHaveLength(3)
  expect(await emails('origin=login')).toHaveLength(3)
  expect(await emails('origin=migrated&q=bob')).toEqual(['bob@example.com'])
  expect(await emails('origin=local')).toEqual(['eve@example.com'])
  expect(await emails('origin=administrator&blocked=false')).toEqual(['eve@example.com'])
  expect(await emails('origin=administrator&blocked=true')).toEqual([])
  expect(await emails('origin=sign_up')).toEqual([])
  expect((await emails('sort=migrated_at:1'))[0]).toBe('eve@example.com')
})

test('how a password is kept is told without the hash; of a profile of legacy mode there is none', async () => {
  const { api, connection, login } = await start()
  const of = async (id: string) => await api('GET', `users/${encodeURIComponent(id)}/credentials`)
  const [ann] = (await api('GET', 'users?q=ann')).body as { user_id: string }[]
  const { body, text } = await of(ann?.user_id ?? '')
  expect(body).toEqual({
    credentials: [
      {
        connection: 'one',
        provider: 'auth0',
        user_id: ann?.user_id.slice('auth0|'.length),
        password: { algorithm: 'argon2id', memory_cost: 19_456, time_cost: 2, parallelism: 1 },
      },
    ],
  })
  expect(text).not.toContain('$')
  const legacy = await connection('three', { import_mode: false })
  await login('three', 'ann@example.com', 'old-secret')
  const cached = await of(`auth0|${legacy}-ann@example.com`)
  expect(cached.body).toMatchObject({ credentials: [{ connection: 'three' }] })
  expect(cached.text).not.toContain('password')
  expect((await of('auth0|nobody')).status).toBe(404)
})

test('users-by-email answers a plain array, exact and case-sensitive', async () => {
  const { api } = await start()
  expect((await api('GET', 'users-by-email?email=ann%40example.com')).body).toHaveLength(2)
  expect((await api('GET', 'users-by-email?email=Ann%40example.com')).body).toEqual([])
  expect((await api('GET', 'users-by-email')).body).toMatchObject({
    errorCode: 'invalid_query_string',
    message: "Query validation error: 'Missing required property: email'.",
  })
})
