import { expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { OWNER, withOwner } from '../../support/members.ts'
import { openOutbox } from '../../support/outbox.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const start = (environment = {}) =>
  startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    environment,
  )

test('a member sends a test email to the own address alone, at most twenty at once; a program is refused', async () => {
  const server = await start()
  const { ask } = await withOwner(server)
  await ask('PATCH', 'tenants/settings', { friendly_name: 'Acme' })
  expect((await ask('GET', 'email-delivery')).body).toEqual({ kind: 'outbox', from_name: 'Acme' })
  const sent = await ask('POST', 'email-delivery/test', {})
  expect(sent.status).toBe(202)
  expect(sent.body).toEqual({ to: OWNER.email })
  const mail = await openOutbox(server.data_dir).next(OWNER.email)
  expect(mail.subject).toBe('Test email of Acme')
  expect(mail.text).toContain('of the tenant default')
  expect((await server.api('POST', 'email-delivery/test', {})).status).toBe(403)
  const statuses = await Promise.all(
    Array.from({ length: 20 }, async () => (await ask('POST', 'email-delivery/test', {})).status),
  )
  expect(statuses).toContain(429)
})

test('with an email server the answer has the sender that the operator set', async () => {
  const server = await start({
    FERRY_SMTP_URL: 'smtp://127.0.0.1:1',
    FERRY_MAIL_FROM: 'login@example.com',
  })
  const { ask } = await withOwner(server)
  expect((await ask('GET', 'email-delivery')).body).toEqual({
    kind: 'smtp',
    from_name: 'default',
    from: 'login@example.com',
  })
})
