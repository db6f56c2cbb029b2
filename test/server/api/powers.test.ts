/** Decision 24: nobody grants more than they have. A caller with only the scope of an endpoint tries each write endpoint. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scopesOfRole } from '../../../server/api/access/roles.ts'
import { scopesOf } from '../../../server/api/access/scopes.ts'
import type { MemberRole } from '../../../server/store/contract.ts'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import type { Machine } from '../../support/machines.ts'
import { createMachine } from '../../support/machines.ts'
import { OWNER, signedIn, signIn, withOwner } from '../../support/members.ts'
import { signInPerson } from '../../support/person-sessions.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'
import { createTenant } from '../../support/tenants.ts'
import { askStore } from '../../support/test-store.ts'
import type { Mighty } from './powers-of-writes.ts'
import { NEW_PASSWORD, PROGRAM, WRITES } from './powers-of-writes.ts'

/** Whoever has power over a tenant: members by their passwords, clients by their secrets. */
interface Principal {
  tenant: string
  powers: string[]
  /** The stored row. */
  row: string
}

let server: TestServer
let operations: { name: string; scopes: string[] }[]
let mighty: Mighty

beforeAll(async () => {
  const people = legacyStore([
    { id: 7, email: 'ann@example.com', password: 'old-secret' },
    { id: 8, email: 'ben@example.com', password: 'old-secret' },
  ])
  server = await startTestServer(createFakeRuntime(people), {}, afterAll)
  const connection = await server.connection('legacy', {
    ferry_count: 'function count (callback) { callback(null, 1) }',
  })
  // For the endpoint that deploys it.
  await server.api('PUT', `connections/${connection}/draft`, { scripts: { login: PROGRAM } })
  await server.connection('local', { enabledDatabaseCustomization: false })
  for (const email of ['ann@example.com', 'ben@example.com'])
    await server.login('legacy', email, 'old-secret')
  const owner = await withOwner(server)
  const { member } = owner.answer.body as { member: { member_id: string } }
  const editor = await server.api('POST', 'members', {
    email: 'ed@example.com',
    password: NEW_PASSWORD,
    role: 'editor',
  })
  const invite = async (role: string): Promise<string> => {
    const { body } = await server.api('POST', 'member-invitations', {
      email: `invited-${role}@example.com`,
      role,
    })
    return (body as { id: string }).id
  }
  const strong = await createMachine(server, scopesOf({ name: 'default' }))
  const bare = await server.api('POST', 'clients', { name: 'bare', app_type: 'non_interactive' })
  const { client_id } = server.admin
  const who = { user_id: 'auth0|7', connection_id: connection, client_id, offline: true }
  const { session, family_id } = await signInPerson(server, who)
  const further = await signInPerson(server, who)
  const api = await server.api('POST', 'resource-servers', { identifier: 'https://api.example.com' })
  const domain = await server.api('POST', 'custom-domains', { domain: 'login.example.com' })
  await server.api('POST', 'keys/signing/rotate')
  const unused = await server.api('POST', 'keys/signing/rotate')
  await server.api('POST', 'keys/signing/rotate')
  mighty = {
    session: session.session_id,
    refresh_token: family_id,
    further_refresh_token: further.family_id,
    client: server.admin.client_id,
    grant: strong.grant_id,
    owner: member.member_id,
    editor: (editor.body as { member_id: string }).member_id,
    invited_owner: await invite('owner'),
    invited_editor: await invite('editor'),
    connection,
    powers: scopesOf({ name: 'default' }),
    audience: `${server.url}/api/v2/`,
    bare: (bare.body as { client_id: string }).client_id,
    domain: (domain.body as { custom_domain_id: string }).custom_domain_id,
    api: (api.body as { id: string }).id,
    previous_key: (unused.body as { kid: string }).kid,
  }
  const { body } = await server.call('/openapi.json')
  const { paths } = body as {
    paths: { [path: string]: { [method: string]: { security: { management?: string[] }[] } } }
  }
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => method !== 'get')
      .map(([method, { security }]) => ({
        name: `${method} ${path}`,
        scopes: security.flatMap(({ management }) => management ?? []),
      })),
  )
})

