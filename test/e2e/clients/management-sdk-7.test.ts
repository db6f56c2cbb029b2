/** The Management client of `auth0` 7, as published, against a started Ferry behind TLS. @module */
import { ManagementClient, ManagementError } from 'auth0'
import { expect, test } from 'vitest'
import { GET_USER_SCRIPT, LOGIN_SCRIPT, useStage } from './stage.ts'

const ANN = { id: 7, email: 'ann@example.com', password: 'a legacy password' }
const stage = useStage([ANN])

/** The client retries 5xx and 429: a failure of ours shows at once. */
function client(): ManagementClient {
  const { domain, ferry } = stage()
  const { client_id: clientId, client_secret: clientSecret } = ferry.admin
  return new ManagementClient({ domain, clientId, clientSecret, maxRetries: 0 })
}

let names = 0
const options = () => ({
  enabledDatabaseCustomization: true,
  import_mode: true,
  customScripts: { login: LOGIN_SCRIPT, get_user: GET_USER_SCRIPT },
  configuration: { url: stage().legacy.url, people: JSON.stringify([ANN]) },
})

async function newConnection() {
  const { ferry } = stage()
  const { id, name } = await client().connections.create({
    name: `sdk7-${++names}`,
    strategy: 'auth0',
    options: options(),
  })
  if (!id || !name) throw new Error('a connection has an id and a name')
  await client().connections.clients.update(id, [{ client_id: ferry.admin.client_id, status: true }])
  return { id, name }
}

/** @returns status, code and message of the error that the SDK throws */
async function failureOf(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ManagementError)) throw new Error(`no ManagementError: ${String(error)}`)
  const body = error.body as { errorCode?: string; message?: string } | undefined
  return { status: error.statusCode, code: body?.errorCode, message: body?.message }
}

test('a connection is created, read, changed, listed page by page, and deleted', async () => {
  const { id, name } = await newConnection()
  const read = await client().connections.get(id)
  expect(read).toMatchObject({ id, name, strategy: 'auth0', realms: [name] })
  expect(read.options?.customScripts).toEqual(options().customScripts)
  expect(JSON.stringify(read)).not.toContain(stage().legacy.url)

  // What was read, sent back whole with one change: the secrets survive.
  await client().connections.update(id, { options: { ...read.options, disable_signup: true } })
  const again = await client().connections.get(id)
  expect(again.options).toEqual({ ...read.options, disable_signup: true })

  for (let more = 0; more < 3; more++) await newConnection()
  const seen: string[] = []
  for await (const connection of await client().connections.list({ take: 2, strategy: ['auth0'] })) {
    seen.push(connection.id ?? '')
  }
  expect(seen).toContain(id)
  expect(new Set(seen).size).toBe(seen.length)

  expect((await client().connections.clients.get(id, { take: 100 })).data).toEqual([
    { client_id: stage().ferry.admin.client_id },
  ])
  await client().connections.delete(id)
  expect(await failureOf(client().connections.get(id))).toMatchObject({
    status: 404,
    code: 'inexistent_connection',
  })
})

test('a user is created, found in every way, changed and deleted', async () => {
  const { name } = await newConnection()
  const users = client().users
  const created = await users.create({
    connection: name,
    email: 'Bo@Example.com',
    password: 'Correct-horse-1',
    email_verified: true,
    user_metadata: { colour: 'red', size: 3 },
    app_metadata: { plan: 'basic' },
  })
  expect(created).toMatchObject({ email: 'bo@example.com', email_verified: true, nickname: 'bo' })
  expect(created.user_id).toMatch(/^auth0\|[0-9a-f]{24}$/)
  const user_id = created.user_id ?? ''
  expect(created.identities?.[0]).toMatchObject({ connection: name, provider: 'auth0', isSocial: false })

  expect(await users.get(user_id)).toMatchObject({ user_id, user_metadata: { colour: 'red', size: 3 } })
  expect(await users.listUsersByEmail({ email: 'bo@example.com' })).toMatchObject([{ user_id }])
  const found: string[] = []
  for await (const user of await users.list({
    q: `email:"bo@example.com" AND identities.connection:"${name}"`,
  })) {
    found.push(user.user_id ?? '')
  }
  expect(found).toEqual([user_id])

  const changed = await users.update(user_id, {
    user_metadata: { colour: 'blue', size: null },
    app_metadata: { seats: 2 },
    name: 'Bo',
  })
  expect(changed).toMatchObject({
    name: 'Bo',
    user_metadata: { colour: 'blue' },
    app_metadata: { plan: 'basic', seats: 2 },
  })
  expect(changed.user_metadata).not.toHaveProperty('size')
  expect((await users.update(user_id, { blocked: true })).blocked).toBe(true)

  expect(
    await failureOf(users.create({ connection: name, email: 'bo@example.com', password: 'Correct-horse-2' })),
  ).toEqual({
    status: 409,
    code: 'auth0_idp_error',
    message: 'The user already exists.',
  })
  expect(
    await failureOf(
      users.create({ connection: 'none-such', email: 'x@example.com', password: 'Correct-horse-2' }),
    ),
  ).toMatchObject({ status: 400 })
  await users.delete(user_id)
  expect(await failureOf(users.get(user_id))).toMatchObject({ status: 404, code: 'inexistent_user' })
})

