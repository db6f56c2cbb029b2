import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FakeScript } from '../../support/fake-runtime.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import type { Outbox } from '../../support/outbox.ts'
import { linkIn, openOutbox } from '../../support/outbox.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'

const OLD = 'Correct-Horse-9'
const NEW = 'Battery-Staple-7'
const LOCAL = { enabledDatabaseCustomization: false, import_mode: false }
const LEGACY = { enabledDatabaseCustomization: true, import_mode: false }
const source = 'function script () {}'
const customScripts = { login: source, get_user: source, change_password: source }

let script: FakeScript
const runtime = createFakeRuntime((call) => script(call))
const data_dir = temporaryFolder(afterAll)
let server: TestServer
let outbox: Outbox
beforeAll(async () => {
  server = await startTestServer(runtime, { FERRY_DATA_DIR: data_dir }, afterAll)
  outbox = openOutbox(data_dir)
})

let people = 0
/** @returns an email address that no other test uses */
const somebody = (): string => {
  people += 1
  return `person-${people}@example.com`
}

/** @param next how scripts end from now on */
async function connect(options: object, next: FakeScript = () => ({ kind: 'none' })) {
  script = next
  people += 1
  const name = `connection-${people}`
  const id = await server.connection(name, { customScripts, ...options })
  runtime.calls.length = 0
  return { name, id }
}

async function addUser(connection: string, email: string): Promise<string> {
  const { status, body, text } = await server.api('POST', 'users', {
    connection,
    email,
    password: OLD,
    email_verified: true,
  })
  if (status !== 201) throw new Error(text)
  return (body as { user_id: string }).user_id
}

const ask = (connection: string, email: string, more?: object, headers?: { [name: string]: string }) =>
  server.call('/dbconnections/change_password', {
    method: 'POST',
    body: { client_id: server.admin.client_id, connection, email, ...more },
    ...(headers ? { headers } : {}),
  })

const ticketOf = (link: string): string => new URL(link).searchParams.get('ticket') ?? ''
const open = (link: string): Promise<Answer> => server.call(link.slice(server.url.length))

const submit = (link: string, password: string, again = password, path = '/u/reset-password') =>
  server.call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ticket: ticketOf(link), password, password_again: again }).toString(),
  })

async function mailedLink(connection: string, email: string): Promise<string> {
  await ask(connection, email)
  return linkIn(await outbox.next(email))
}

async function ticketFor(body: object): Promise<string> {
  const { status, body: answer, text } = await server.api('POST', 'tickets/password-change', body)
  if (status !== 201) throw new Error(text)
  return (answer as { ticket: string }).ticket
}

const getUserOf = (profile: { user_id: string; email: string }): FakeScript => {
  return ({ script: { action } }) =>
    action === 'get_user' ? { kind: 'value', value: profile } : { kind: 'none' }
}

test('A7: a link sets the password once, however often it was opened before', async () => {
  const { name } = await connect(LOCAL)
  const email = somebody()
  await addUser(name, email)
  const answer = await ask(name, email)
  expect(answer).toMatchObject({ status: 200, text: "We've just sent you an email to reset your password." })
  expect(answer.headers['content-type']).toContain('text/html')
  const link = linkIn(await outbox.next(email))
  expect(link.startsWith(`${server.url}/u/reset-password?ticket=`)).toBe(true)
  for (let times = 0; times < 3; times++) expect((await open(link)).status).toBe(200)
  expect((await server.login(name, email, OLD)).status).toBe(200)

  const done = await submit(link, NEW)
  expect(done.status).toBe(200)
  expect(done.text).toContain('Your password was changed')
  expect((await server.login(name, email, OLD)).status).toBe(403)
  expect((await server.login(name, email, NEW)).status).toBe(200)
  const notice = await outbox.next(email)
  expect(notice.subject).toBe('Your password was changed')
  expect(notice.text).not.toContain('http')

  const again = await submit(link, 'Another-Password-5')
  expect(again.status).toBe(400)
  expect(again.text).toContain('used already')
  expect((await open(link)).text).toContain('used already')
  expect((await server.login(name, email, NEW)).status).toBe(200)
})

