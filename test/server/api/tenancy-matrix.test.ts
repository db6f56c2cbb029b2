/** Every endpoint of the description, asked by those who may not, and with the ids of another tenant. @module */
import { generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import { signInPerson } from '../../support/person-sessions.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'
import type { TestTenant } from '../../support/tenants.ts'
import { createTenant } from '../../support/tenants.ts'

interface Operation {
  method: string
  /** With `{name}` for parameters. */
  path: string
  /** Any of these opens it; empty for what anybody may ask. */
  scopes: string[]
  statuses: string[]
}

const people = legacyStore([
  { id: 7, email: 'ann@example.com', password: 'old-secret' },
  { id: 8, email: 'ben@example.com', password: 'old-secret' },
])

/** Ids of what a tenant has, by the path that they stand in. */
type Ids = { [path: string]: string }

/** The same things under the same names in each tenant. */
async function fill(tenant: TestTenant): Promise<Ids> {
  const connection = await tenant.connection('legacy')
  for (const email of ['ann@example.com', 'ben@example.com']) {
    expect((await tenant.login('legacy', email, 'old-secret')).status).toBe(200)
  }
  const client = (await tenant.api('POST', 'clients', { name: 'app' })).body as { client_id: string }
  const api = (
    await tenant.api('POST', 'resource-servers', {
      identifier: 'https://api.example.com',
      scopes: [{ value: 'read:x' }],
    })
  ).body as { id: string }
  const grant = (
    await tenant.api('POST', 'client-grants', {
      client_id: client.client_id,
      audience: 'https://api.example.com',
      scope: ['read:x'],
    })
  ).body as { id: string }
  const member = (
    await tenant.api('POST', 'members', {
      email: 'member@example.com',
      password: 'correct horse battery staple',
      role: 'viewer',
    })
  ).body as { member_id: string }
  const invited = await tenant.api('POST', 'member-invitations', {
    email: 'invited@example.com',
    role: 'viewer',
  })
  const invitation = invited.body as { id: string }
  const started = await tenant.api('POST', 'jobs/verification-email', { user_id: 'auth0|7' })
  const job = started.body as { id: string }
  await vi.waitFor(async () => {
    expect((await tenant.api('GET', `jobs/${job.id}`)).body).toMatchObject({ status: 'completed' })
  })
  const { session, family_id, consent_id } = await signInPerson(server, {
    tenant: tenant.name,
    user_id: 'auth0|7',
    connection_id: connection,
    client_id: client.client_id,
    offline: true,
  })
  await tenant.api('PATCH', 'tenants/settings', { friendly_name: tenant.name })
  // Entries are written beside the answers: the last of them is awaited.
  const log = await vi.waitFor(async () => {
    const { body } = await tenant.api('GET', 'logs?per_page=1')
    const [newest] = body as { log_id: string; description?: string }[]
    expect(newest?.description).toBe('Change the settings of the tenant')
    return newest
  })
  const domain = (await tenant.api('POST', 'custom-domains', { domain: 'login.shop.example' })).body as {
    custom_domain_id: string
  }
  const runs = (await tenant.api('GET', `connections/${connection}/runs`)).body as {
    runs: { run_id: string }[]
  }
  const keys = (await tenant.api('GET', 'keys/signing')).body as { kid: string }[]
  return {
    '/api/v2/connections/{id}': connection,
    '/api/v2/users/{id}': 'auth0%7C7',
    '/api/v2/user-blocks/{id}': 'auth0%7C7',
    '/api/v2/sessions/{id}': session.session_id,
    '/api/v2/refresh-tokens/{id}': family_id,
    '/api/v2/device-credentials/{id}': family_id,
    '/api/v2/grants/{id}': consent_id,
    '/api/v2/clients/{id}': client.client_id,
    '/api/v2/client-grants/{id}': grant.id,
    '/api/v2/resource-servers/{id}': api.id,
    '/api/v2/custom-domains/{id}': domain.custom_domain_id,
    '/api/v2/logs/{id}': log?.log_id ?? '',
    '/api/v2/runs/{id}': runs.runs[0]?.run_id ?? '',
    '/api/v2/keys/signing/{kid}': keys[0]?.kid ?? '',
    '/api/v2/members/{id}': member.member_id,
    '/api/v2/member-invitations/{id}': invitation.id,
    '/api/v2/jobs/{id}': job.id,
    '/api/v2/operator/tenants/{name}': tenant.name,
  }
}

/** Ids that nobody has, in the form of those that somebody may have. */
const NOBODYS: Ids = {
  '/api/v2/connections/{id}': 'con_0000000000000000',
  '/api/v2/users/{id}': 'auth0%7C0',
  '/api/v2/user-blocks/{id}': 'auth0%7C0',
  '/api/v2/sessions/{id}': 'ses_0000000000000000000000',
  '/api/v2/refresh-tokens/{id}': 'family-0000000000000000000000',
  '/api/v2/device-credentials/{id}': 'family-0000000000000000000000',
  '/api/v2/grants/{id}': 'cns_0000000000000000',
  '/api/v2/clients/{id}': 'nobody0000000000000000000000000',
  '/api/v2/client-grants/{id}': 'cgr_0000000000000000',
  '/api/v2/resource-servers/{id}': 'api_0000000000000000',
  '/api/v2/custom-domains/{id}': 'cd_0000000000000000',
  '/api/v2/keys/signing/{kid}': '000000000000000000000',
  '/api/v2/runs/{id}': 'run_00000000000000000000',
  '/api/v2/logs/{id}': '00000000-0000-7000-8000-000000000000',
  '/api/v2/members/{id}': 'mem_0000000000000000',
  '/api/v2/member-invitations/{id}': 'inv_0000000000000000',
  '/api/v2/jobs/{id}': 'job_0000000000000000',
  '/api/v2/operator/tenants/{name}': 'nobody',
}

/** Under the same names in every tenant. */
const SHARED = [
  '/api/v2/templates/{id}',
  '/api/v2/templates/{id}/rename',
  '/api/v2/templates/{id}/test',
  '/api/v2/email-templates/{name}',
  '/api/v2/prompts/{prompt}/custom-text/{language}',
  '/api/v2/branding/texts/{language}',
]

/** How somebody becomes a member who may more: with a password or a link of their own, not by a token. */
const BEFORE_LOGIN = [
  '/api/v2/session',
  '/api/v2/session/confirm',
  '/api/v2/session/password',
  '/api/v2/setup',
  '/api/v2/member-link',
]

/** Tells nothing of anybody, and so is no error for those who are not there: the log outlives its user. */
const EMPTY = new Map([['get /api/v2/users/{id}/logs', '[]']])

/** What an endpoint must be sent before it looks for what its path names. */
const PEM = generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey.export({
  type: 'spki',
  format: 'pem',
})

const BODIES: { [operation: string]: unknown } = {
  'post /api/v2/clients/{id}/credentials': { credential_type: 'public_key', name: 'stolen', pem: PEM },
  'patch /api/v2/connections/{id}': { display_name: 'stolen' },
  'patch /api/v2/connections/{id}/clients': [{ client_id: 'thief', status: true }],
  'post /api/v2/connections/{id}/scripts/{name}/try': {
    arguments: { email: 'ann@example.com', password: 'x' },
    script: 'function login (email, password, callback) { callback(null) }',
  },
  'put /api/v2/connections/{id}/migration/legacy-total': { total: 7 },
  'post /api/v2/connections/{id}/drift': {
    identifier: 'ann@example.com',
    password: 'x',
    scripts: {
      login: 'function login (email, password, callback) { callback(null) }',
      get_user: 'function getUser (email, callback) { callback(null) }',
    },
  },
  'post /api/v2/connections/{id}/try-login': {
    identifier: 'ann@example.com',
    password: 'x',
    mode: 'preview',
  },
  'post /api/v2/connections/{id}/versions': {},
  'post /api/v2/connections/{id}/versions/{version}/restore': {},
  'put /api/v2/connections/{id}/draft': { scripts: {} },
  'put /api/v2/connections/{id}/configuration/{key}': { value: 'stolen' },
  'patch /api/v2/connections/{id}/configuration': { secret: {} },
  'patch /api/v2/users/{id}': { user_metadata: { stolen: true } },
  'post /api/v2/users/{id}/identities': { provider: 'auth0', user_id: '8' },
  'patch /api/v2/members/{id}': { name: 'stolen' },
  'patch /api/v2/clients/{id}': { name: 'stolen' },
  'patch /api/v2/client-grants/{id}': { scope: ['stolen'] },
  'post /api/v2/clients/{id}/try-sign-in/claims': { code: 'x', state: 'x' },
}
const QUERIES: { [operation: string]: string } = {
  'delete /api/v2/connections/{id}/users': '?email=ann@example.com',
  'delete /api/v2/users/{id}/login-names': '?connection=legacy&name=4711',
  'get /api/v2/connections/{id}/impact': '?to=local',
  'get /api/v2/connections/{id}/whois': '?identifier=ann@example.com',
  'get /api/v2/connections/{id}/migration/story': '?identifier=ann@example.com',
  'delete /api/v2/connections/{id}/migration/people': '?identifier=ann@example.com',
}

let server: TestServer
let operations: Operation[]
let acme: TestTenant
let bravo: TestTenant
let theirs: Ids

beforeAll(async () => {
  server = await startTestServer(
    createFakeRuntime(people),
    { FERRY_RATE_LIMIT_MANAGEMENT: '0', FERRY_RATE_LIMIT_AUTHENTICATION: '0' },
    afterAll,
  )
  acme = await createTenant(server, 'acme')
  bravo = await createTenant(server, 'bravo')
  theirs = await fill(bravo)
  expect(Object.values(theirs).every((id) => typeof id === 'string' && id !== '')).toBe(true)
  operations = await describedOperations()
})
afterEach(() => {
  vi.useRealTimers()
})

async function describedOperations(): Promise<Operation[]> {
  const { body } = await server.call('/openapi.json')
  const { paths } = body as {
    paths: {
      [path: string]: {
        [method: string]: { security: { management?: string[] }[]; responses: { [status: string]: unknown } }
      }
    }
  }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security, responses }]) => ({
      method,
      path,
      scopes: security.flatMap(({ management }) => management ?? []),
      statuses: Object.keys(responses),
    })),
  )
}

