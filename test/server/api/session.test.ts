import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { SignedIn } from '../../support/members.ts'
import { OWNER, signedIn, signIn, withOwner } from '../../support/members.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'
import { isEmbedded } from '../../support/test-store.ts'

const PASSWORD = OWNER.password

const start = (environment = {}): Promise<TestServer> =>
  startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    environment,
  )

describe('set-up', () => {
  test('the set-up link creates the first owner, signs in, and is void afterwards', async () => {
    const server = await start()
    const look = () => server.call(`/api/v2/setup?token=${server.setup_token}`)
    expect(server.setup_token).toMatch(/^[\w-]{43}$/)
    expect((await look()).body).toEqual({})
    expect((await server.call('/api/v2/setup?token=guess')).body).toMatchObject({
      statusCode: 404,
      errorCode: 'inexistent_setup',
    })
    const waits = async () => (await server.call('/api/v2/setup')).body
    expect(await waits()).toEqual({ needs_owner: true })
    const { answer, ask } = await withOwner(server)
    expect(await waits()).toEqual({ needs_owner: false })
    expect(answer.status).toBe(201)
    expect(answer.body).toEqual({
      member: {
        member_id: expect.stringMatching(/^mem_/),
        email: 'Olga@example.com',
        name: 'Olga',
        role: 'owner',
      },
      tenant: { name: 'default' },
      tenants: [{ name: 'default' }],
      csrf_token: expect.stringMatching(/^[\w-]{43}$/),
      docs_url: `${server.url}/docs/`,
    })
    expect(answer.text).not.toContain('argon2')
    expect((await look()).status).toBe(404)
    expect(
      (await server.call('/api/v2/setup', { method: 'POST', body: { token: server.setup_token, ...OWNER } }))
        .status,
    ).toBe(404)
    expect((await ask('GET', 'session')).body).toEqual(answer.body)
  })

  test('a restart prints another link while there is no owner, and none afterwards', async () => {
    const folder = temporaryFolder()
    const first = await start({ FERRY_DATA_DIR: folder })
    await first.stop()
    const second = await start({ FERRY_DATA_DIR: folder })
    expect(second.setup_token).not.toBe(first.setup_token)
    // Servers of one PostgreSQL that start do not void each other's links; the first owner ends all.
    const earlier = async (): Promise<number> =>
      (await second.call(`/api/v2/setup?token=${first.setup_token}`)).status
    expect(await earlier()).toBe(isEmbedded() ? 404 : 200)
    await withOwner(second)
    expect(await earlier()).toBe(404)
    await second.stop()
    expect((await start({ FERRY_DATA_DIR: folder })).setup_token).toBe('')
  })

  test.each([
    ['short', 'PasswordStrengthError'],
    ['olga@example.com', 'PasswordNoUserInfoError'],
    ['LeaveMeAlone', 'PasswordDictionaryError'],
  ])('A11: an owner’s password is not %s', async (password, name) => {
    const server = await start()
    const { status, body } = await server.call('/api/v2/setup', {
      method: 'POST',
      body: { token: server.setup_token, ...OWNER, password },
    })
    expect(status).toBe(400)
    expect(body).toMatchObject({ name })
  })
})

