import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '../../../runtime/index.ts'
import type { FakeScript } from '../../support/fake-runtime.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { linkIn, openOutbox } from '../../support/outbox.ts'
import { useSandbox } from '../../support/sandbox.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'

const SECRET = 'JBSWY3DPEHPK3PXP'
const FACTORS: Json = [{ totp: { secret: SECRET } }, { phone: { value: '+4915112345678' } }]
const CODE = 'mfa_factors_unsupported'
const source = 'function script () {}'
const customScripts = {
  login: source,
  get_user: source,
  create: source,
  change_email: source,
  verify: source,
  change_password: source,
}

let script: FakeScript
let server: TestServer
const data_dir = temporaryFolder(afterAll)
beforeAll(async () => {
  const runtime = createFakeRuntime((call) => script(call))
  server = await startTestServer(runtime, { FERRY_DATA_DIR: data_dir }, afterAll)
})

let connections = 0
/** A connection whose scripts return a person with these factors. */
async function open(factors: Json, options: object = {}) {
  connections += 1
  const name = `c${connections}`
  const id = await server.connection(name, { customScripts, ...options })
  let brings = factors
  script = ({ args: [who], script: { action } }) => {
    if (action === 'create' || action === 'change_email') return { kind: 'none' }
    const profile = { user_id: `${name}-1`, email: String(who), email_verified: true }
    return { kind: 'value', value: { ...profile, ...(brings !== undefined && { mfa_factors: brings }) } }
  }
  return {
    name,
    id,
    login: () => server.login(name, 'ann@example.com', 'old-secret'),
    bring(next: Json) {
      brings = next
    },
    async failures() {
      const { body } = await server.api('GET', `connections/${id}/migration`)
      return (body as { failures: { code: string; events: number }[] }).failures
    },
    async users() {
      const { body } = await server.api('GET', `users?q=identities.connection:${name}`)
      return body as { user_id: string }[]
    },
  }
}

const REFUSED = { status: 400, body: { error: CODE } }

describe('a profile that brings second factors is refused by every way that would store it', () => {
  test.each([
    ['import mode', { import_mode: true }],
    ['legacy mode', { import_mode: false }],
  ])('a sign-in, in %s', async (_, options) => {
    const { login, users, failures, bring, id } = await open(FACTORS, options)
    for (let n = 0; n < 12; n++) expect(await login()).toMatchObject(REFUSED)
    expect(await users()).toEqual([])
    expect(await failures()).toEqual([{ code: CODE, events: 12 }])
    // The password was right: nothing counted.
    bring([])
    expect((await login()).status).toBe(200)
    const { text } = await server.api('GET', `connections/${id}/runs`)
    expect(text).not.toContain(SECRET)
    expect(text).toContain('ferry_mfa_factors')
  })

  test('in legacy mode, a sign-in of somebody whose profile is cached', async () => {
    const { login, bring } = await open(null, { import_mode: false })
    expect((await login()).status).toBe(200)
    bring(FACTORS)
    expect(await login()).toMatchObject(REFUSED)
  })

  test('a password reset: no mail goes out, and a link that went out before stores nobody', async () => {
    const { name, users, failures, bring } = await open(FACTORS)
    const ask = (email: string) =>
      server.call('/dbconnections/change_password', {
        method: 'POST',
        body: { client_id: server.admin.client_id, connection: name, email },
      })
    expect((await ask('bob@example.com')).status).toBe(200)
    await expect.poll(failures).toEqual([{ code: CODE, events: 1 }])

    bring(null)
    const outbox = openOutbox(data_dir)
    await ask('ann@example.com')
    const link = new URL(linkIn(await outbox.next('ann@example.com')))
    bring(FACTORS)
    const password = 'Battery-Staple-7'
    const answer = await server.call(link.pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        ticket: link.searchParams.get('ticket') ?? '',
        password,
        password_again: password,
      }).toString(),
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await users()).toEqual([])
    expect(outbox.mails().filter(({ to }) => to === 'bob@example.com')).toEqual([])
    expect(await failures()).toEqual([{ code: CODE, events: 2 }])
  })

  test('an email change to an address whose legacy record brings them', async () => {
    const { name, login, bring, failures } = await open(null)
    expect((await login()).status).toBe(200)
    bring(FACTORS)
    const answer = await server.api('PATCH', `users/auth0%7C${name}-1`, { email: 'anna@example.com' })
    expect(answer).toMatchObject({ status: 400, body: { errorCode: CODE } })
    expect(await failures()).toEqual([{ code: CODE, events: 1 }])
  })

  test('a sign-up in legacy mode, whose proof is a profile', async () => {
    const { name, users } = await open(FACTORS, { import_mode: false })
    const create = script
    script = (call) => (call.script.action === 'get_user' ? { kind: 'none' } : create(call))
    const answer = await server.call('/dbconnections/signup', {
      method: 'POST',
      body: {
        client_id: server.admin.client_id,
        connection: name,
        email: 'new@example.com',
        password: 'Battery-Staple-7',
      },
    })
    expect(answer).toMatchObject({ status: 400, body: { code: CODE } })
    expect(await users()).toEqual([])
  })
})

