import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createOutbox, createSmtpTransport } from '../../../server/mail/transport.ts'
import { MAIL_ABOUT, MAIL_ORIGIN, openMailQueue } from '../../support/mail-queue.ts'
import { openOutbox } from '../../support/outbox.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'
import { openSmtpDouble } from '../../support/smtp-double.ts'

const letter = {
  to: 'jürgen@example.com',
  subject: 'Grüße',
  text: 'Follow https://ferry.example.com/u/reset-password?ticket=abc',
  html: '<p>Follow the link</p>',
  from_name: 'Acme "Inc"',
}

async function openSmtp() {
  const double = await openSmtpDouble()
  const queue = await openMailQueue(['acme'])
  const { tenants, open } = queue
  const transport = createSmtpTransport({ url: double.url, from: 'login@example.com' })
  const hub = open(transport)
  const send = () => hub.of(tenants.acme ?? '', { origin: MAIL_ORIGIN }).send(letter, MAIL_ABOUT)
  onTestFinished(async () => {
    await hub.close(1_000)
    transport.close()
    await double.close()
  })
  return { ...queue, double, mail: { send, close: hub.close } }
}

test('a mail is sent to the SMTP server with text and HTML, from the configured address', async () => {
  const { double, mail } = await openSmtp()
  await mail.send()
  await mail.close(10_000)
  expect(double.logins).toEqual(['\u0000mailer\u0000sesame'])
  const [taken] = double.taken
  expect(taken).toMatchObject({ from: 'login@example.com', to: ['jürgen@example.com'] })
  expect(taken?.data).toContain('Content-Type: text/plain; charset=utf-8')
  expect(taken?.data).toContain('Content-Type: text/html; charset=utf-8')
  expect(taken?.data).toContain('Auto-Submitted: auto-generated')
})

test('a mail that the server cannot accept now is sent again later', async () => {
  const { double, mail, delays, pass, failures } = await openSmtp()
  double.next('refuse_for_now', 'hang_up')
  await mail.send()
  await expect.poll(delays).toEqual([1_000])
  pass(1_000)
  await expect.poll(delays).toEqual([5_000])
  pass(5_000)
  await expect.poll(() => double.taken.length).toBe(1)
  await mail.close(10_000)
  expect(double.taken.length).toBe(1)
  expect(failures).toEqual([])
})

test('a permanently refused mail is reported once, without its address or text', async () => {
  const { double, mail, lines, failures, tenants } = await openSmtp()
  double.next('refuse_for_good')
  await mail.send()
  await expect.poll(() => failures).toEqual(['SMTP 554'])
  expect(lines).toEqual([['mail_failed', { tenant_id: tenants.acme, reason: 'SMTP 554', tries: 1 }]])
  expect(double.taken).toEqual([])
})

test('a mail is given up after its fifth try', async () => {
  const { double, mail, pass, delays, failures } = await openSmtp()
  double.next(...Array<'refuse_for_now'>(5).fill('refuse_for_now'))
  await mail.send()
  for (const delay of [1_000, 5_000, 30_000, 120_000]) {
    await expect.poll(delays).toEqual([delay])
    pass(delay)
  }
  await expect.poll(() => failures).toEqual(['SMTP 451'])
  await mail.close(10_000)
  expect(double.taken).toEqual([])
})

test('a mail that waits when the server stops is sent by the next start, or by another server', async () => {
  const { double, mail, open, delays, pass, failures } = await openSmtp()
  double.next('refuse_for_now')
  await mail.send()
  await expect.poll(delays).toEqual([1_000])
  await mail.close(10_000)
  expect(double.taken).toEqual([])
  const next = open(createSmtpTransport({ url: double.url, from: 'login@example.com' }))
  await expect.poll(delays).toEqual([1_000])
  pass(1_000)
  await expect.poll(() => double.taken.length).toBe(1)
  await next.close(10_000)
  expect(failures).toEqual([])
})

test('a mail of a server that died is sent by another one after two minutes', async () => {
  const { tenants, store, open, pass } = await openMailQueue(['acme'])
  const content = { letter, about: { ...MAIL_ABOUT, origin: MAIL_ORIGIN } }
  const most = { tenant: 9, recipient: 9, address: 9 }
  await store.addMail(tenants.acme ?? '', content, { recipient: letter.to, address: undefined }, most)
  const lost = await store.claimMails({ limit: 8, of_tenant: 2, busy: {}, lease_ms: 120_000 })
  expect(lost.mails).toHaveLength(1)
  const sent: string[] = []
  const hub = open({ deliver: async ({ to }) => void sent.push(to), close: () => undefined })
  await hub.close(0)
  expect(sent).toEqual([])
  pass(120_000)
  const next = open({ deliver: async ({ to }) => void sent.push(to), close: () => undefined })
  await expect.poll(() => sent).toEqual([letter.to])
  await next.close(1_000)
})

test('K1: a waiting mail cannot be read in the files of the store', async () => {
  const { tenants, data_dir, open } = await openMailQueue(['acme'])
  const hub = open({ deliver: () => new Promise(() => undefined), close: () => undefined })
  await hub.of(tenants.acme ?? '', { origin: MAIL_ORIGIN }).send(letter, MAIL_ABOUT)
  await hub.close(0)
  const bytes = readdirSync(data_dir).map((file) => readFileSync(join(data_dir, file), 'latin1'))
  expect(bytes.join()).toContain('mails')
  for (const text of ['ticket=abc', 'example.com', 'Follow']) expect(bytes.join()).not.toContain(text)
})

test('without SMTP each mail is a file that only the server may read, and no half file is left', async () => {
  const data_dir = temporaryFolder()
  const folder = join(data_dir, 'outbox')
  const { tenants, open } = await openMailQueue(['acme'])
  const hub = open(createOutbox(folder))
  for (let number = 0; number < 20; number++) {
    const to = `user${number}@example.com`
    await hub.of(tenants.acme ?? '', { origin: MAIL_ORIGIN }).send({ ...letter, to }, MAIL_ABOUT)
  }
  await hub.close(10_000)
  const { from_name: _, ...expected } = letter
  const mails = openOutbox(data_dir).mails()
  expect(mails.length).toBe(20)
  expect(mails[0]).toEqual({ ...expected, to: expect.any(String) })
  for (const file of readdirSync(folder)) {
    expect(file.endsWith('.json')).toBe(true)
    expect(statSync(join(folder, file)).mode & 0o077).toBe(0)
  }
})

test('the outbox keeps the newest mails only, so that strangers cannot fill the disk', async () => {
  const folder = temporaryFolder()
  const outbox = createOutbox(folder, 3)
  for (let n = 0; n < 8; n++) {
    await outbox.deliver({ to: `user-${n}@example.com`, subject: '', text: '', html: '', from_name: '' })
  }
  const left = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  expect(left).toHaveLength(3)
  for (const text of left) expect(text).not.toContain('user-0@')
})