describe('signing in', () => {
  test('A12: each sign-in sets a new cookie for Ferry’s own pages only, and voids the one before', async () => {
    const server = await start()
    const owner = await withOwner(server)
    expect([owner.answer.headers['set-cookie']].flat()).toEqual([
      expect.stringMatching(/^ferry_session=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/),
      expect.stringMatching(/^ferry_device_mem_\w+=[\w.]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/),
    ])
    const again = signedIn(
      server,
      await signIn(server, { email: ' olga@EXAMPLE.com ', password: PASSWORD }, { cookie: owner.cookie }),
    )
    expect(again.answer.status).toBe(200)
    expect(again.cookie).not.toBe(owner.cookie)
    expect((await again.ask('GET', 'session')).status).toBe(200)
    expect((await owner.ask('GET', 'session')).body).toMatchObject({
      statusCode: 401,
      errorCode: 'invalid_token',
    })
  })

  test('over https the cookie has the prefix __Host-', async () => {
    const server = await start({ FERRY_PUBLIC_URL: 'https://login.example.com' })
    const { answer, cookie } = await withOwner(server)
    expect([answer.headers['set-cookie']].flat()[0]).toMatch(
      /^__Host-ferry_session=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure$/,
    )
    const unprefixed = cookie.replace('__Host-', '')
    expect((await server.call('/api/v2/session', { headers: { cookie: unprefixed } })).status).toBe(401)
    expect((await server.call('/api/v2/session', { headers: { cookie } })).status).toBe(200)
  })

  test('A1: a wrong password and an unknown member get the same answer, and no cookie', async () => {
    const server = await start()
    await withOwner(server)
    const wrong = await signIn(server, { email: OWNER.email, password: 'wrong' })
    const unknown = await signIn(server, { email: 'eve@example.com', password: 'wrong' })
    expect(wrong.status).toBe(401)
    expect(wrong.body).toEqual({
      statusCode: 401,
      error: 'Unauthorized',
      message: 'Wrong email or password.',
      errorCode: 'invalid_credentials',
    })
    expect(unknown.body).toEqual(wrong.body)
    expect(wrong.headers['set-cookie']).toBeUndefined()
  })

  test('A6: after ten wrong passwords the right one has to wait too; 50 at once reach ten comparisons', async () => {
    const server = await start()
    await withOwner(server)
    const tries = await Promise.all(
      Array.from({ length: 50 }, () => signIn(server, { email: OWNER.email, password: 'wrong' })),
    )
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(10)
    const refused = await signIn(server, { email: OWNER.email, password: PASSWORD })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    const elsewhere = await server.call('/api/v2/session', {
      method: 'POST',
      body: { email: OWNER.email, password: PASSWORD },
      local_address: '127.0.0.77',
    })
    expect(elsewhere.status).toBe(200)
  })

  test('signing out ends the session for every copy of the cookie; signing out everywhere ends all sessions', async () => {
    const server = await start()
    const first = await withOwner(server)
    const open = async () =>
      signedIn(server, await signIn(server, { email: OWNER.email, password: PASSWORD }))
    const [second, third] = [await open(), await open()]
    const out = await second.ask('DELETE', 'session')
    expect(out.status).toBe(204)
    expect([out.headers['set-cookie']].flat()[0]).toMatch(/^ferry_session=; Path=\/; Max-Age=0;/)
    const states = async () =>
      Promise.all([first, second, third].map(async (one) => (await one.ask('GET', 'session')).status))
    expect(await states()).toEqual([200, 401, 200])
    expect((await third.ask('DELETE', 'session?everywhere=true')).status).toBe(204)
    expect(await states()).toEqual([401, 401, 401])
    expect((await third.ask('DELETE', 'session')).status).toBe(204)
  })
})