async function principals(): Promise<Map<string, Principal>> {
  const rows = async (sql: string) => (await askStore(server.data_dir, sql)) as { [column: string]: string }[]
  const names = new Map(
    (await rows('select tenant_id, name from tenants')).map((row) => [row.tenant_id, row.name ?? '']),
  )
  const grants = await rows('select * from client_grants')
  const found = new Map<string, Principal>()
  for (const { last_login: _, ...row } of await rows('select * from members')) {
    const tenant = names.get(row.tenant_id) ?? ''
    const powers: string[] = scopesOfRole(row.role as MemberRole, { name: tenant })
    found.set(`member ${row.member_id}`, { tenant, powers, row: JSON.stringify(row) })
  }
  for (const row of await rows('select * from clients')) {
    const tenant = names.get(row.tenant_id) ?? ''
    const own = grants.filter(
      ({ client_id, tenant_id }) => client_id === row.client_id && tenant_id === row.tenant_id,
    )
    const granted = own.flatMap(({ scopes = '[]' }): string[] => JSON.parse(scopes))
    const isAll = row.api_scopes?.includes('*')
    const powers = isAll ? scopesOf({ name: tenant }) : granted
    found.set(`client ${row.client_id}`, { tenant, powers, row: JSON.stringify([row, own]) })
  }
  return found
}

/**
 * Expects that nobody with more power than the caller was changed, and that nobody new has more. The tenant `fresh`, which
 * is created and deleted here, does not count: power over it is no power over others.
 */
function expectNoMorePower(
  before: Map<string, Principal>,
  after: Map<string, Principal>,
  own: string[],
): void {
  const isMore = ({ powers }: Principal) => powers.some((scope) => !own.includes(scope))
  const stronger = [...before].filter(([, one]) => isMore(one) && one.tenant !== 'fresh')
  expect(stronger.length).toBeGreaterThan(3)
  for (const [name, one] of stronger) expect(after.get(name), name).toEqual(one)
  const risen = [...after].filter(([name, one]) => isMore(one) && !before.has(name) && one.tenant !== 'fresh')
  expect(risen).toEqual([])
}

describe('a caller that has only the scope of an endpoint', () => {
  test('every write endpoint has a row in the table, and every row an endpoint', () => {
    const guarded = operations.filter(({ scopes }) => scopes.length > 0).map(({ name }) => name)
    expect(guarded.length).toBeGreaterThan(40)
    expect(Object.keys(WRITES).toSorted()).toEqual(guarded.toSorted())
  })

  test('endpoints without a scope are those that take a password, a session, a secret or a ticket instead', () => {
    const open = operations.filter(({ scopes }) => scopes.length === 0).map(({ name }) => name)
    expect(open.toSorted()).toEqual([
      'delete /api/v2/session',
      'post /api/v2/member-link',
      'post /api/v2/session',
      'post /api/v2/session/confirm',
      'post /api/v2/session/password',
      'post /api/v2/setup',
      'post /co/authenticate',
      'post /dbconnections/change_password',
      'post /dbconnections/signup',
      'post /oauth/device/code',
      'post /oauth/par',
      'post /oauth/revoke',
      'post /oauth/token',
      'post /oidc/register',
      'post /userinfo',
      'post /usernamepassword/login',
    ])
  })

  test.each(Object.entries(WRITES))('%s grants nothing that the caller lacks', async (name, row) => {
    const scopes = operations.find((one) => one.name === name)?.scopes ?? []
    const [method = ''] = name.split(' ')
    for (const scope of scopes) {
      const caller = await createMachine(server, [scope])
      const before = await principals()
      const statuses: number[] = []
      for (const [path, body] of row.tries(mighty)) {
        const answer = await caller.api(method.toUpperCase(), path, body)
        statuses.push(answer.status)
        expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(500)
      }
      expectNoMorePower(before, await principals(), [scope])
      if (row.grants === 'power') {
        expect(statuses).toContain(403)
        expect(statuses.filter((status) => status >= 300 && status !== 403)).toEqual([])
      } else {
        // Otherwise the endpoint did not do its work.
        expect(Math.min(...statuses)).toBeLessThan(400)
      }
    }
  })

  test('the operator’s client and the owner still have access', async () => {
    const audience = `${server.url}/api/v2/`
    const { status, body } = await server.token({
      grant_type: 'client_credentials',
      ...server.admin,
      audience,
    })
    expect([status, (body as { scope: string }).scope.split(' ').toSorted()]).toEqual([
      200,
      mighty.powers.toSorted(),
    ])
    expect((await signIn(server, { email: OWNER.email, password: OWNER.password })).status).toBe(200)
  })
})

