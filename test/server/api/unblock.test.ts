import { expect, onTestFinished, test, vi } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { linkIn, openOutbox } from '../../support/outbox.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'
import { openSmtpDouble } from '../../support/smtp-double.ts'

const PASSWORD = 'Correct-Horse-9'

test('A4, A7: a blocked user gets a mail whose page lifts the block once, by its button and not when opened', async () => {
  const data_dir = temporaryFolder()
  const runtime = createFakeRuntime(() => ({ kind: 'none' }))
  const server = await startTestServer(runtime, { FERRY_DATA_DIR: data_dir })
  await server.connection('local', { enabledDatabaseCustomization: false, import_mode: false })
  await server.api('PATCH', 'attack-protection/brute-force-protection', { max_attempts: 2 })
  const email = 'ann@example.com'
  await server.api('POST', 'users', { connection: 'local', email, password: PASSWORD, email_verified: true })
  for (let times = 0; times < 2; times++) await server.login('local', email, 'wrong')
  expect((await server.login('local', email, PASSWORD)).status).toBe(429)

  const mail = await openOutbox(data_dir).next(email)
  expect(mail.text).toContain('127.0.0.1')
  const link = linkIn(mail)
  expect((await server.call(link.slice(server.url.length))).text).toContain('Lift the block')
  expect((await server.login('local', email, PASSWORD)).status).toBe(429)
  const submit = () =>
    server.call('/u/unblock', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `ticket=${new URL(link).searchParams.get('ticket')}`,
    })
  expect((await submit()).text).toContain('The block is lifted')
  expect((await server.login('local', email, PASSWORD)).status).toBe(200)
  expect((await submit()).status).toBe(400)
})

test('a mail that the SMTP server refuses changes no answer and is in the tenant’s log', async () => {
  const smtp = await openSmtpDouble()
  onTestFinished(() => smtp.close())
  const runtime = createFakeRuntime(() => ({ kind: 'none' }))
  const server = await startTestServer(runtime, {
    FERRY_SMTP_URL: smtp.url,
    FERRY_MAIL_FROM: 'login@example.com',
  })
  await server.connection('local', { enabledDatabaseCustomization: false, import_mode: false })
  const email = 'ann@example.com'
  await server.api('POST', 'users', { connection: 'local', email, password: PASSWORD, email_verified: true })
  smtp.next('refuse_for_good')
  const ask = () =>
    server.call('/dbconnections/change_password', { method: 'POST', body: { connection: 'local', email } })
  const refused = await ask()
  expect(refused.status).toBe(200)
  const failures = await vi.waitFor(async () => {
    const { body } = await server.api('GET', 'logs?q=type:fn')
    expect(body).toHaveLength(1)
    return body
  })
  expect(failures).toMatchObject([
    { type: 'fn', user_name: email, description: 'The email reset_email could not be sent: SMTP 554' },
  ])
  expect(server.logLines.join('')).not.toContain(email)
  expect((await ask()).text).toBe(refused.text)
  await vi.waitFor(() => expect(smtp.taken).toMatchObject([{ to: [email] }]))
})