test('A7: of simultaneous submissions of one link exactly one sets the password', async () => {
  const { name } = await connect(LOCAL)
  const email = somebody()
  await addUser(name, email)
  const link = await mailedLink(name, email)
  const passwords = [1, 2, 3, 4].map((number) => `Battery-Staple-${number}`)
  const answers = await Promise.all(passwords.map((password) => submit(link, password)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400, 400, 400])
  const winner = answers.findIndex(({ status }) => status === 200)
  const logins = await Promise.all(passwords.map((password) => server.login(name, email, password)))
  expect(logins.map(({ status }) => status === 200)).toEqual(passwords.map((_, index) => index === winner))
})

test('A7: a newer request, another email and another password void a link', async () => {
  const { name } = await connect(LOCAL)
  const email = somebody()
  const user_id = encodeURIComponent(await addUser(name, email))
  const first = await mailedLink(name, email)
  const second = await mailedLink(name, email)
  expect((await submit(first, NEW)).text).toContain('newer link')
  expect((await server.api('PATCH', `users/${user_id}`, { password: 'Third-Password-3' })).status).toBe(200)
  expect((await submit(second, NEW)).status).toBe(400)
  const third = await mailedLink(name, email)
  expect((await server.api('PATCH', `users/${user_id}`, { email: somebody() })).status).toBe(200)
  expect((await submit(third, NEW)).status).toBe(400)
  expect((await server.login(name, email, NEW)).status).toBe(403)
})

test('A7: a ticket of another purpose or tenant does nothing, nor does a malformed ticket', async () => {
  const { name } = await connect(LOCAL)
  const email = somebody()
  const user_id = await addUser(name, email)
  const link = await ticketFor({ user_id })
  for (const path of ['/u/email-verification', '/u/unblock']) {
    expect((await submit(link, NEW, NEW, path)).status).toBe(400)
  }
  expect((await server.api('POST', 'operator/tenants', { name: 'other' })).status).toBeLessThan(300)
  const elsewhere = await server.call('/u/reset-password', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      host: `other.localhost:${new URL(server.url).port}`,
    },
    body: new URLSearchParams({ ticket: ticketOf(link), password: NEW, password_again: NEW }).toString(),
  })
  expect(elsewhere.status).toBe(400)
  const bad = ['', 'x', ticketOf(link).slice(1), 'a'.repeat(5_000)]
  for (const ticket of bad) {
    expect((await submit(`${server.url}/?ticket=${ticket}`, NEW)).status).toBe(400)
  }
  expect((await submit(link, NEW)).status).toBe(200)
})

test('a refused password leaves form and link usable, and screen readers find what is wrong', async () => {
  const { name } = await connect({ ...LOCAL, passwordPolicy: 'good' })
  const email = somebody()
  const link = await ticketFor({ user_id: await addUser(name, email) })
  const page = (await open(link)).text
  expect(page).toContain('<html lang="en">')
  expect(page).toContain('At least 8 characters')
  expect(page).toMatch(/<label for="password">[\s\S]*<input type="password" id="password"/)

  const weak = await submit(link, 'weak')
  expect(weak.status).toBe(400)
  expect(weak.text).toMatch(/aria-invalid="true" aria-describedby="password-error rules"/)
  expect(weak.text).toMatch(/id="password-error">This password is too weak\./)
  expect(weak.text).toContain('role="alert"')
  const different = await submit(link, NEW, `${NEW}x`)
  expect(different.text).toMatch(/id="password_again-error">The two passwords are not the same\./)
  expect((await submit(link, '')).text).toContain('Enter a new password.')
  expect((await submit(link, 'x'.repeat(2_000))).text).toContain('longer than 1,024 bytes')
  for (const answer of [weak, different]) expect(answer.text).not.toContain(NEW)
  expect((await submit(link, NEW)).status).toBe(200)
})