const guarded = (): Operation[] => operations.filter(({ scopes }) => scopes.length > 0)
const nameOf = ({ method, path }: Operation): string => `${method} ${path}`

/** @returns the path with an id of those, and any other parameter as a script's name */
function pathWith(operation: Operation, ids: Ids): string {
  const known = Object.keys(ids).find(
    (start) => operation.path === start || operation.path.startsWith(`${start}/`),
  )
  const id = known === undefined ? 'x' : ids[known]
  return (
    operation.path
      .replace(/\{\w+\}/, id ?? '')
      .replace('{name}', 'login')
      .replace('{version}', '1')
      .replace(/\{\w+\}/g, 'x') + (QUERIES[nameOf(operation)] ?? '')
  )
}

function ask(tenant: TestTenant, operation: Operation, ids: Ids, token?: string): Promise<Answer> {
  const body = BODIES[nameOf(operation)] ?? (/^p/.test(operation.method) ? {} : undefined)
  return tenant.call(pathWith(operation, ids), {
    method: operation.method.toUpperCase(),
    body,
    ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
  })
}

/** @returns a token with every scope but these */
async function tokenWithout(tenant: TestTenant, scopes: string[]): Promise<string> {
  const audience = `${tenant.public_url}/api/v2/`
  const grant = { grant_type: 'client_credentials', ...tenant.admin, audience }
  const { scope } = (await tenant.token(grant)).body as { scope: string }
  const others = scope.split(' ').filter((one) => !scopes.includes(one))
  const { body } = await tenant.token({ ...grant, scope: others.join(' ') })
  return (body as { access_token: string }).access_token
}