test('whether somebody is there is told as ever: sign-up and whois store nothing', async () => {
  const { name, id } = await open(FACTORS)
  const answer = await server.call('/dbconnections/signup', {
    method: 'POST',
    body: {
      client_id: server.admin.client_id,
      connection: name,
      email: 'ann@example.com',
      password: 'Battery-Staple-7',
    },
  })
  expect(answer).toMatchObject({ status: 400, body: { code: 'user_exists' } })
  const whois = await server.api('GET', `connections/${id}/whois?identifier=ann@example.com`)
  expect(whois).toMatchObject({ status: 200, body: { state: 'legacy' } })
})

test.each([[[]], [null], [[null]], [false], ['']])('%j is no factor', async (none) => {
  const { login } = await open(none)
  expect((await login()).status).toBe(200)
})

test.each([[[{}]], [{ totp: {} }], ['yes'], [1], [true]])('%j is one', async (some) => {
  const { login } = await open(some)
  expect(await login()).toMatchObject(REFUSED)
})

test('ferry_mfa_factors: drop lets people in without them, and keeps nothing of them', async () => {
  const { login, users, id } = await open(FACTORS, { ferry_mfa_factors: 'drop' })
  expect((await login()).status).toBe(200)
  expect(await users()).toHaveLength(1)
  expect(JSON.stringify(await users())).not.toContain('mfa_factors')
  const { text } = await server.api('GET', `connections/${id}/runs`)
  expect(text).toContain('signs in by password alone')
  expect(text).not.toContain(SECRET)
})

test('the option is checked, and kept as it was written', async () => {
  const { id } = await open(null, { ferry_mfa_factors: 'refuse' })
  expect((await server.api('GET', `connections/${id}`)).body).toMatchObject({
    options: { ferry_mfa_factors: 'refuse' },
  })
  const wrong = await server.api('PATCH', `connections/${id}`, { options: { ferry_mfa_factors: 'keep' } })
  expect(wrong).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('ferry_mfa_factors') },
  })
})

describe('whoever writes the script is told beforehand, in a real sandbox', () => {
  const sandbox = useSandbox()
  const login = `function login(email, password, callback) {
    var user = { user_id: 'x1', email: email, mfa_factors: ${JSON.stringify(FACTORS)} }
    console.log('found ' + JSON.stringify(user))
    callback(null, user)
  }`
  const getUser = login.replace('email, password, callback', 'email, callback')
  const typed = { identifier: 'ann@example.com', password: 'typed-secret' }

  async function start(options: object = {}) {
    const real = await startTestServer({ ...sandbox.runtime(), close: async () => undefined })
    const id = await real.connection('legacy', {
      customScripts: { login, get_user: getUser },
      enabledDatabaseCustomization: true,
      ...options,
    })
    return (path: string, body: object) => real.api('POST', `connections/${id}/${path}`, body)
  }
  const check = (ok: boolean | null) => expect.objectContaining({ id: 'mfa_factors', ok })

  test('by a test-run, a preview, a real trial and the drift check; the secrets are in none of them', async () => {
    const post = await start()
    const run = await post('scripts/login/try', { arguments: typed })
    expect(run).toMatchObject({ status: 200, body: { ok: false, error: { code: CODE } } })
    const preview = await post('try-login', { ...typed, mode: 'preview' })
    const real = await post('try-login', { ...typed, mode: 'real' })
    for (const { body } of [preview, real]) expect(body).toMatchObject({ ok: false, error: { code: CODE } })
    const drift = await post('drift', typed)
    for (const { body, text } of [run, preview, real, drift]) {
      expect((body as { checks: object[] }).checks).toContainEqual(check(false))
      expect(text).not.toContain(SECRET)
      expect(text).not.toContain('4915112345678')
    }
    for (const { text } of [run, preview, real]) expect(text).toContain('found {')
    expect(drift.body).toMatchObject({ verdict: 'same' })
  })

  test('also where they are dropped: what is kept, and that they are not', async () => {
    const post = await start({ ferry_mfa_factors: 'drop' })
    const run = await post('scripts/login/try', { arguments: typed })
    expect(run).toMatchObject({
      status: 200,
      body: {
        ok: true,
        result: { mfa_factors: [{ totp: { secret: '[redacted]' } }, { phone: { value: '[redacted]' } }] },
        profile_preview: {
          fields: expect.arrayContaining([{ returned: 'mfa_factors', change: 'dropped' }]),
        },
        warnings: [expect.stringContaining('mfa_factors were left out')],
      },
    })
    const preview = await post('try-login', { ...typed, mode: 'preview' })
    const drift = await post('drift', typed)
    for (const { body, text } of [run, preview, drift]) {
      expect((body as { checks: object[] }).checks).toContainEqual(check(null))
      expect(text).not.toContain(SECRET)
    }
  })
})