test('pages run no script, load nothing, are not cached, and send the link to no other site', async () => {
  const { name } = await connect(LOCAL)
  await server.api('PATCH', 'tenants/settings', { friendly_name: 'A<b>&"Co' })
  const link = await ticketFor({
    user_id: await addUser(name, somebody()),
    result_url: 'https://app.example.com/in?x=1',
  })
  const { headers, text } = await open(link)
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self' https:\/\/app\.example\.com; base-uri 'none'; frame-ancestors 'none'$/,
  )
  expect(headers['set-cookie']).toBeUndefined()
  expect(text).not.toMatch(/<script|src=|@import|url\(/)
  expect(text).toContain('A&lt;b&gt;&amp;&quot;Co')
  await server.api('PATCH', 'tenants/settings', { friendly_name: null })
})

test('after a success the browser is redirected to the ticket’s result_url', async () => {
  const { name } = await connect(LOCAL)
  const email = somebody()
  const user_id = await addUser(name, email)
  const result_url = 'https://app.example.com/in?x=1'
  const link = await ticketFor({ user_id, result_url, includeEmailInRedirect: true })
  const { status, headers } = await submit(link, NEW)
  expect(status).toBe(303)
  const url = new URL(String(headers.location))
  expect(url.origin + url.pathname).toBe('https://app.example.com/in')
  expect(Object.fromEntries(url.searchParams)).toMatchObject({ x: '1', success: 'true', email })
})

test('A8: links start with the public address, whatever Host header a request has', async () => {
  const { name } = await connect(LOCAL)
  const email = somebody()
  await addUser(name, email)
  await ask(name, email, {}, { host: '203.0.113.9', 'x-forwarded-host': 'evil.example.com' })
  const mail = await outbox.next(email)
  expect(linkIn(mail).startsWith(`${server.url}/u/`)).toBe(true)
  expect(mail.text + mail.html).not.toMatch(/evil|203\.0\.113/)
})

test('import mode: a person whom only get_user knows is stored when the link is used, not before', async () => {
  const email = somebody()
  const { name } = await connect({ customScripts }, getUserOf({ user_id: `id-${email}`, email }))
  const link = await mailedLink(name, email)
  const stored = async () => (await server.api('GET', `users-by-email?email=${email}`)).body
  expect(await stored()).toEqual([])
  expect((await submit(link, '')).status).toBe(400)
  expect(await stored()).toEqual([])
  expect((await submit(link, NEW)).status).toBe(200)
  expect(await stored()).toMatchObject([{ user_id: `auth0|id-${email}`, email }])
  expect(runtime.calls.map((call) => call.script.action)).toEqual(['get_user', 'get_user'])
  expect((await server.login(name, email, NEW)).status).toBe(200)
  expect(runtime.calls.length).toBe(2)
  const { body } = await server.api('GET', `connections/${(await connectionOf(name)).id}/migration`)
  expect(JSON.stringify(body)).toContain('"migrated":1')
})

async function connectionOf(name: string): Promise<{ id: string }> {
  const { body } = await server.api('GET', `connections?name=${name}`)
  const [connection] = body as { id: string }[]
  if (!connection) throw new Error('there is no such connection')
  return connection
}

test('import mode: of simultaneous confirmations only one stores the person', async () => {
  const email = somebody()
  const { name } = await connect({ customScripts }, getUserOf({ user_id: `id-${email}`, email }))
  const link = await mailedLink(name, email)
  const answers = await Promise.all([1, 2, 3].map((number) => submit(link, `Battery-Staple-${number}`)))
  expect(answers.filter(({ status }) => status === 200).length).toBe(1)
  expect((await server.api('GET', `users-by-email?email=${email}`)).body).toMatchObject([{ email }])
})

test('import mode: a person who has left the legacy store, or has another address there now, is not stored', async () => {
  const email = somebody()
  const { name, id } = await connect({ customScripts }, getUserOf({ user_id: 'one', email }))
  const link = await ticketFor({ connection_id: id, email })
  script = () => ({ kind: 'none' })
  expect((await submit(link, NEW)).text).toContain('no longer exists')
  script = getUserOf({ user_id: 'one', email: somebody() })
  expect((await submit(link, NEW)).status).toBe(400)
  expect((await server.api('GET', `users-by-email?email=${email}`)).body).toEqual([])
  // The link was not used up.
  script = getUserOf({ user_id: 'one', email })
  expect((await submit(link, NEW)).status).toBe(200)
  expect((await server.login(name, email, NEW)).status).toBe(200)
})

