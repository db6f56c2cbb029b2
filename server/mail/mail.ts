/**
 * Queues mails in the store and delivers them after the request, so that a slow or broken mail server neither delays nor changes
 * an answer. Any server of the store delivers them, also those of a server that died. @module
 */
import type { Log } from '../common/log.ts'
import type { ClaimedMail, MailContent, MailShare, Store } from '../store/contract.ts'
import type { Posted, Transport } from './transport.ts'
import { DELIVERIES_AT_ONCE, MailError } from './transport.ts'

/** What the tenant's log says of a mail that is given up. */
export type MailSubject = MailContent['about']

/** The mail queue of one tenant. */
export interface Mail {
  /**
   * Resolves when the mail is in the queue, or was refused because too many wait.
   *
   * @throws {StoreUnavailable}
   */
  send(letter: Posted, about: Omit<MailSubject, 'origin'>): Promise<void>
}

/** The mail queue of all tenants. */
export interface MailHub {
  /** @param caller.address of a caller without credentials: each address may use only a part of the tenant's queue */
  of(tenant_id: string, caller: { origin: MailSubject['origin']; address?: string | undefined }): Mail
  /** Tries what is due once more, for at most `within_ms`. Mails that are left stay in the queue. */
  close(within_ms: number): Promise<void>
  /** Mails that are being delivered, and those that wait for a place or for their next try. */
  stats(): { running: number; queued: number }
}

interface MailDeps {
  store: Pick<Store, 'addMail' | 'claimMails' | 'endMail' | 'putOffMail' | 'is_shared'>
  transport: Transport
  log: Log
  /** Called once for each mail that is given up; `reason` has no address and no text of the mail. Must not throw. */
  onFailed(tenant_id: string, content: MailContent, reason: string): void
}

/** Simultaneous deliveries of one tenant, whose recipients' servers may be slow. */
const AT_ONCE_OF_TENANT = 2
/** Mails in the queue. A mail to a dead address stays in it for two and a half minutes. */
const MOST: { readonly [share in MailShare]: number } = { tenant: 200, address: 20, recipient: 3 }
/** Delays before the second, third … try. */
const RETRY_AFTER_MS: readonly number[] = [1_000, 5_000, 30_000, 120_000]
/** How long a claim lasts. Longer than a delivery takes, and the wait for the mails of a server that died. */
const LEASE_MS = 120_000
/** How often a server of a shared store looks for mails of other servers. */
const LOOK_MS = 1_000

/** Delays that can be cut short by calling the returned function. */
interface Clock {
  now(): number
  later(work: () => void, after_ms: number): () => void
}