test('get_user guards people who have not moved: no second user, and no change to their address', async () => {
  const { name } = await newConnection()
  const users = client().users
  expect(
    await failureOf(users.create({ connection: name, email: ANN.email, password: 'Correct-horse-2' })),
  ).toMatchObject({
    status: 409,
  })
  const { user_id = '' } = await users.create({
    connection: name,
    email: 'cy@example.com',
    password: 'Correct-horse-1',
  })
  expect(await failureOf(users.update(user_id, { email: ANN.email }))).toMatchObject({
    message: expect.stringContaining('already exists'),
  })
  expect((await users.get(user_id)).email).toBe('cy@example.com')
})

test('a password ticket for somebody who has not moved leads to a page of Ferry', async () => {
  const { id } = await newConnection()
  const { ticket } = await client().tickets.changePassword({ connection_id: id, email: ANN.email })
  expect(ticket.startsWith(`https://${stage().domain}/`)).toBe(true)
  expect(
    await failureOf(client().tickets.changePassword({ connection_id: id, email: 'nobody@example.com' })),
  ).toMatchObject({
    status: 404,
  })
})

test('two users are linked and parted again', async () => {
  const { name } = await newConnection()
  const users = client().users
  const [one, two] = [
    await users.create({ connection: name, email: 'one@example.com', password: 'Correct-horse-1' }),
    await users.create({ connection: name, email: 'two@example.com', password: 'Correct-horse-1' }),
  ]
  const [, second_id = ''] = (two.user_id ?? '').split('|')
  const linked = await users.identities.link(one.user_id ?? '', {
    provider: 'auth0',
    user_id: two.user_id ?? '',
  })
  expect(linked.map((identity) => identity.user_id)).toEqual([(one.user_id ?? '').slice(6), second_id])
  expect(await failureOf(users.get(two.user_id ?? ''))).toMatchObject({ status: 404 })
  await users.identities.delete(one.user_id ?? '', 'auth0', second_id)
  expect((await users.get(two.user_id ?? '')).email).toBe('two@example.com')
})

test('clients and their grants: made, read, changed, deleted', async () => {
  const { clients, clientGrants } = client()
  const made = await clients.create({
    name: 'shop',
    app_type: 'regular_web',
    callbacks: ['https://shop.example.com/callback'],
    grant_types: ['client_credentials', 'refresh_token'],
  })
  const client_id = made.client_id ?? ''
  expect(made.client_secret).toMatch(/.{32,}/)
  expect((await clients.get(client_id)).callbacks).toEqual(['https://shop.example.com/callback'])
  expect((await clients.update(client_id, { name: 'bigger shop' })).name).toBe('bigger shop')
  const audience = `https://${stage().domain}/api/v2/`
  const grant = await clientGrants.create({ client_id, audience, scope: ['read:users'] })
  expect(grant.id).toMatch(/^cgr_/)
  const shop = new ManagementClient({
    domain: stage().domain,
    clientId: client_id,
    clientSecret: made.client_secret ?? '',
    maxRetries: 0,
  })
  expect((await shop.users.list()).data).toBeInstanceOf(Array)
  expect(await failureOf(shop.connections.list())).toMatchObject({ status: 403, code: 'insufficient_scope' })
  const listed: string[] = []
  for await (const each of await clientGrants.list({ client_id })) listed.push(each.id ?? '')
  expect(listed).toEqual([grant.id])
  await clientGrants.delete(grant.id ?? '')
  await clients.delete(client_id)
  expect(await failureOf(clients.get(client_id))).toMatchObject({ status: 404 })
})

test('logs, blocks, settings and jobs answer in the shapes the client reads', async () => {
  const { name } = await newConnection()
  const { user_id = '' } = await client().users.create({
    connection: name,
    email: 'log@example.com',
    password: 'Correct-horse-1',
  })
  const { ferry } = stage()
  await ferry.login({ id: '', name }, 'log@example.com', 'wrong')
  await expect
    .poll(async () => (await client().users.logs.list(user_id)).data.map((entry) => entry.type))
    .toContain('fp')
  const [entry] = (await client().logs.list({ search: 'type:fp', per_page: 1 })).data
  expect(await client().logs.get(entry?.log_id ?? '')).toMatchObject({ type: 'fp', connection: name })
  expect((await client().userBlocks.list(user_id)).blocked_for).toEqual([])
  await client().userBlocks.deleteByIdentifier({ identifier: 'log@example.com' })
  expect(await client().tenants.settings.get()).toMatchObject({ flags: expect.any(Object) })
  expect(await client().jobs.verificationEmail.create({ user_id })).toMatchObject({
    status: 'pending',
    type: 'verification_email',
  })
})
