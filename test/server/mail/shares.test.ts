/** What one tenant, one recipient and one stranger may have of the mail queue. */
import { expect, test } from 'vitest'
import type { MailHub } from '../../../server/mail/mail.ts'
import { createMail } from '../../../server/mail/mail.ts'
import type { Posted, Transport } from '../../../server/mail/transport.ts'
import { MailError } from '../../../server/mail/transport.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

function letterTo(to: string): Posted {
  return { to, subject: 'Hello', text: 'Hello', html: '<p>Hello</p>', from_name: 'Acme' }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A mail server that takes a letter when the test says so. */
function slowTransport() {
  const taking: { to: string; take: () => void; refuse: () => void }[] = []
  const begun: string[] = []
  const transport: Transport = {
    deliver: ({ to }) =>
      new Promise((resolve, reject) => {
        begun.push(to)
        taking.push({ to, take: resolve, refuse: () => reject(new MailError('SMTP 451', false)) })
      }),
    close: () => undefined,
  }
  return { transport, taking, begun }
}

/** @returns how many letters of those sent were refused at once, by reason */
async function send(
  mail: MailHub,
  who: { tenant_id: string; address?: string },
  recipients: readonly string[],
): Promise<string[]> {
  const refused: string[] = []
  for (const to of recipients) {
    mail.of(who.tenant_id, who.address).send(letterTo(to), (reason) => refused.push(reason))
  }
  await nextTurn()
  return refused
}

const people = (count: number, name = 'user') =>
  Array.from({ length: count }, (_, n) => `${name}${n}@example.com`)

test('a mail of one tenant does not wait for the mails of another, however many there are', async () => {
  const { transport, begun } = slowTransport()
  const mail = createMail(transport, log)
  await send(mail, { tenant_id: 'busy' }, people(150))
  expect(begun.length).toBe(2)
  expect(await send(mail, { tenant_id: 'quiet' }, ['ann@example.com'])).toEqual([])
  expect(begun.slice(2)).toEqual(['ann@example.com'])
})

test('a tenant with 200 mails in the queue loses further mails, and no other tenant does', async () => {
  const { transport } = slowTransport()
  const mail = createMail(transport, log)
  const refused = await send(mail, { tenant_id: 'busy' }, people(203))
  expect(refused).toEqual(Array(3).fill('too many mails wait'))
  expect(await send(mail, { tenant_id: 'quiet' }, people(10))).toEqual([])
})

test('a stranger can fill a tenth of a tenant’s queue at most', async () => {
  const { transport } = slowTransport()
  const mail = createMail(transport, log)
  const stranger = { tenant_id: 'acme', address: '203.0.113.7' }
  const refused = await send(mail, stranger, people(500))
  expect(new Set(refused)).toEqual(new Set(['too many mails that one address asked for wait']))
  expect(refused.length).toBe(480)
  const other = { tenant_id: 'acme', address: '203.0.113.8' }
  expect(await send(mail, other, people(20, 'other'))).toEqual([])
  expect(await send(mail, { tenant_id: 'acme' }, people(150, 'administrator'))).toEqual([])
})

test('the queue holds at most three mails to one recipient, however the address is spelt', async () => {
  const { transport, taking } = slowTransport()
  const mail = createMail(transport, log)
  const spellings = ['ann@example.com', 'Ann@example.com', 'ANN@EXAMPLE.COM', 'ann@Example.com']
  expect(await send(mail, { tenant_id: 'acme' }, spellings)).toEqual([
    'too many mails to this recipient wait',
  ])
  taking[0]?.take()
  await nextTurn()
  expect(await send(mail, { tenant_id: 'acme' }, ['ann@example.com'])).toEqual([])
})

test('a mail that waits for its next try keeps its place in the queue and delays no other mail', async () => {
  const { transport, taking, begun } = slowTransport()
  const mail = createMail(transport, log, { later: () => () => undefined })
  await send(mail, { tenant_id: 'acme' }, people(200))
  taking[0]?.refuse()
  taking[1]?.refuse()
  await nextTurn()
  expect(begun.length).toBe(4)
  expect(await send(mail, { tenant_id: 'acme' }, ['late@example.com'])).toEqual(['too many mails wait'])
})

test('at shutdown, mails that are still waiting when the time is over are reported', async () => {
  const { transport } = slowTransport()
  const mail = createMail(transport, log)
  const refused: string[] = []
  for (const to of people(5)) mail.of('acme').send(letterTo(to), (reason) => refused.push(reason))
  await mail.close(0)
  expect(refused).toEqual(Array(3).fill('the server stops'))
})
