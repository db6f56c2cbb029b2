/**
 * Queues mails and delivers them after the request, so that a slow or broken mail server neither delays nor changes an
 * answer. @module
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createFairQueue } from '../../runtime/index.ts'
import type { Log } from '../common/log.ts'
import { createShares } from '../common/shares.ts'
import type { Posted, Transport } from './transport.ts'
import { DELIVERIES_AT_ONCE, MailError } from './transport.ts'

/** The mail queue of one tenant. */
export interface Mail {
  /** @param onFailed called once, when the mail is given up; `reason` has no address and no text of the mail */
  send(letter: Posted, onFailed: (reason: string) => void): void
}

/** The mail queue of all tenants. */
export interface MailHub {
  /** @param address of a caller without credentials: each address may use only a part of the tenant's queue */
  of(tenant_id: string, address?: string): Mail
  /** Tries every waiting mail once more, and gives up those that are left after `within_ms`. */
  close(within_ms: number): Promise<void>
  /** Mails that are being delivered, and those that wait for a place or for their next try. */
  stats(): { running: number; queued: number }
}

/** Simultaneous deliveries of one tenant, whose recipients' servers may be slow. */
const AT_ONCE_OF_TENANT = 2
/** Mails in the queue. A mail to a dead address stays in it for two and a half minutes. */
const MOST_OF_TENANT = 200
const MOST_OF_ADDRESS = 20
const MOST_TO_RECIPIENT = 3
/** Delays before the second, third … try. */
const RETRY_AFTER_MS: readonly number[] = [1_000, 5_000, 30_000, 120_000]

/** Delays that can be cut short by calling the returned function. */
interface Clock {
  later(work: () => void, after_ms: number): () => void
}

const systemClock: Clock = {
  later(work, after_ms) {
    const timer = setTimeout(work, after_ms)
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

/**
 * Creates the queue. Tenants do not wait for each other's mails, and a mail keeps its place between its tries. When the
 * process is killed, waiting mails are lost: people ask again.
 */
export function createMail(transport: Transport, log: Log, clock: Clock = systemClock): MailHub {
  const shares = createShares({
    address: MOST_OF_ADDRESS,
    recipient: MOST_TO_RECIPIENT,
    tenant: MOST_OF_TENANT,
  })
  const turns = createFairQueue({
    running: DELIVERIES_AT_ONCE,
    running_per_owner: AT_ONCE_OF_TENANT,
    waiting_per_owner: Number.POSITIVE_INFINITY,
  })
  const underWay = new Set<Promise<void>>()
  /** Cuts the delays between tries short. */
  const wakes = new Set<() => void>()
  const ending = new AbortController()
  let isClosing = false

  function rest(after_ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        wakes.delete(wake)
        cancel()
        resolve()
      }
      const cancel = clock.later(wake, after_ms)
      wakes.add(wake)
    })
  }

  /** @returns why the mail was given up; undefined when it was delivered */
  async function deliver(tenant_id: string, letter: Posted): Promise<Failure | undefined> {
    for (let tries = 1; ; tries++) {
      try {
        await turns.run(tenant_id, () => transport.deliver(letter), { signal: ending.signal })
        return undefined
      } catch (error) {
        if (error === ending.signal.reason) return { reason: STOPS, tries: tries - 1 }
        const rest_ms = RETRY_AFTER_MS[tries - 1]
        const isFinal = error instanceof MailError && error.is_final
        if (isFinal || rest_ms === undefined || isClosing) {
          return error instanceof MailError
            ? { reason: error.reason, tries }
            : { reason: 'unknown', tries, cause: error }
        }
        await rest(rest_ms)
      }
    }
  }

  function noteFailure(tenant_id: string, { reason, tries, cause }: Failure): void {
    // Without the cause, since the SMTP server's text may quote the address.
    if (cause !== undefined) log.error('mail_failed', cause, { tenant_id, reason, tries })
    else log.warn('mail_failed', { tenant_id, reason, tries })
  }

  return {
    of: (tenant_id, address) => ({
      send(letter, onFailed) {
        const fail = (failure: Failure | undefined): void => {
          if (!failure) return
          noteFailure(tenant_id, failure)
          onFailed(failure.reason)
        }
        if (isClosing) {
          fail({ reason: STOPS, tries: 0 })
          return
        }
        const leave = shares.take({
          address: address && `${tenant_id} ${address}`,
          // Another spelling names the same mailbox, or one of the same domain.
          recipient: `${tenant_id} ${letter.to.toLowerCase()}`,
          tenant: tenant_id,
        })
        if (typeof leave === 'string') {
          fail({ reason: TOO_MANY[leave], tries: 0 })
          return
        }
        const sent = deliver(tenant_id, letter).finally(leave).then(fail)
        underWay.add(sent)
        void sent.finally(() => underWay.delete(sent))
      },
    }),
    stats() {
      const { running } = turns.stats()
      return { running, queued: underWay.size - running }
    },
    async close(within_ms) {
      isClosing = true
      for (const wake of [...wakes]) wake()
      const late = Promise.withResolvers<void>()
      const cancel = clock.later(late.resolve, within_ms)
      await Promise.race([Promise.all(underWay), late.promise])
      cancel()
      ending.abort()
      // Callers whose mails were still waiting are told.
      await nextTurn()
      transport.close()
    },
  }
}

const STOPS = 'the server stops'

const TOO_MANY = {
  tenant: 'too many mails wait',
  recipient: 'too many mails to this recipient wait',
  address: 'too many mails that one address asked for wait',
} as const
