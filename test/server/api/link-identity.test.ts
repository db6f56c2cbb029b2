import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { MODES } from '../../support/flow.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const PASSWORD = 'Correct-Horse-9'
const OTHER_PASSWORD = 'Battery-Staple-7'

let server: TestServer
let made = 0

beforeAll(async () => {
  const runtime = createFakeRuntime(({ args: [email] }) => ({
    kind: 'value',
    value: { user_id: `legacy-of-${email}`, email: `${email}`, given_name: 'From the legacy store' },
  }))
  server = await startTestServer(runtime, {}, afterAll)
})

interface Person {
  user_id: string
  path: string
  connection: string
  connection_id: string
}

/** A user of a connection of its own. */
async function person(email: string, password: string, more: object = {}): Promise<Person> {
  const connection = `c${++made}`
  const connection_id = await server.connection(connection, MODES.local)
  const { status, body, text } = await server.api('POST', 'users', { connection, email, password, ...more })
  if (status !== 201) throw new Error(text)
  const { user_id } = body as { user_id: string }
  return { user_id, path: `users/${encodeURIComponent(user_id)}`, connection, connection_id }
}

async function couple(): Promise<[ann: Person, second: Person]> {
  return [
    await person('ann@example.com', PASSWORD, { user_metadata: { kept: true } }),
    await person('second@example.com', OTHER_PASSWORD, { name: 'Second', user_metadata: { gone: true } }),
  ]
}

const link = ({ path }: Person, body: object) => server.api('POST', `${path}/identities`, body)
const bare = (id: string): string => id.slice('auth0|'.length)
const who = async (connection: string, email: string, password: string): Promise<unknown> => {
  const { body } = await server.login(connection, email, password, { scope: 'openid' })
  const { id_token = '.' } = body as { id_token?: string }
  const [, claims = ''] = id_token.split('.')
  return claims === '' ? undefined : JSON.parse(Buffer.from(claims, 'base64url').toString()).sub
}

test('a linked identity logs into the first user; unlinked, it is a user of its own with its profile', async () => {
  const [ann, second] = await couple()
  const linked = await link(ann, { provider: 'auth0', user_id: second.user_id })
  expect(linked.status).toBe(201)
  expect(linked.body).toEqual([
    { connection: ann.connection, user_id: bare(ann.user_id), provider: 'auth0', isSocial: false },
    {
      connection: second.connection,
      user_id: bare(second.user_id),
      provider: 'auth0',
      isSocial: false,
      profileData: expect.objectContaining({ email: 'second@example.com', name: 'Second' }),
    },
  ])
  expect(await server.api('GET', second.path)).toMatchObject({ status: 404 })
  expect(await who(second.connection, 'second@example.com', OTHER_PASSWORD)).toBe(ann.user_id)
  expect(await who(ann.connection, 'ann@example.com', PASSWORD)).toBe(ann.user_id)
  expect((await server.api('GET', ann.path)).body).toMatchObject({
    email: 'ann@example.com',
    user_metadata: { kept: true },
  })

  const unlinked = await server.api('DELETE', `${ann.path}/identities/auth0/${bare(second.user_id)}`)
  expect(unlinked).toMatchObject({ status: 200, body: [{ connection: ann.connection }] })
  const { body } = await server.api('GET', second.path)
  expect(body).toMatchObject({ email: 'second@example.com', name: 'Second', user_id: second.user_id })
  expect(body).not.toHaveProperty('user_metadata')
  expect(await who(second.connection, 'second@example.com', OTHER_PASSWORD)).toBe(second.user_id)
  for (const { connection_id } of [ann, second]) {
    expect((await server.api('GET', `connections/${connection_id}/migration`)).body).toMatchObject({
      users: 1,
    })
  }
})

