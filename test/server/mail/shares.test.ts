/** What one tenant, one recipient and one stranger may have of the mail queue. */
import { expect, test } from 'vitest'
import type { Posted, Transport } from '../../../server/mail/transport.ts'
import { MailError } from '../../../server/mail/transport.ts'
import type { MailQueue } from '../../support/mail-queue.ts'
import { MAIL_ABOUT, MAIL_ORIGIN, openMailQueue } from '../../support/mail-queue.ts'

function letterTo(to: string): Posted {
  return { to, subject: 'Hello', text: 'Hello', html: '<p>Hello</p>', from_name: 'Acme' }
}

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

/** A queue whose letters are delivered when the test says so. */
async function openQueue() {
  const queue = await openMailQueue(['acme', 'busy', 'quiet'])
  const slow = slowTransport()
  return { ...queue, ...slow, mail: queue.open(slow.transport) }
}

/** @returns why letters of those sent were refused at once */
async function send(
  {
    mail,
    tenants,
    failures,
  }: Pick<MailQueue, 'tenants' | 'failures'> & { mail: ReturnType<MailQueue['open']> },
  who: { tenant: string; address?: string },
  recipients: readonly string[],
): Promise<string[]> {
  const before = failures.length
  const own = mail.of(tenants[who.tenant] ?? '', { origin: MAIL_ORIGIN, address: who.address })
  await Promise.all(recipients.map((to) => own.send(letterTo(to), MAIL_ABOUT)))
  return failures.slice(before)
}

const people = (count: number, name = 'user') =>
  Array.from({ length: count }, (_, n) => `${name}${n}@example.com`)

test('a mail of one tenant does not wait for the mails of another, however many there are', async () => {
  const queue = await openQueue()
  await send(queue, { tenant: 'busy' }, people(150))
  await expect.poll(() => queue.begun.length).toBe(2)
  expect(await send(queue, { tenant: 'quiet' }, ['ann@example.com'])).toEqual([])
  await expect.poll(() => queue.begun.slice(2)).toEqual(['ann@example.com'])
})

test('a tenant with 200 mails in the queue loses further mails, and no other tenant does', async () => {
  const queue = await openQueue()
  const refused = await send(queue, { tenant: 'busy' }, people(203))
  expect(refused).toEqual(Array(3).fill('too many mails wait'))
  expect(await send(queue, { tenant: 'quiet' }, people(10))).toEqual([])
})

test('a stranger can fill a tenth of a tenant’s queue at most', async () => {
  const queue = await openQueue()
  const stranger = { tenant: 'acme', address: '203.0.113.7' }
  const refused = await send(queue, stranger, people(500))
  expect(new Set(refused)).toEqual(new Set(['too many mails that one address asked for wait']))
  expect(refused.length).toBe(480)
  const other = { tenant: 'acme', address: '203.0.113.8' }
  expect(await send(queue, other, people(20, 'other'))).toEqual([])
  expect(await send(queue, { tenant: 'acme' }, people(150, 'administrator'))).toEqual([])
})

test('the queue holds at most three mails to one recipient, however the address is spelt', async () => {
  const queue = await openQueue()
  const spellings = ['ann@example.com', 'Ann@example.com', 'ANN@EXAMPLE.COM', 'ann@Example.com']
  expect(await send(queue, { tenant: 'acme' }, spellings)).toEqual(['too many mails to this recipient wait'])
  await expect.poll(() => queue.taking.length).toBe(2)
  queue.taking[0]?.take()
  await expect.poll(() => queue.taking.length).toBe(3)
  expect(await send(queue, { tenant: 'acme' }, ['ann@example.com'])).toEqual([])
})

test('a mail that waits for its next try keeps its place in the queue and delays no other mail', async () => {
  const queue = await openQueue()
  await send(queue, { tenant: 'acme' }, people(200))
  await expect.poll(() => queue.begun.length).toBe(2)
  queue.taking[0]?.refuse()
  queue.taking[1]?.refuse()
  await expect.poll(() => queue.begun.length).toBe(4)
  expect(await send(queue, { tenant: 'acme' }, ['late@example.com'])).toEqual(['too many mails wait'])
})

test('two servers of one store deliver each mail once', async () => {
  const queue = await openMailQueue(['acme', 'quiet'])
  const sent: string[] = []
  const transport: Transport = {
    async deliver({ to }) {
      await new Promise((resolve) => setImmediate(resolve))
      sent.push(to)
    },
    close: () => undefined,
  }
  const servers = [queue.open(transport), queue.open(transport)]
  const recipients = people(60)
  for (const [n, to] of recipients.entries()) {
    const tenant = queue.tenants[n % 2 === 0 ? 'acme' : 'quiet'] ?? ''
    await servers[n % 3 === 0 ? 0 : 1]?.of(tenant, { origin: MAIL_ORIGIN }).send(letterTo(to), MAIL_ABOUT)
  }
  await Promise.all(servers.map((mail) => mail.close(10_000)))
  expect(sent.toSorted()).toEqual(recipients.toSorted())
  expect(queue.failures).toEqual([])
})