test('import mode: after a sign-in in between, the link changes the password of the stored user', async () => {
  const email = somebody()
  const profile = { user_id: `id-${email}`, email }
  const { name } = await connect({ customScripts }, () => ({ kind: 'value', value: profile }))
  const link = await mailedLink(name, email)
  expect((await server.login(name, email, 'legacy')).status).toBe(200)
  expect((await submit(link, NEW)).status).toBe(200)
  expect((await server.login(name, email, NEW)).status).toBe(200)
  expect((await server.api('GET', `users-by-email?email=${email}`)).body).toMatchObject([{ email }])
})

test('legacy mode: change_password runs once, and a refusal leaves the link usable', async () => {
  const email = somebody()
  let answer: 'refuse' | 'take' = 'refuse'
  const { name } = await connect({ ...LEGACY, customScripts }, ({ script: { action } }) => {
    if (action === 'get_user') return { kind: 'value', value: { user_id: 'one', email } }
    if (action !== 'change_password') return { kind: 'none' }
    return answer === 'refuse'
      ? { kind: 'rejection', class: 'ValidationError', code: 'weak', message: 'At least one emoji' }
      : { kind: 'value', value: true }
  })
  const link = await mailedLink(name, email)
  const refused = await submit(link, NEW)
  expect(refused.status).toBe(400)
  expect(refused.text).toContain('At least one emoji')
  answer = 'take'
  runtime.calls.length = 0
  const answers = await Promise.all([submit(link, NEW), submit(link, NEW)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400])
  expect(runtime.calls.map(({ script: { action }, args }) => [action, args])).toEqual([
    ['change_password', [email, NEW]],
  ])
  expect((await server.api('GET', `users-by-email?email=${email}`)).body).toEqual([])
})

test('legacy mode: a link from before the first sign-in signs out who has signed in meanwhile', async () => {
  const email = somebody()
  const profile = { user_id: `id-${email}`, email }
  const { name } = await connect({ ...LEGACY, customScripts }, () => ({ kind: 'value', value: profile }))
  const link = await mailedLink(name, email)
  const { body } = await server.login(name, email, 'legacy', { scope: 'openid offline_access' })
  const { refresh_token } = body as { refresh_token: string }
  expect(refresh_token).toBeDefined()
  expect((await submit(link, NEW)).status).toBe(200)
  const refreshed = await server.token({ grant_type: 'refresh_token', refresh_token, ...server.admin })
  expect(refreshed.status).toBe(403)
})

test('tickets: 404 for an unknown user, 400 without a user; a new password ends refresh tokens', async () => {
  const { name, id } = await connect(LOCAL)
  const email = somebody()
  const user_id = await addUser(name, email)
  const create = (body: object) => server.api('POST', 'tickets/password-change', body)
  expect((await create({ connection_id: id, email: somebody() })).body).toMatchObject({
    errorCode: 'inexistent_user',
  })
  expect((await create({ user_id: 'auth0|nobody' })).status).toBe(404)
  expect((await create({ email })).status).toBe(400)
  expect((await create({ user_id, ttl_sec: -1 })).status).toBe(400)
  expect((await create({ user_id, result_url: 'javascript:alert(1)' })).status).toBe(400)
  const { body } = await server.login(name, email, OLD, { scope: 'openid offline_access' })
  const { refresh_token } = body as { refresh_token: string }
  const link = await ticketFor({ connection_id: id, email, mark_email_as_verified: true })
  expect((await submit(link, NEW)).status).toBe(200)
  const refreshed = await server.token({ grant_type: 'refresh_token', refresh_token, ...server.admin })
  expect(refreshed.status).toBe(403)
})

test('change_password refuses a password in the body, an unknown connection, and one that has it switched off', async () => {
  const { name } = await connect({ ...LOCAL, disable_self_service_change_password: true })
  const email = somebody()
  expect((await ask(name, email)).status).toBe(400)
  expect((await ask('nowhere', email)).body).toMatchObject({ code: 'invalid_request', statusCode: 400 })
  const other = await connect(LOCAL)
  expect((await ask(other.name, email, { password: NEW })).text).toContain('password')
  expect((await ask(other.name, '')).status).toBe(400)
})
