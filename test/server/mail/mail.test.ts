import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Log } from '../../../server/common/log.ts'
import { createMail } from '../../../server/mail/mail.ts'
import { createOutbox, createSmtpTransport } from '../../../server/mail/transport.ts'
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

function silentLog(): { log: Log; lines: unknown[] } {
  const lines: unknown[] = []
  const note = (...args: unknown[]): void => {
    lines.push(args)
  }
  return { log: { info: note, warn: note, error: note }, lines }
}

/** A clock that the test moves: waits end when they are called. */
function manualClock() {
  const waits: { work: () => void; after_ms: number }[] = []
  let onWait: (() => void) | undefined
  return {
    waits,
    later(work: () => void, after_ms: number) {
      waits.push({ work, after_ms })
      onWait?.()
      return () => undefined
    },
    waited(count: number): Promise<void> {
      return new Promise((resolve) => {
        onWait = () => {
          if (waits.length >= count) resolve()
        }
        onWait()
      })
    },
  }
}

async function openSmtp() {
  const double = await openSmtpDouble()
  const { log, lines } = silentLog()
  const clock = manualClock()
  const transport = createSmtpTransport({ url: double.url, from: 'login@example.com' })
  const hub = createMail(transport, log, clock)
  const mail = { send: hub.of('acme').send, close: hub.close }
  onTestFinished(async () => {
    transport.close()
    await double.close()
  })
  return { double, mail, clock, lines }
}

test('a mail is sent to the SMTP server with text and HTML, from the configured address', async () => {
  const { double, mail } = await openSmtp()
  mail.send(letter, () => undefined)
  await mail.close(10_000)
  expect(double.logins).toEqual(['\u0000mailer\u0000sesame'])
  const [taken] = double.taken
  expect(taken).toMatchObject({ from: 'login@example.com', to: ['jürgen@example.com'] })
  expect(taken?.data).toContain('Content-Type: text/plain; charset=utf-8')
  expect(taken?.data).toContain('Content-Type: text/html; charset=utf-8')
  expect(taken?.data).toContain('Auto-Submitted: auto-generated')
})

test('a mail that the server cannot accept now is sent again later', async () => {
  const { double, mail, clock } = await openSmtp()
  double.next('refuse_for_now', 'hang_up')
  const failures: string[] = []
  mail.send(letter, (reason) => failures.push(reason))
  await clock.waited(1)
  clock.waits[0]?.work()
  await clock.waited(2)
  expect(clock.waits.map(({ after_ms }) => after_ms)).toEqual([1_000, 5_000])
  clock.waits[1]?.work()
  await mail.close(10_000)
  expect(double.taken.length).toBe(1)
  expect(failures).toEqual([])
})

test('a permanently refused mail is reported once, without its address or text', async () => {
  const { double, mail, lines } = await openSmtp()
  double.next('refuse_for_good')
  const reason = await new Promise<string>((resolve) => mail.send(letter, resolve))
  expect(reason).toBe('SMTP 554')
  expect(lines).toEqual([['mail_failed', { tenant_id: 'acme', reason: 'SMTP 554', tries: 1 }]])
  expect(double.taken).toEqual([])
})

test('at shutdown, waiting mails are tried once more, and failures are reported', async () => {
  const { double, mail, clock } = await openSmtp()
  double.next('refuse_for_now', 'refuse_for_now')
  const failures: string[] = []
  mail.send(letter, (reason) => failures.push(reason))
  await clock.waited(1)
  await mail.close(10_000)
  expect(failures).toEqual(['SMTP 451'])
  mail.send(letter, (reason) => failures.push(reason))
  expect(failures).toEqual(['SMTP 451', 'the server stops'])
})

test('without SMTP each mail is a file that only the server may read, and no half file is left', async () => {
  const data_dir = temporaryFolder()
  const folder = join(data_dir, 'outbox')
  const { log } = silentLog()
  const hub = createMail(createOutbox(folder), log)
  for (let number = 0; number < 20; number++) {
    hub.of('acme').send({ ...letter, to: `user${number}@example.com` }, () => undefined)
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
