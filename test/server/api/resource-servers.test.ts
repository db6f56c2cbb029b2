/** `/api/v2/resource-servers`. @module */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    {},
    afterAll,
  )
})

interface Api {
  id: string
  identifier: string
}

let made = 0
async function create(body: object = {}): Promise<Api> {
  const identifier = `https://api-${++made}.example.com`
  const answer = await server.api('POST', 'resource-servers', { identifier, ...body })
  expect(answer.status, answer.text).toBe(201)
  return answer.body as Api
}

const identifiersOf = (body: unknown): string[] => (body as Api[]).map(({ identifier }) => identifier)

test('an API is created with Auth0’s defaults where nothing is said, and read by its ID and its identifier', async () => {
  const api = await create()
  expect(api).toEqual({
    id: expect.stringMatching(/^api_\w{16}$/),
    name: api.identifier,
    is_system: false,
    identifier: api.identifier,
    scopes: [],
    signing_alg: 'RS256',
    token_lifetime: 86_400,
    token_lifetime_for_web: 7_200,
    skip_consent_for_verifiable_first_party_clients: true,
    allow_offline_access: false,
    enforce_policies: false,
    token_dialect: 'rfc9068_profile',
  })
  const paths = [api.id, encodeURIComponent(api.identifier)]
  for (const path of paths) expect((await server.api('GET', `resource-servers/${path}`)).body).toEqual(api)
  expect(await server.api('GET', 'resource-servers/nobody')).toMatchObject({
    status: 404,
    body: { errorCode: 'inexistent_resource_server' },
  })
  expect(await server.api('POST', 'resource-servers', { identifier: api.identifier })).toMatchObject({
    status: 409,
    body: { errorCode: 'conflict' },
  })
})

test('a change by the identifier replaces scopes, keeps the rest, and null brings a default back', async () => {
  const api = await create({ scopes: [{ value: 'a', description: 'A' }], token_lifetime: 60 })
  const path = `resource-servers/${encodeURIComponent(api.identifier)}`
  const changed = await server.api('PATCH', path, {
    scopes: [{ value: 'b', description: '' }, { value: 'c' }],
    token_dialect: 'access_token',
    token_lifetime_for_web: 30,
  })
  expect(changed).toMatchObject({
    status: 200,
    body: {
      id: api.id,
      scopes: [{ value: 'b' }, { value: 'c' }],
      token_lifetime: 60,
      token_lifetime_for_web: 30,
      token_dialect: 'access_token',
    },
  })
  const reset = await server.api('PATCH', path, { token_lifetime: null, scopes: null })
  expect(reset.body).toMatchObject({ token_lifetime: 86_400, scopes: [] })
  expect((await server.api('PATCH', 'resource-servers/nobody', { name: 'x' })).status).toBe(404)
})

test('the Management API is in the list, with its scopes, and can be neither changed nor deleted', async () => {
  const identifier = `${server.url}/api/v2/`
  for (const path of ['api_management', encodeURIComponent(identifier)]) {
    const { body } = await server.api('GET', `resource-servers/${path}`)
    expect(body).toMatchObject({ is_system: true, identifier, name: 'Auth0 Management API' })
    expect((body as { scopes: unknown[] }).scopes).toContainEqual({
      value: 'read:users',
      description: expect.any(String),
    })
    const refused = { status: 400, body: { errorCode: 'operation_not_supported' } }
    expect(await server.api('PATCH', `resource-servers/${path}`, { token_lifetime: 1 })).toMatchObject(
      refused,
    )
    expect(await server.api('DELETE', `resource-servers/${path}`)).toMatchObject(refused)
  }
})

