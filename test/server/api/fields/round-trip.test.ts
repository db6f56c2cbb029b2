/** What was read can be written back, whatever rules have come since it was written. @module */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSecrets } from '../../../../server/secrets/index.ts'
import { createFakeRuntime } from '../../../support/fake-runtime.ts'
import { describedOperations } from '../../../support/openapi.ts'
import type { TestServer } from '../../../support/server-in-process.ts'
import { startTestServer, temporaryFolder } from '../../../support/server-in-process.ts'
import { openTestStore } from '../../../support/test-store.ts'
import { addConnection, addUser, sampleClient } from '../../store/contract/samples.ts'

const SECRET = 'a master key of a test, long enough'
type Body = { [name: string]: unknown }

/** What an earlier version took and this one would refuse. */
const OLD_OPTIONS = {
  import_mode: true,
  enabledDatabaseCustomization: true,
  optionz: { a: 1 },
  import_mod: true,
  authentication_methods: { password: { enabled: false }, passkey: { enabled: true } },
  attributes: { phone_number: { identifier: { active: true } } },
}
const OLD_SETTINGS = {
  emial: 'x',
  organization_usage: 'require',
  jwt_configuration: { alg: 'HS256' },
  client_authentication_methods: { private_key_jwt: { credentials: [] } },
  token_endpoint_auth_method: 'client_secret_post',
  refresh_token: { leeway: 3 },
}

let server: TestServer
let paths: { [path: string]: string }
beforeAll(async () => {
  const data_dir = temporaryFolder(afterAll)
  const store = await openTestStore({ data_dir, secrets: createSecrets({ master: SECRET }) }, afterAll)
  const { tenant_id } = await store.ensureTenant('default')
  await store.createClient(sampleClient(tenant_id, 'old', { api_scopes: [], settings: OLD_SETTINGS }))
  const { connection_id } = await addConnection(store, tenant_id, {
    options: OLD_OPTIONS,
    realms: ['example.com'],
    display_name: 'Old',
    metadata: { a: 'b' },
  })
  const people = await addConnection(store, tenant_id, { name: 'people', options: {}, scripts: {} })
  const user = await addUser(store, tenant_id, people.connection_id, 'ann', {
    username: 'ann',
    username_key: 'ann',
  })
  const grant = await store.createClientGrant(tenant_id, {
    client_id: 'old',
    audience: 'https://api.example.com',
    scopes: ['a'],
  })
  const api = await store.createResourceServer(tenant_id, {
    identifier: 'https://api.example.com',
    name: 'Old',
    scopes: [{ value: 'a' }, { value: 'b' }],
    settings: { token_lifetime: 600, proof_of_possession: { required: true } },
  })
  if (api.kind !== 'created') throw new Error(api.kind)
  if (grant.kind !== 'created') throw new Error(grant.kind)
  const domain = await store.createCustomDomain(
    tenant_id,
    { domain: 'login.example.com', proof: 'p', settings: { domain_metadata: { old: 'x' } } },
    5,
  )
  if (domain.kind !== 'created') throw new Error(domain.kind)
  const { custom_domain_id } = domain.domain
  const verified = await store.createCustomDomain(
    tenant_id,
    { domain: 'auth.example.com', proof: 'p', settings: {} },
    5,
  )
  if (verified.kind !== 'created') throw new Error(verified.kind)
  await store.verifyCustomDomain(tenant_id, verified.domain.custom_domain_id)
  const member = await store.createMember(tenant_id, {
    email: 'm@example.com',
    email_key: 'm@example.com',
    name: 'M',
    role: 'editor',
    password_hash: 'x',
  })
  if (member.kind !== 'created') throw new Error(member.kind)
  await store.updateTenantSettings(tenant_id, {
    friendly_name: 'Old',
    session_lifetime: 5,
    flags: { old_flag: true },
  } as never)
  await store.saveEmailTemplate(tenant_id, 'reset_email', {
    enabled: true,
    subject: 'Old',
    body: '<p>{{ url }}</p>',
    text: undefined,
    kept: { urlLifetimeInSeconds: 1 },
  })
  await store.close()
  server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    { FERRY_DATA_DIR: data_dir, FERRY_SECRET: SECRET },
    afterAll,
  )
  paths = {
    '/api/v2/attack-protection/brute-force-protection': 'attack-protection/brute-force-protection',
    '/api/v2/attack-protection/suspicious-ip-throttling': 'attack-protection/suspicious-ip-throttling',
    '/api/v2/branding': 'branding',
    '/api/v2/client-grants/{id}': `client-grants/${grant.grant.grant_id}`,
    '/api/v2/clients/{id}': 'clients/old',
    '/api/v2/connections/{id}': `connections/${connection_id}`,
    '/api/v2/custom-domains/default': 'custom-domains/default',
    '/api/v2/custom-domains/{id}': `custom-domains/${custom_domain_id}`,
    '/api/v2/email-templates/{name}': 'email-templates/reset_email',
    '/api/v2/members/{id}': `members/${member.member.member_id}`,
    '/api/v2/prompts': 'prompts',
    '/api/v2/resource-servers/{id}': `resource-servers/${api.api.resource_server_id}`,
    '/api/v2/tenants/settings': 'tenants/settings',
    '/api/v2/users/{id}': `users/${user.user_id}`,
  }
})

