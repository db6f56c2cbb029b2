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
  })
  expect(text).not.toContain('argon2')
  expect((await api('GET', `users/${encodeURIComponent('auth0|nobody')}`)).body).toMatchObject({
    statusCode: 404,
    errorCode: 'inexistent_user',
    message: 'The user does not exist.',
  })
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