const systemClock: Clock = {
  now: Date.now,
  later(work, after_ms) {
    const timer = setTimeout(work, after_ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/** Why a mail was given up, in a word, without addresses. */
interface Failure {
  reason: string
  tries: number
  /** An error in Ferry itself. */
  cause?: unknown
}

/** Creates the queue. Tenants do not wait for each other's mails, and a mail keeps its place between its tries. */
export function createMail(
  { store, transport, log, onFailed }: MailDeps,
  clock: Clock = systemClock,
): MailHub {
  const underWay = new Set<Promise<void>>()
  /** Deliveries under way, by tenant. */
  const busy = new Map<string, number>()
  let looking: Promise<void> | undefined
  let isAskedAgain = false
  /** Mails that no delivery of this server is under way for, when it last looked. */
  let waiting = 0
  let cancel: () => void = () => undefined
  let state: 'open' | 'closing' | 'closed' = 'open'

  function fail(tenant_id: string, content: MailContent, { reason, tries, cause }: Failure): void {
    // Without the cause, since the SMTP server's text may quote the address.
    if (cause !== undefined) log.error('mail_failed', cause, { tenant_id, reason, tries })
    else log.warn('mail_failed', { tenant_id, reason, tries })
    onFailed(tenant_id, content, reason)
  }

  /** Ends the mail, or gives it back for its next try. */
  async function deliver(mail: ClaimedMail): Promise<void> {
    const { tenant_id, tries } = mail
    try {
      await transport.deliver(mail.letter)
    } catch (error) {
      const after_ms = RETRY_AFTER_MS[tries - 1]
      const isFinal = error instanceof MailError && error.is_final
      if (!isFinal && after_ms !== undefined) return store.putOffMail(mail, after_ms)
      const failure =
        error instanceof MailError ? { reason: error.reason } : { reason: 'unknown', cause: error }
      fail(tenant_id, mail, { ...failure, tries })
    }
    await store.endMail(mail)
  }

  function begin(mail: ClaimedMail): void {
    const { tenant_id, mail_id } = mail
    busy.set(tenant_id, (busy.get(tenant_id) ?? 0) + 1)
    const delivered = deliver(mail)
      // The claim ends by itself: then the mail is tried again, even if it was delivered.
      .catch((error: unknown) => log.error('mail_queue_failed', error, { tenant_id, mail_id }))
      .then(() => {
        const left = (busy.get(tenant_id) ?? 0) - 1
        if (left > 0) busy.set(tenant_id, left)
        else busy.delete(tenant_id)
        underWay.delete(delivered)
        look()
      })
    underWay.add(delivered)
  }

  async function claim(): Promise<void> {
    cancel()
    const limit = DELIVERIES_AT_ONCE - underWay.size
    if (limit <= 0) return
    try {
      const wish = { limit, of_tenant: AT_ONCE_OF_TENANT, busy: Object.fromEntries(busy), lease_ms: LEASE_MS }
      const { mails, next_at, waiting: left } = await store.claimMails(wish)
      waiting = Math.max(0, left - underWay.size)
      for (const mail of mails) begin(mail)
      const next_ms = next_at === undefined ? undefined : next_at - clock.now()
      // What is due now has no free place of its tenant: a delivery that ends looks again.
      if (next_ms !== undefined && next_ms > 0) lookIn(store.is_shared ? Math.min(next_ms, LOOK_MS) : next_ms)
      else if (store.is_shared) lookIn(LOOK_MS)
    } catch (error) {
      log.error('mail_queue_failed', error)
      lookIn(LOOK_MS)
    }
  }

  function lookIn(after_ms: number): void {
    if (state === 'open') cancel = clock.later(look, after_ms)
  }

  function look(): void {
    if (state === 'closed') return
    if (looking !== undefined) {
      isAskedAgain = true
      return
    }
    isAskedAgain = false
    looking = claim().finally(() => {
      looking = undefined
      if (isAskedAgain) look()
    })
  }

  /** Until nothing is due, and nothing under way. */
  async function idle(): Promise<void> {
    while (looking !== undefined || underWay.size > 0) await Promise.all([looking, ...underWay])
  }

  // Mails of the previous start.
  look()

  return {
    of: (tenant_id, { origin, address }) => ({
      async send(letter, about) {
        const content = { letter, about: { ...about, origin } }
        // Another spelling names the same mailbox, or one of the same domain.
        const of = { recipient: letter.to.toLowerCase(), address }
        const result = await store.addMail(tenant_id, content, of, MOST)
        if (result === 'taken') look()
        else fail(tenant_id, content, { reason: TOO_MANY[result], tries: 0 })
      },
    }),
    stats() {
      return { running: underWay.size, queued: waiting }
    },
    async close(within_ms) {
      state = 'closing'
      cancel()
      look()
      const late = Promise.withResolvers<void>()
      const stop = clock.later(late.resolve, within_ms)
      await Promise.race([idle(), late.promise])
      stop()
      state = 'closed'
      transport.close()
    },
  }
}

const TOO_MANY: { readonly [share in MailShare]: string } = {
  tenant: 'too many mails wait',
  recipient: 'too many mails to this recipient wait',
  address: 'too many mails that one address asked for wait',
}