const read = async (path: string): Promise<Body> => {
  // Members are read as a list.
  const [collection = '', id] = path.split('/')
  const { body, status } = await server.api('GET', collection === 'members' ? collection : path)
  expect(status, path).toBe(200)
  return collection === 'members'
    ? ((body as Body[]).find((one) => one.member_id === id) ?? {})
    : (body as Body)
}

/** They switch members of a list, which has no form to be written back. */
const SWITCHES = ['/api/v2/connections/{id}/clients', '/api/v2/connections/{id}/configuration']

const timeless = ({ updated_at: _, ...body }: Body): Body => body

test('every object that can be changed can be written back as it was read', async () => {
  const changed = (await describedOperations(server))
    .filter(({ method, path }) => method === 'patch' && !SWITCHES.includes(path))
    .map(({ path }) => path)
  expect(Object.keys(paths)).toEqual(changed.toSorted())
  for (const path of Object.values(paths)) {
    const before = await read(path)
    const answer = await server.api('PATCH', path, before)
    expect(answer.status, `${path}: ${answer.text}`).toBe(200)
    expect(timeless(await read(path)), path).toEqual(timeless(before))
  }
})

test('and with one change, which is the only one made', async () => {
  const changes: [path: string, change: Body][] = [
    ['/api/v2/clients/{id}', { name: 'New' }],
    ['/api/v2/resource-servers/{id}', { name: 'New' }],
    ['/api/v2/custom-domains/{id}', { domain_metadata: { new: 'y' } }],
    ['/api/v2/connections/{id}', { display_name: 'New' }],
    ['/api/v2/users/{id}', { nickname: 'New' }],
    ['/api/v2/users/{id}', { email: 'new@example.com' }],
    ['/api/v2/tenants/settings', { friendly_name: 'New' }],
    ['/api/v2/client-grants/{id}', { scope: ['b'] }],
    ['/api/v2/members/{id}', { name: 'New' }],
  ]
  for (const [path, change] of changes) {
    const target = paths[path] ?? ''
    const before = await read(target)
    const answer = await server.api('PATCH', target, { ...before, ...change })
    expect(answer.status, `${path}: ${answer.text}`).toBe(200)
    expect(timeless(await read(target)), path).toEqual(timeless({ ...before, ...change }))
  }
})

test('an option changes while its old neighbours stay, and a changed old one is judged by the new rules', async () => {
  const path = paths['/api/v2/connections/{id}'] ?? ''
  const { options } = (await read(path)) as { options: Body }
  const changed = await server.api('PATCH', path, { options: { ...options, disable_signup: true } })
  expect(changed.status, changed.text).toBe(200)
  expect((await read(path)).options).toEqual({ ...options, disable_signup: true })
  const refused = await server.api('PATCH', path, { options: { ...options, import_mod: false } })
  expect(refused).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining("Did you mean 'import_mode'?") },
  })
  const off = await server.api('PATCH', path, {
    options: {
      ...options,
      authentication_methods: { password: { enabled: false }, passkey: { enabled: false } },
    },
  })
  expect(off.status, off.text).toBe(200)
})

test('what the server tells is refused when it is sent as something else', async () => {
  for (const [path, field] of [
    ['/api/v2/clients/{id}', 'client_id'],
    ['/api/v2/connections/{id}', 'id'],
    ['/api/v2/users/{id}', 'created_at'],
    ['/api/v2/client-grants/{id}', 'id'],
    ['/api/v2/members/{id}', 'email'],
  ] as const) {
    const answer = await server.api('PATCH', paths[path] ?? '', { [field]: 'another' })
    expect(answer).toMatchObject({
      status: 400,
      body: { message: `Payload validation error: '${field}' is set by the server. Leave it out.` },
    })
  }
})

test.each(['client_id', 'audience'])(
  'a grant keeps its %s: another one is refused in words, and nothing changes',
  async (field) => {
    const path = paths['/api/v2/client-grants/{id}'] ?? ''
    const before = await read(path)
    const answer = await server.api('PATCH', path, { ...before, [field]: 'another', scope: ['changed'] })
    expect(answer).toMatchObject({
      status: 400,
      body: {
        message: `Payload validation error: '${field}' cannot be changed. Leave it out, or create another grant.`,
      },
    })
    expect(await read(path)).toEqual(before)
  },
)