test('link_with takes the other user’s ID token, and no forged one', async () => {
  const [ann, second] = await couple()
  const { body } = await server.login(second.connection, 'second@example.com', OTHER_PASSWORD, {
    scope: 'openid',
  })
  const { id_token = '', access_token = '' } = body as { id_token?: string; access_token?: string }
  for (const link_with of [access_token, `${id_token.slice(0, -6)}AAAAAA`, 'x']) {
    expect(await link(ann, { link_with })).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_body', message: expect.stringContaining('link_with') },
    })
  }
  expect(await link(ann, { link_with: id_token })).toMatchObject({ status: 201, body: [{}, {}] })
})

test('a linked identity’s password and address are changed by naming its connection', async () => {
  const [ann, second] = await couple()
  await link(ann, { provider: 'auth0', user_id: second.user_id })
  const change = (body: object) => server.api('PATCH', ann.path, { connection: second.connection, ...body })
  expect(await change({ password: 'Quite-Another-5' })).toMatchObject({ status: 200 })
  expect(await who(second.connection, 'second@example.com', 'Quite-Another-5')).toBe(ann.user_id)
  expect(await who(ann.connection, 'ann@example.com', PASSWORD)).toBe(ann.user_id)
  expect(await change({ email: 'third@example.com' })).toMatchObject({
    status: 200,
    body: { email: 'ann@example.com', identities: [{}, { profileData: { email: 'third@example.com' } }] },
  })
})

test('legacy mode: logins of a linked identity refresh its own names, never those of the user', async () => {
  const [ann] = await couple()
  const connection = `c${++made}`
  await server.connection(connection, MODES.legacy)
  await server.login(connection, 'legacy@example.com', PASSWORD)
  const user_id = 'legacy-of-legacy@example.com'
  expect(await link(ann, { provider: 'auth0', user_id })).toMatchObject({ status: 201 })
  expect(await who(connection, 'legacy@example.com', PASSWORD)).toBe(ann.user_id)
  const { body } = await server.api('GET', ann.path)
  expect(body).toMatchObject({
    email: 'ann@example.com',
    logins_count: 1,
    identities: [{}, { user_id, profileData: { given_name: 'From the legacy store' } }],
  })
  expect(body).not.toHaveProperty('given_name')
})

test('who cannot be linked or unlinked is refused, and nothing changes', async () => {
  const [ann, second] = await couple()
  const refused = { status: 400, body: { errorCode: 'operation_not_supported' } }
  expect(await link(ann, { provider: 'auth0', user_id: ann.user_id })).toMatchObject(refused)
  expect(await link(ann, { provider: 'auth0', user_id: 'nobody' })).toMatchObject(refused)
  await server.api('PATCH', second.path, { blocked: true })
  expect(await link(ann, { provider: 'auth0', user_id: second.user_id })).toMatchObject(refused)
  const elsewhere = { provider: 'auth0', user_id: second.user_id, connection_id: ann.connection_id }
  expect(await link(ann, elsewhere)).toMatchObject(refused)
  for (const body of [{}, { provider: 'auth0' }, { user_id: 'x' }, { link_with: 'x', user_id: 'x' }]) {
    expect(await link(ann, body)).toMatchObject({ status: 400, body: { errorCode: 'invalid_body' } })
  }
  expect(await server.api('DELETE', `${ann.path}/identities/auth0/${bare(ann.user_id)}`)).toMatchObject(
    refused,
  )
  expect(await server.api('DELETE', `${ann.path}/identities/auth0/nobody`)).toMatchObject({ status: 404 })
  expect(await link({ ...ann, path: 'users/nobody' }, { provider: 'auth0', user_id: 'x' })).toMatchObject({
    status: 404,
  })
  expect(await who(ann.connection, 'ann@example.com', PASSWORD)).toBe(ann.user_id)
})

test('two who link each other’s users at once leave one user with both identities', async () => {
  const [ann, second] = await couple()
  const answers = await Promise.all([
    link(ann, { provider: 'auth0', user_id: second.user_id }),
    link(second, { provider: 'auth0', user_id: ann.user_id }),
  ])
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  const subjects = await Promise.all([
    who(ann.connection, 'ann@example.com', PASSWORD),
    who(second.connection, 'second@example.com', OTHER_PASSWORD),
  ])
  expect(new Set(subjects).size).toBe(1)
})