test('every page of the list has its items once, the Management API among them', async () => {
  for (let more = 0; more < 3; more++) await create()
  const all = identifiersOf((await server.api('GET', 'resource-servers?per_page=100')).body)
  expect(all[0]).toBe(`${server.url}/api/v2/`)
  expect(all).toHaveLength(made + 1)
  for (const size of [1, 2, 3]) {
    const seen: string[] = []
    for (let page = 0; seen.length < all.length; page++) {
      const { body } = await server.api(
        'GET',
        `resource-servers?page=${page}&per_page=${size}&include_totals=true`,
      )
      const { resource_servers, total } = body as { resource_servers: Api[]; total: number }
      expect(total).toBe(all.length)
      expect(resource_servers.length).toBeGreaterThan(0)
      seen.push(...identifiersOf(resource_servers))
    }
    expect(seen, `${size} a page`).toEqual(all)
    const marked: string[] = []
    let from = ''
    do {
      const { body } = await server.api('GET', `resource-servers?take=${size}${from}`)
      const { resource_servers, next } = body as { resource_servers: Api[]; next?: string }
      marked.push(...identifiersOf(resource_servers))
      from = next === undefined ? '' : `&from=${encodeURIComponent(next)}`
    } while (from !== '')
    expect(marked, `take ${size}`).toEqual(all)
  }
  const [, first = '', , third = ''] = all
  const query = [first, third].map((one) => `identifiers=${encodeURIComponent(one)}`).join('&')
  expect(identifiersOf((await server.api('GET', `resource-servers?${query}`)).body)).toEqual([first, third])
  expect(identifiersOf((await server.api('GET', 'resource-servers?identifiers=none')).body)).toEqual([])
})

test.each<[object, RegExp]>([
  [{ signing_alg: 'HS256' }, /'signing_alg' cannot be "HS256"\. Ferry signs every token with RS256/],
  [{ signing_secret: 'a secret' }, /'signing_secret' cannot be .+RS256/],
  [
    { proof_of_possession: { mechanism: 'dpop', required: true } },
    /'required' cannot be true.+bearer tokens/,
  ],
  [{ token_encryption: { format: 'compact-nested-jwe' } }, /does not encrypt them/],
  [{ subject_type_authorization: { user: { policy: 'deny_all' } } }, /'policy' cannot be "deny_all"/],
  [{ identifier: 'https://other.example/api/v2/' }, /Management API/],
  [{ identifier: '{userinfo}' }, /userinfo/],
  [{ identifier: '{client}' }, /is the ID of a client/],
  [{ scopes: [{ value: 'two words' }] }, /must be a scope/],
  [{ scopes: [{ value: 'a' }, { value: 'a' }] }, /has a scope twice/],
  [{ name: '<b>' }, /must not have < or >/],
  [{ token_lifetime: 2_592_001 }, /token_lifetime/],
  [{ scope: [] }, /Did you mean 'scopes'\?/],
])('an API with %j is refused in words', async (body, message) => {
  const filled = JSON.parse(
    JSON.stringify({ identifier: `https://refused-${++made}.example.com`, ...body })
      .replace('{userinfo}', `${server.url}/userinfo`)
      .replace('{client}', server.admin.client_id),
  )
  made--
  const answer = await server.api('POST', 'resource-servers', filled)
  expect(answer, answer.text).toMatchObject({ status: 400, body: { errorCode: 'invalid_body' } })
  expect((answer.body as { message: string }).message).toMatch(message)
})

test('a deleted API takes its client grants with it, and deleting it again succeeds', async () => {
  const api = await create({ scopes: [{ value: 'a' }] })
  const { body } = await server.api('POST', 'clients', { name: 'program', app_type: 'non_interactive' })
  const { client_id } = body as { client_id: string }
  const grant = { client_id, audience: api.identifier, scope: ['a'] }
  expect((await server.api('POST', 'client-grants', { ...grant, scope: ['b'] })).text).toContain(
    'does not know: b',
  )
  expect((await server.api('POST', 'client-grants', grant)).status).toBe(201)
  await server.api('PATCH', 'tenants/settings', { default_audience: api.identifier })
  expect((await server.api('DELETE', `resource-servers/${api.id}`)).status).toBe(204)
  expect((await server.api('DELETE', `resource-servers/${api.id}`)).status).toBe(204)
  made--
  expect((await server.api('GET', `client-grants?client_id=${client_id}`)).body).toEqual([])
  expect((await server.api('GET', 'tenants/settings')).body).not.toHaveProperty('default_audience')
})