describe('a token with fewer scopes than its client has', () => {
  test('counts with its own scopes only: it creates no owner and cannot change its own client', async () => {
    const answer = await server.token({
      grant_type: 'client_credentials',
      ...server.admin,
      audience: `${server.url}/api/v2/`,
      scope: 'create:members update:members update:clients update:client_keys',
    })
    const { access_token } = answer.body as { access_token: string }
    const ask = (method: string, path: string, body: unknown): Promise<Answer> =>
      server.call(`/api/v2/${path}`, { method, body, headers: { authorization: `Bearer ${access_token}` } })
    const owner = { email: 'second@example.com', password: NEW_PASSWORD, role: 'owner' }
    expect((await ask('POST', 'members', owner)).status).toBe(403)
    expect((await ask('PATCH', `members/${mighty.owner}`, { password: NEW_PASSWORD })).status).toBe(403)
    expect((await ask('PATCH', `clients/${mighty.client}`, { name: 'x' })).status).toBe(403)
    expect((await ask('POST', `clients/${mighty.client}/rotate-secret`, {})).status).toBe(403)
  })
})

describe('a caller that has what it grants', () => {
  let caller: Machine
  beforeAll(async () => {
    const own = [
      'create:members',
      'update:members',
      'delete:members',
      'update:clients',
      'delete:clients',
    ] as const
    const viewer = scopesOfRole('viewer', { name: 'default' })
    caller = await createMachine(server, [...own, 'create:client_grants', 'delete:client_grants', ...viewer])
  })

  test('creates, changes and removes members with the same power, and none with more', async () => {
    const made = await caller.api('POST', 'members', {
      email: 'v@example.com',
      password: NEW_PASSWORD,
      role: 'viewer',
    })
    expect(made.status, made.text).toBe(201)
    const { member_id } = made.body as { member_id: string }
    expect((await caller.api('PATCH', `members/${member_id}`, { role: 'admin' })).body).toMatchObject({
      errorCode: 'insufficient_scope',
      message: expect.stringContaining('update:connections'),
    })
    expect(
      (await caller.api('PATCH', `members/${member_id}`, { password: `${NEW_PASSWORD} 2` })).status,
    ).toBe(200)
    expect((await caller.api('DELETE', `members/${member_id}`)).status).toBe(204)
  })

  test('grants it to clients, and changes and deletes these clients', async () => {
    const { client_id } = (await server.api('POST', 'clients', { name: 'one more' })).body as {
      client_id: string
    }
    const grant = { client_id, audience: mighty.audience, scope: ['read:users', 'read:logs'] }
    const made = await caller.api('POST', 'client-grants', grant)
    expect(made.status, made.text).toBe(201)
    expect((await caller.api('PATCH', `clients/${client_id}`, { name: 'renamed' })).status).toBe(200)
    const { id } = made.body as { id: string }
    expect((await caller.api('DELETE', `client-grants/${id}`)).status).toBe(204)
    expect((await caller.api('DELETE', `clients/${client_id}`)).status).toBe(204)
  })
})

