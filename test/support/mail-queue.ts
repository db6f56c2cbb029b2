/** The mail queue over a real store, with the test's own time and delivery. @module */
import { onTestFinished } from 'vitest'
import type { Log } from '../../server/common/log.ts'
import type { MailHub, MailSubject } from '../../server/mail/mail.ts'
import { createMail } from '../../server/mail/mail.ts'
import type { Transport } from '../../server/mail/transport.ts'
import { createSecrets } from '../../server/secrets/index.ts'
import type { Store } from '../../server/store/contract.ts'
import { createSqliteStore } from '../../server/store/sqlite.ts'
import { temporaryFolder } from './server-in-process.ts'

export const MAIL_ORIGIN: MailSubject['origin'] = {
  ip: '192.0.2.1',
  user_agent: 'test',
  hostname: 'ferry.test',
  correlation_id: undefined,
}

export const MAIL_ABOUT: Omit<MailSubject, 'origin'> = {
  template: 'reset_email',
  connection: { connection_id: 'con_1', name: 'legacy' },
}

/** A store with a queue, and time that the test moves. */
export interface MailQueue {
  store: Store
  data_dir: string
  /** Ids by name. */
  tenants: { [name: string]: string }
  /** Another server, or the next start. */
  open(transport: Transport): MailHub
  /** Reasons of mails that were given up. */
  failures: string[]
  lines: unknown[]
  /** Delays that were asked for and not cut short. */
  delays(): number[]
  /** Moves the time and ends the delays that are over. */
  pass(duration_ms: number): void
}

/** @param names of the tenants */
export async function openMailQueue(names: readonly string[]): Promise<MailQueue> {
  let time = 1_000_000
  const secrets = createSecrets({ master: 'a master key of a test, long enough' })
  const data_dir = temporaryFolder()
  const store = await createSqliteStore({ data_dir, secrets, now: () => time })
  onTestFinished(() => store.close())
  const tenants: { [name: string]: string } = {}
  for (const name of names) tenants[name] = (await store.ensureTenant(name)).tenant_id
  const failures: string[] = []
  const lines: unknown[] = []
  const note = (...args: unknown[]): void => {
    lines.push(args)
  }
  const log: Log = { info: note, warn: note, error: note }
  const waits = new Set<{ work: () => void; at: number; after_ms: number }>()
  const clock = {
    now: () => time,
    later(work: () => void, after_ms: number) {
      if (after_ms <= 0) setImmediate(work)
      const wait = { work, at: time + after_ms, after_ms }
      waits.add(wait)
      return () => void waits.delete(wait)
    },
  }
  return {
    store,
    data_dir,
    tenants,
    failures,
    lines,
    open: (transport) =>
      createMail(
        { store, transport, log, onFailed: (_tenant, _content, reason) => failures.push(reason) },
        clock,
      ),
    delays: () => [...waits].map(({ after_ms }) => after_ms),
    pass(duration_ms) {
      time += duration_ms
      for (const wait of [...waits].filter(({ at }) => at <= time)) {
        waits.delete(wait)
        wait.work()
      }
    },
  }
}
