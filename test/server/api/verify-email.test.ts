import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FakeScript } from '../../support/fake-runtime.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { Outbox } from '../../support/outbox.ts'
import { linkIn, openOutbox } from '../../support/outbox.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'

const LOCAL = { enabledDatabaseCustomization: false, import_mode: false }
const source = 'function script () {}'

let script: FakeScript = () => ({ kind: 'none' })
const runtime = createFakeRuntime((call) => script(call))
const data_dir = temporaryFolder(afterAll)
let server: TestServer
let outbox: Outbox
beforeAll(async () => {
  server = await startTestServer(runtime, { FERRY_DATA_DIR: data_dir }, afterAll)
  outbox = openOutbox(data_dir)
  await server.connection('local', LOCAL)
})

async function addUser(email: string): Promise<string> {
  const { status, body, text } = await server.api('POST', 'users', {
    connection: 'local',
    email,
    password: 'Correct-Horse-9',
    verify_email: false,
  })
  if (status !== 201) throw new Error(text)
  return (body as { user_id: string }).user_id
}

const isVerified = async (user_id: string): Promise<unknown> => {
  const { body } = await server.api('GET', `users/${encodeURIComponent(user_id)}`)
  return (body as { email_verified: boolean }).email_verified
}

const submit = (link: string, path = '/u/email-verification') =>
  server.call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `ticket=${new URL(link).searchParams.get('ticket')}`,
  })

test('A7: a verification job sends a mail whose link confirms nothing when opened, and once by its button', async () => {
  const user_id = await addUser('ann@example.com')
  const { status, body } = await server.api('POST', 'jobs/verification-email', { user_id })
  expect(status).toBe(201)
  expect(body).toMatchObject({ status: 'pending', type: 'verification_email' })
  const link = linkIn(await outbox.next('ann@example.com'))
  const { id } = body as { id: string }
  expect((await server.api('GET', `jobs/${id}`)).body).toMatchObject({ id, type: 'verification_email' })
  expect((await server.api('GET', 'jobs/job_none')).status).toBe(404)

  const page = await server.call(link.slice(server.url.length))
  expect(page.status).toBe(200)
  expect(page.text).toContain('<form method="post" action="/u/email-verification"')
  expect(await isVerified(user_id)).toBe(false)
  expect((await submit(link)).text).toContain('Your email address is confirmed')
  expect(await isVerified(user_id)).toBe(true)
  expect((await submit(link)).status).toBe(400)
})

test('A7: a new address voids the link that was sent to the old one', async () => {
  const user_id = await addUser('bob@example.com')
  const { body } = await server.api('POST', 'tickets/email-verification', { user_id })
  const { ticket } = body as { ticket: string }
  await server.api('PATCH', `users/${encodeURIComponent(user_id)}`, { email: 'bobby@example.com' })
  expect((await submit(ticket)).status).toBe(400)
  expect(await isVerified(user_id)).toBe(false)
})

test('legacy mode: the verify script runs once, and email_verified stays what login and get_user return', async () => {
  const profile = { user_id: 'cat', email: 'cat@example.com' }
  await server.connection('legacy', {
    import_mode: false,
    customScripts: { login: source, verify: source },
  })
  script = () => ({ kind: 'value', value: profile })
  expect((await server.login('legacy', 'cat@example.com', 'any')).status).toBe(200)
  const { body } = await server.api('POST', 'tickets/email-verification', { user_id: 'auth0|cat' })
  const { ticket } = body as { ticket: string }
  runtime.calls.length = 0
  script = () => ({ kind: 'rejection', class: 'WrongUsernameOrPasswordError', message: 'no row' })
  expect((await submit(ticket)).status).toBe(400)
  script = () => ({ kind: 'value', value: true })
  const answers = await Promise.all([submit(ticket), submit(ticket)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400])
  expect(runtime.calls.map(({ script: { action }, args }) => [action, args])).toEqual([
    ['verify', ['cat@example.com']],
    ['verify', ['cat@example.com']],
  ])
  expect(await isVerified('auth0|cat')).toBe(false)
})

test.each([
  [
    'its profile',
    'eve',
    { user_id: 'eve', email: 'Eve@example.com', email_verified: true, name: 'New' },
    true,
  ],
  ['only the flag', 'fay', { email_verified: 1 }, true],
  ['a profile that says false', 'gus', { user_id: 'gus', email_verified: false }, false],
  ['the profile of somebody else', 'hal', { user_id: 'other', email_verified: true }, false],
  ['the profile of another address', 'ida', { email: 'other@example.com', email_verified: true }, false],
])(
  'legacy mode: a verify script answers %s: of %s, only email_verified changes',
  async (_what, id, answer, ok) => {
    await server.connection(`of-${id}`, {
      import_mode: false,
      customScripts: { login: source, verify: source },
    })
    script = () => ({ kind: 'value', value: { user_id: id, email: `${id}@example.com`, name: 'Old' } })
    expect((await server.login(`of-${id}`, `${id}@example.com`, 'any')).status).toBe(200)
    const { body } = await server.api('POST', 'tickets/email-verification', { user_id: `auth0|${id}` })
    script = () => ({ kind: 'value', value: answer })
    expect((await submit((body as { ticket: string }).ticket)).status).toBe(200)
    const user = await server.api('GET', `users/auth0%7C${id}`)
    expect(user.body).toMatchObject({ email: `${id}@example.com`, email_verified: ok, name: 'Old' })
  },
)

test('a tenant’s own mail template is used and kept as written; one that cannot be rendered is refused', async () => {
  const put = (name: string, body: object) => server.api('PUT', `email-templates/${name}`, body)
  const template = { enabled: true, subject: 'Hi {{ user.email }}', body: '<a href="{{ url }}">go</a>' }
  expect((await server.api('GET', 'email-templates/verify_email')).status).toBe(404)
  expect((await put('welcome', template)).status).toBe(404)
  const bad = await put('verify_email', { ...template, body: '{% for %}' })
  expect(bad.status).toBe(400)
  expect(bad.text).toContain('on property body')
  expect((await put('verify_email', template)).status).toBe(200)
  expect((await server.api('GET', 'email-templates/verify_email')).body).toEqual({
    template: 'verify_email',
    syntax: 'liquid',
    ...template,
  })
  const user_id = await addUser('dan@example.com')
  await server.api('POST', 'jobs/verification-email', { user_id })
  const mail = await outbox.next('dan@example.com')
  expect(mail.subject).toBe('Hi dan@example.com')
  expect((await submit(linkIn(mail))).status).toBe(200)
})