test('an administrator cannot become an owner in any way', async () => {
  const own = await startTestServer(createFakeRuntime(() => ({ kind: 'none' })))
  const owner = await withOwner(own)
  const { member } = owner.answer.body as { member: { member_id: string } }
  await owner.ask('POST', 'members', { email: 'adam@example.com', password: NEW_PASSWORD, role: 'admin' })
  const adam = signedIn(own, await signIn(own, { email: 'adam@example.com', password: NEW_PASSWORD }))
  const tries: [string, string, unknown?][] = [
    ['POST', 'members', { email: 'eve@example.com', password: NEW_PASSWORD, role: 'owner' }],
    ['PATCH', `members/${member.member_id}`, { password: NEW_PASSWORD }],
    ['DELETE', `members/${member.member_id}`],
    ['POST', `clients/${own.admin.client_id}/rotate-secret`, {}],
    ['PATCH', `clients/${own.admin.client_id}`, { token_endpoint_auth_method: 'none' }],
    ['DELETE', `clients/${own.admin.client_id}`],
  ]
  for (const [method, path, body] of tries) {
    expect([path, (await adam.ask(method, path, body)).status]).toEqual([path, 403])
  }
  expect((await owner.ask('PATCH', `clients/${own.admin.client_id}`, { name: 'Mine' })).status).toBe(200)
})

test('where an administrator has every scope, only owners can still change the first client', async () => {
  const own = await startTestServer(createFakeRuntime(() => ({ kind: 'none' })))
  const acme = await createTenant(own, 'acme')
  await acme.api('POST', 'members', { email: 'adam@example.com', password: NEW_PASSWORD, role: 'admin' })
  const entered = await acme.call('/api/v2/session', {
    method: 'POST',
    body: { email: 'adam@example.com', password: NEW_PASSWORD },
  })
  expect(entered.status, entered.text).toBe(200)
  const adam = signedIn(acme, entered)
  const first = `clients/${acme.admin.client_id}`
  expect((await adam.ask('POST', `${first}/rotate-secret`, {})).status).toBe(403)
  expect(
    (await adam.ask('POST', 'members', { email: 'eve@example.com', password: NEW_PASSWORD, role: 'owner' }))
      .status,
  ).toBe(403)
  // Nor can it by an own client with every scope.
  const { client_id, client_secret } = (
    await adam.ask('POST', 'clients', { name: 'x', app_type: 'non_interactive' })
  ).body as { client_id: string; client_secret: string }
  const audience = `${acme.public_url}/api/v2/`
  const scope = scopesOf({ name: 'acme' })
  expect((await adam.ask('POST', 'client-grants', { client_id, audience, scope })).status).toBe(201)
  const { access_token } = (
    await acme.token({ grant_type: 'client_credentials', client_id, client_secret, audience })
  ).body as { access_token: string }
  const made = await acme.call('/api/v2/members', {
    method: 'POST',
    body: { email: 'eve@example.com', password: NEW_PASSWORD, role: 'owner' },
    headers: { authorization: `Bearer ${access_token}` },
  })
  expect(made.status).toBe(403)
})

test('a scope that is removed from a client’s grant no longer counts in its tokens', async () => {
  const machine = await createMachine(server, ['read:users', 'read:connections'])
  expect((await machine.api('GET', 'users')).status).toBe(200)
  await server.api('PATCH', `client-grants/${machine.grant_id}`, { scope: ['read:connections'] })
  expect((await machine.api('GET', 'users')).status).toBe(403)
  expect((await machine.api('GET', 'connections')).status).toBe(200)
  await server.api('DELETE', `client-grants/${machine.grant_id}`)
  expect((await machine.api('GET', 'connections')).status).toBe(403)
})