/** All that a tenant is told about itself, as text. Following its log has no end. */
async function allAnswers(tenant: TestTenant, ids: Ids): Promise<string[]> {
  const answers: string[] = []
  for (const operation of operations) {
    if (operation.method !== 'get' || /\/logs|healthz|readyz|\/operator\//.test(operation.path)) continue
    const { status, text } = await ask(tenant, operation, ids, tenant.access_token)
    answers.push(`${operation.path} ${status} ${text}`)
  }
  return answers
}

describe('T1: each guarded endpoint', () => {
  test('is one of many, and tells in its description that it may answer 401 and 403', () => {
    expect(guarded().length).toBeGreaterThan(40)
    for (const operation of guarded()) {
      expect(operation.statuses, nameOf(operation)).toEqual(expect.arrayContaining(['401', '403']))
    }
    const open = operations.filter(({ scopes, path }) => scopes.length === 0 && path.startsWith('/api/'))
    expect(open.map(({ path }) => path).filter((path) => !BEFORE_LOGIN.includes(path))).toEqual([])
  })

  test('answers 401 without a token and to a forged one', async () => {
    for (const operation of guarded()) {
      expect((await ask(bravo, operation, theirs)).status, nameOf(operation)).toBe(401)
      expect((await ask(bravo, operation, theirs, 'a.b.c')).status, nameOf(operation)).toBe(401)
    }
  })

  test('answers 401 to the token of another tenant’s administrator, to that of the operator too', async () => {
    const { access_token } = (
      await server.token({
        grant_type: 'client_credentials',
        ...server.admin,
        audience: `${server.url}/api/v2/`,
      })
    ).body as { access_token: string }
    for (const operation of guarded()) {
      for (const token of [acme.access_token, access_token]) {
        expect((await ask(bravo, operation, theirs, token)).status, nameOf(operation)).toBe(401)
      }
    }
  })

  test('answers 401 to a token that has expired', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 2 * 86_400_000 })
    const expired = await tokenWithout(bravo, [])
    vi.useRealTimers()
    for (const operation of guarded()) {
      const answer = await ask(bravo, operation, theirs, expired)
      expect(answer, nameOf(operation)).toMatchObject({
        status: 401,
        body: { message: expect.stringContaining('Expired') },
      })
    }
  })

  test('answers 403 insufficient_scope to a token that has every scope but its own', async () => {
    const tokens = new Map<string, string>()
    for (const operation of guarded()) {
      const key = operation.scopes.join(' ')
      const token = tokens.get(key) ?? (await tokenWithout(bravo, operation.scopes))
      tokens.set(key, token)
      expect(await ask(bravo, operation, theirs, token), nameOf(operation)).toMatchObject({
        status: 403,
        body: { errorCode: 'insufficient_scope' },
      })
    }
  })

  test('finds nothing under the ids of another tenant, in the words for ids that nobody has, and changes nothing', async () => {
    const before = await allAnswers(bravo, theirs)
    const named = guarded().filter(({ path }) => path.includes('{') && !SHARED.includes(path))
    expect(named.length).toBeGreaterThan(15)
    // Reads first: a write leaves an entry about its user in the caller's own log.
    const readsFirst = named.toSorted((a, b) => Number(b.method === 'get') - Number(a.method === 'get'))
    for (const operation of readsFirst) {
      const isKnown = Object.keys(theirs).some((start) => operation.path.startsWith(start))
      expect.soft(isKnown, `say in fill() what an id of ${operation.path} is`).toBe(true)
      const answers: Answer[] = []
      for (const ids of [theirs, NOBODYS]) answers.push(await ask(acme, operation, ids, acme.access_token))
      const [there, nowhere] = answers.map(({ status, text }) => ({ status, text }))
      expect.soft(there, nameOf(operation)).toEqual(nowhere)
      const empty = EMPTY.get(nameOf(operation))
      if (empty !== undefined) {
        expect.soft(there, nameOf(operation)).toEqual({ status: 200, text: empty })
        continue
      }
      // Deleting what is not there is no error.
      const allowed = operation.method === 'delete' ? [202, 204, 401, 403, 404] : [401, 403, 404]
      expect.soft(allowed, `${nameOf(operation)}: ${there?.text}`).toContain(there?.status)
    }
    expect(await allAnswers(bravo, theirs)).toEqual(before)
  })

  test('in a body, too, the ids of another tenant are those of nobody', async () => {
    const before = await allAnswers(bravo, theirs)
    const [client_id, nobody] = [theirs, NOBODYS].map((ids) => ids['/api/v2/clients/{id}'])
    const own = await acme.connection('own')
    await acme.api('POST', 'resource-servers', { identifier: 'https://api.example.com' })
    const grant = (id: string | undefined) =>
      acme.api('POST', 'client-grants', { client_id: id, audience: 'https://api.example.com', scope: [] })
    const [there, nowhere] = [await grant(client_id), await grant(nobody)]
    expect(there).toMatchObject({ status: 404, text: nowhere.text })
    expect((await acme.api('PATCH', 'tenants/settings', { default_directory: 'legacy' })).status).toBe(400)
    await acme.api('DELETE', `connections/${own}`)
    expect(await allAnswers(bravo, theirs)).toEqual(before)
  })
})

test('T2: what a tenant is told is the same to the byte with and without another tenant’s data', async () => {
  const charlie = await createTenant(server, 'charlie')
  const ids = await fill(charlie)
  const logs = () => charlie.api('GET', 'logs?per_page=100&sort=date:1').then(({ text }) => text)
  const before = [await allAnswers(charlie, ids), await logs()]
  const delta = await createTenant(server, 'delta')
  await fill(delta)
  expect([await allAnswers(charlie, ids), await logs()]).toEqual(before)
  expect((await server.api('DELETE', 'operator/tenants/delta')).status).toBe(204)
  expect([await allAnswers(charlie, ids), await logs()]).toEqual(before)
})
