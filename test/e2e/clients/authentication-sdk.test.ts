/** The authentication clients of `auth0`, version 4 and the one inside version 7, as published. @module */

import { AuthenticationClient as LegacyAuthenticationClient } from 'auth0/legacy'
import type { AuthApiError } from 'auth0-4'
import { AuthenticationClient, ManagementClient, UserInfoClient } from 'auth0-4'
import { describe, expect, test } from 'vitest'
import { GET_USER_SCRIPT, LOGIN_SCRIPT, useStage } from './stage.ts'

const ANN = { id: 7, email: 'ann@example.com', password: 'a legacy password' }
const BEN = { id: 8, email: 'ben@example.com', password: 'another legacy password' }
// Ids are unique over all connections of a tenant: each version moves somebody of its own.
const CY = { id: 9, email: 'cy@example.com', password: 'a third legacy password' }
const stage = useStage([ANN, BEN, CY])

const credentials = () => {
  const { domain, ferry } = stage()
  return { domain, clientId: ferry.admin.client_id, clientSecret: ferry.admin.client_secret }
}

let names = 0
/** With version 4 of the Management client, which sends and reads other forms than 7 does. */
async function newConnection(): Promise<{ id: string; name: string }> {
  const { connections } = new ManagementClient({ ...credentials(), retry: { enabled: false } })
  const { data } = await connections.create({
    name: `auth-sdk-${++names}`,
    strategy: 'auth0',
    enabled_clients: [credentials().clientId],
    options: {
      enabledDatabaseCustomization: true,
      import_mode: true,
      customScripts: { login: LOGIN_SCRIPT, get_user: GET_USER_SCRIPT },
      configuration: { url: stage().legacy.url, people: JSON.stringify([ANN, BEN]) },
    },
  })
  return data
}

/** @returns what the SDK makes of a refusal */
async function refusal(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Error) || !('error' in error)) throw new Error(`no refusal: ${String(error)}`)
  const { error: code, error_description: description, statusCode } = error as unknown as AuthApiError
  return { code, description, statusCode }
}

describe.each([
  ['4', () => new AuthenticationClient(credentials()), ANN],
  ['7, auth0/legacy', () => new LegacyAuthenticationClient(credentials()), CY],
])('version %s', (_version, client, person) => {
  test('a legacy user logs in, and the tokens pass the client’s own checks', async () => {
    const { name: realm } = await newConnection()
    const grant = {
      username: person.email,
      password: person.password,
      realm,
      scope: 'openid profile email offline_access',
    }
    const { data } = await client().oauth.passwordGrant(grant)
    expect(data).toMatchObject({
      token_type: 'Bearer',
      id_token: expect.any(String),
      refresh_token: expect.any(String),
    })

    const { data: info } = await new UserInfoClient(credentials()).getUserInfo(data.access_token)
    expect(info).toMatchObject({
      sub: `auth0|${person.id}`,
      email: person.email,
      email_verified: false,
    })

    const { data: second } = await client().oauth.refreshTokenGrant({
      refresh_token: data.refresh_token ?? '',
    })
    expect(second.access_token).not.toBe(data.access_token)
    await client().oauth.revokeRefreshToken({ token: second.refresh_token ?? data.refresh_token ?? '' })
    expect(
      await refusal(client().oauth.refreshTokenGrant({ refresh_token: second.refresh_token ?? '' })),
    ).toMatchObject({ code: 'invalid_grant', statusCode: 403 })
  })

  test('a wrong password is invalid_grant', async () => {
    const { name: realm } = await newConnection()
    expect(
      await refusal(client().oauth.passwordGrant({ username: ANN.email, password: 'wrong', realm })),
    ).toEqual({
      code: 'invalid_grant',
      description: 'Wrong email or password.',
      statusCode: 403,
    })
  })

  test('sign-up: a new person comes in; one of the legacy store, a stored one and a weak password are refused', async () => {
    const { name: connection } = await newConnection()
    const signUp = (email: string, password = 'Correct-horse-1') =>
      client().database.signUp({ connection, email, password, user_metadata: { colour: 'red' } })
    const { data } = await signUp('New@Example.com')
    expect(data).toMatchObject({ email: 'new@example.com', email_verified: false, id: expect.any(String) })
    expect(
      (
        await client().oauth.passwordGrant({
          username: 'new@example.com',
          password: 'Correct-horse-1',
          realm: connection,
        })
      ).status,
    ).toBe(200)
    expect(await refusal(signUp(ANN.email))).toMatchObject({ code: 'user_exists', statusCode: 400 })
    expect(await refusal(signUp('new@example.com'))).toMatchObject({ code: 'user_exists', statusCode: 400 })
    expect(await refusal(signUp('other@example.com', 'short'))).toMatchObject({
      code: 'invalid_password',
      statusCode: 400,
    })
  })

  test('a forgotten password is answered by the same sentence, known or not', async () => {
    const { name: connection } = await newConnection()
    const ask = async (email: string) => (await client().database.changePassword({ connection, email })).data
    const sentence = await ask(BEN.email)
    expect(sentence).toMatch(/email/)
    expect(await ask('nobody@example.com')).toBe(sentence)
  })
})

test('version 4 of the Management client lists by pages and by totals', async () => {
  const { name } = await newConnection()
  const { users, connections, usersByEmail } = new ManagementClient({
    ...credentials(),
    retry: { enabled: false },
  })
  for (const email of ['p1@example.com', 'p2@example.com', 'p3@example.com']) {
    await users.create({ connection: name, email, password: 'Correct-horse-1' })
  }
  const q = `identities.connection:"${name}"`
  const { data: page } = await users.getAll({
    q,
    per_page: 2,
    page: 1,
    include_totals: true,
    search_engine: 'v3',
    sort: 'email:1',
  })
  expect(page).toMatchObject({
    start: 2,
    limit: 2,
    length: 1,
    total: 3,
    users: [{ email: 'p3@example.com' }],
  })
  expect(
    (await users.getAll({ q: `${q} AND email:p*`, sort: 'email:-1' })).data.map(({ email }) => email),
  ).toEqual(['p3@example.com', 'p2@example.com', 'p1@example.com'])
  expect((await usersByEmail.getByEmail({ email: 'p2@example.com' })).data).toHaveLength(1)
  expect((await connections.getAll({ name })).data).toMatchObject([{ name }])
})
