/**
 * Queues mails in the store and delivers them after the request, so that a slow or broken mail server neither delays nor changes
 * an answer. Any server of the store delivers them, also those of a server that died. @module
 */
import type { DelayClock } from '../common/claimed-queue.ts'
import { createClaimedQueue, systemDelays } from '../common/claimed-queue.ts'
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
  clock: DelayClock = systemDelays,
): MailHub {
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

  const queue = createClaimedQueue<ClaimedMail>(
    {
      async claim(wish) {
        const { mails, ...rest } = await store.claimMails(wish)
        return { items: mails, ...rest }
      },
      work: deliver,
      at_once: { all: DELIVERIES_AT_ONCE, of_tenant: AT_ONCE_OF_TENANT },
      lease_ms: LEASE_MS,
      look_every_ms: store.is_shared ? LOOK_MS : undefined,
      failed: 'mail_queue_failed',
    },
    log,
    clock,
  )

  return {
    of: (tenant_id, { origin, address }) => ({
      async send(letter, about) {
        const content = { letter, about: { ...about, origin } }
        // Another spelling names the same mailbox, or one of the same domain.
        const of = { recipient: letter.to.toLowerCase(), address }
        const result = await store.addMail(tenant_id, content, of, MOST)
        if (result === 'taken') queue.look()
        else fail(tenant_id, content, { reason: TOO_MANY[result], tries: 0 })
      },
    }),
    stats: queue.stats,
    async close(within_ms) {
      await queue.close(within_ms)
      transport.close()
    },
  }
}

const TOO_MANY: { readonly [share in MailShare]: string } = {
  tenant: 'too many mails wait',
  recipient: 'too many mails to this recipient wait',
  address: 'too many mails that one address asked for wait',
}