describe('H2: a write by cookie must come from Ferry’s own page', () => {
  let server: TestServer
  let owner: SignedIn
  let id = ''
  beforeAll(async () => {
    server = await startTestServer(
      createFakeRuntime(() => ({ kind: 'none' })),
      {},
      afterAll,
    )
    id = await server.connection('crm')
    owner = await withOwner(server)
  })

  test.each<[string, { [name: string]: string }, number]>([
    ['its token and the browser’s word', {}, 200],
    ['its token and our origin', { 'sec-fetch-site': '', origin: 'SELF' }, 200],
    ['no token', { 'x-csrf-token': '' }, 403],
    ['another token', { 'x-csrf-token': 'A'.repeat(43) }, 403],
    ['its token from another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['its token from another host of our site', { 'sec-fetch-site': 'same-site' }, 403],
    ['its token from another origin', { 'sec-fetch-site': '', origin: 'https://evil.example' }, 403],
    ['its token from no origin', { 'sec-fetch-site': '', origin: 'null' }, 403],
    ['its token and nothing about where it comes from', { 'sec-fetch-site': '' }, 403],
    ['a body that a form could send', { 'content-type': 'text/plain' }, 415],
  ])('a write with %s', async (_with, changed, status) => {
    const given = {
      cookie: owner.cookie,
      'x-csrf-token': owner.csrf,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      ...changed,
    }
    const headers = Object.fromEntries(
      Object.entries(given).flatMap(([name, value]) =>
        value === '' ? [] : [[name, value.replace('SELF', server.url)]],
      ),
    )
    const answer = await server.call(`/api/v2/connections/${id}`, {
      method: 'PATCH',
      body: { display_name: 'CRM' },
      headers,
    })
    expect(answer.status).toBe(status)
    if (status === 403) expect(answer.body).toMatchObject({ errorCode: 'invalid_csrf_token' })
  })

  test('a page of another site can neither sign somebody in or out, nor create the owner', async () => {
    const evil = { 'sec-fetch-site': 'cross-site' }
    const setup = await server.call('/api/v2/setup', {
      method: 'POST',
      body: { token: server.setup_token, ...OWNER },
      headers: evil,
    })
    expect(setup.status).toBe(403)
    expect((await signIn(server, { email: OWNER.email, password: PASSWORD }, evil)).status).toBe(403)
    expect((await owner.ask('DELETE', 'session', undefined, evil)).status).toBe(403)
    expect((await owner.ask('GET', 'session')).status).toBe(200)
  })

  test('a wrong bearer header is refused, although the cookie is valid', async () => {
    expect((await owner.ask('GET', 'connections')).status).toBe(200)
    expect((await owner.ask('GET', 'connections', undefined, { authorization: 'Bearer x.y.z' })).status).toBe(
      401,
    )
    expect((await owner.ask('GET', 'connections', undefined, { authorization: 'Basic eDp5' })).status).toBe(
      401,
    )
  })
})

describe('members', () => {
  const member = (role: string, name = role) => ({
    email: `${name}@example.com`,
    password: PASSWORD,
    name,
    role,
  })

  async function as(server: TestServer, owner: SignedIn, role: string): Promise<SignedIn> {
    const made = await owner.ask('POST', 'members', member(role))
    expect(made.status, made.text).toBe(201)
    return signedIn(server, await signIn(server, { email: `${role}@example.com`, password: PASSWORD }))
  }

  test('T4: each role has its own scopes, and no others', async () => {
    const server = await start()
    const id = await server.connection('crm')
    const owner = await withOwner(server)
    const asks = [
      ['GET', 'connections'],
      ['PATCH', `connections/${id}`],
      ['POST', 'connections'],
      ['GET', 'users'],
      ['GET', 'logs'],
      ['GET', 'members'],
      ['DELETE', 'members/mem_none'],
    ] as const
    const may: { [role: string]: number[] } = {}
    for (const role of ['admin', 'editor', 'viewer', 'support']) {
      const session = await as(server, owner, role)
      may[role] = []
      for (const [method, path] of asks) {
        const body = method === 'PATCH' ? { display_name: role } : method === 'POST' ? {} : undefined
        may[role].push((await session.ask(method, path, body)).status)
      }
    }
    expect(may).toEqual({
      admin: [200, 200, 400, 200, 200, 200, 404],
      editor: [200, 200, 403, 200, 200, 403, 403],
      viewer: [200, 403, 403, 200, 200, 200, 403],
      support: [403, 403, 403, 200, 200, 403, 403],
    })
  })

  test('T5: the log names the member who changed something', async () => {
    const server = await start()
    const id = await server.connection('crm')
    const owner = await withOwner(server)
    await owner.ask('PATCH', `connections/${id}`, { display_name: 'CRM' })
    const { member: me } = owner.answer.body as { member: { member_id: string } }
    let found: unknown[] = []
    while (found.length === 0) {
      const { body } = await owner.ask(
        'GET',
        `logs?q=${encodeURIComponent('type:sapi "Olga@example.com" description:*connection')}`,
      )
      found = body as unknown[]
    }
    expect(found).toEqual([
      expect.objectContaining({
        user_name: 'Olga@example.com',
        details: {
          request: { method: 'patch', path: `/api/v2/connections/${id}` },
          response: { statusCode: 200 },
          member_id: me.member_id,
        },
      }),
    ])
  })

  test('only owners create, change and remove owners, and the last owner stays', async () => {
    const server = await start()
    const owner = await withOwner(server)
    const { member: me } = owner.answer.body as { member: { member_id: string } }
    const admin = await as(server, owner, 'admin')
    expect((await admin.ask('POST', 'members', member('owner'))).body).toMatchObject({
      statusCode: 403,
      errorCode: 'insufficient_role',
    })
    expect((await admin.ask('PATCH', `members/${me.member_id}`, { role: 'viewer' })).status).toBe(403)
    expect((await admin.ask('DELETE', `members/${me.member_id}`)).status).toBe(403)
    expect((await owner.ask('DELETE', `members/${me.member_id}`)).body).toMatchObject({
      statusCode: 409,
      errorCode: 'last_owner',
    })
    expect((await owner.ask('PATCH', `members/${me.member_id}`, { role: 'viewer' })).status).toBe(409)
    expect((await admin.ask('POST', 'members', member('viewer'))).status).toBe(201)
    expect((await admin.ask('POST', 'members', member('viewer'))).body).toMatchObject({
      statusCode: 409,
      errorCode: 'conflict',
    })
    const { body } = await server.api('GET', 'members')
    expect((body as { email: string; role: string }[]).map(({ email, role }) => [email, role])).toEqual([
      ['Olga@example.com', 'owner'],
      ['admin@example.com', 'admin'],
      ['viewer@example.com', 'viewer'],
    ])
  })

  test('A12: a new role counts at once; a new password and removal end the member’s sessions', async () => {
    const server = await start()
    const owner = await withOwner(server)
    const editor = await as(server, owner, 'editor')
    const { member: them } = editor.answer.body as { member: { member_id: string } }
    const path = `members/${them.member_id}`
    expect((await owner.ask('PATCH', path, { role: 'support' })).body).toMatchObject({ role: 'support' })
    expect((await editor.ask('GET', 'connections')).status).toBe(403)
    expect((await owner.ask('PATCH', path, { password: 'short' })).status).toBe(400)
    expect((await owner.ask('PATCH', path, { password: `${PASSWORD} 2` })).status).toBe(200)
    expect((await editor.ask('GET', 'users')).status).toBe(401)
    const again = signedIn(
      server,
      await signIn(server, { email: 'editor@example.com', password: `${PASSWORD} 2` }),
    )
    expect((await again.ask('GET', 'users')).status).toBe(200)
    expect((await owner.ask('DELETE', path)).status).toBe(204)
    expect((await again.ask('GET', 'users')).status).toBe(401)
    expect((await owner.ask('DELETE', path)).body).toMatchObject({
      statusCode: 404,
      errorCode: 'inexistent_member',
    })
    expect((await owner.ask('PATCH', path, {})).status).toBe(404)
  })
})
