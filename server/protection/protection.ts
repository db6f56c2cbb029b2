/** Stops the guessing of passwords, and counts sign-ups and resets (A3–A6). @module */
import { HOUR_MS, MINUTE_MS } from '../common/time.ts'
import { countedAs, isListed } from './addresses.ts'
import { createBrokenRevisions } from './broken-revisions.ts'
import { createBuckets } from './buckets.ts'
import { createInFlight } from './in-flight.ts'
import type { AttemptDeps, LoginToReserve, ReservedLogin } from './login-attempts.ts'
import { reserveLogin } from './login-attempts.ts'
import type { Refused } from './refusals.ts'
import { createRefuse } from './refusals.ts'
import { protectionSettings } from './settings.ts'
import type { SharedLimit, SharedLimits } from './shared-limits.ts'
import { OWN_LIMITS } from './shared-limits.ts'
import { createSprayWatch } from './spraying.ts'

/** A person whose attempts were counted. */
interface CountedPerson {
  tenant_id: string
  connection_id: string
  key: string
  ip: string | undefined
}

/** The protection of every tenant. */
export interface Protection {
  /** @throws {StoreUnavailable} */
  reserveLogin(login: LoginToReserve): Promise<ReservedLogin | Refused>
  /**
   * Whether to email a person who reached `limit_wc`: if the tenant wants it, and at most once an hour for each
   * address.
   */
  mayNotify(person: CountedPerson): Promise<boolean>
  /** Counts a sign-up (A3, A5). */
  reserveSignup(signup: { tenant_id: string; ip: string | undefined }): Promise<{ kind: 'allowed' } | Refused>
  /** Counts the request of a password reset. */
  reserveReset(reset: {
    tenant_id: string
    key: string
    ip: string | undefined
  }): Promise<{ kind: 'allowed' } | Refused>
}

const RESETS = { burst: 10, every_ms: MINUTE_MS }
/** Mails about a block of one person from one address. */
const NOTIFIED = { burst: 1, every_ms: HOUR_MS }

/** Monotonic time and waiting. */
interface Clock {
  now(): number
  sleep(duration_ms: number): Promise<void>
}

/**
 * Creates the protection. Counts that last for days are in the store, and so are sign-ups, resets and mails when servers share
 * it. Attempts in flight, sign-ins of one user within a minute, sprayed passwords and broken revisions are counted in this
 * process: a restart clears them, and several processes count separately.
 *
 * @param clock monotonic; @param wallClock milliseconds since the epoch, for what the store keeps
 */
export function createProtection(
  store: AttemptDeps['store'],
  clock: Clock,
  wallClock: () => number = Date.now,
  sharedLimits: SharedLimits = OWN_LIMITS,
): Protection {
  const buckets = createBuckets(() => clock.now())
  const refuse = createRefuse(buckets)
  const attempts: AttemptDeps = {
    store,
    inFlight: createInFlight(),
    buckets,
    revisions: createBrokenRevisions(() => clock.now(), wallClock),
    spraying: createSprayWatch(() => clock.now()),
    refuse,
    wallClock,
    sleep: (duration_ms) => clock.sleep(duration_ms),
  }

  /** Here, and among all servers of the store. */
  async function takeEverywhere(
    tenant_id: string,
    limit: SharedLimit,
  ): Promise<{ allowed: boolean; retry_after_s: number }> {
    const here = buckets.take(limit.key, limit.rate)
    if (!here.allowed) return here
    const shared = await sharedLimits.take(tenant_id, { judging: [limit], counting: [limit] })
    return shared.allowed ? here : shared
  }

  return {
    reserveLogin: (login) => reserveLogin(attempts, login),

    async mayNotify({ tenant_id, connection_id, key, ip }) {
      const { brute_force } = await protectionSettings(store, tenant_id)
      if (!brute_force.shields.includes('user_notification')) return false
      const pair = JSON.stringify([tenant_id, connection_id, key, countedAs(ip)])
      return (await takeEverywhere(tenant_id, { key: `mail ${pair}`, rate: NOTIFIED })).allowed
    },

    async reserveSignup({ tenant_id, ip }) {
      const { suspicious_ip } = await protectionSettings(store, tenant_id)
      const { enabled, shields, allowlist, stage } = suspicious_ip
      if (!enabled || !shields.includes('block') || isListed(allowlist, ip)) return { kind: 'allowed' }
      const key = JSON.stringify([tenant_id, countedAs(ip)])
      const { max_attempts, rate } = stage['pre-user-registration']
      const limit = { key: `signup ${key}`, rate: { burst: max_attempts, every_ms: rate } }
      const { allowed, retry_after_s } = await takeEverywhere(tenant_id, limit)
      return allowed ? { kind: 'allowed' } : refuse(key, 'too_many_requests', retry_after_s, 'limit_mu')
    },

    async reserveReset({ tenant_id, key, ip }) {
      const person = JSON.stringify([tenant_id, key, countedAs(ip)])
      const { allowed, retry_after_s } = await takeEverywhere(tenant_id, {
        key: `reset ${person}`,
        rate: RESETS,
      })
      return allowed ? { kind: 'allowed' } : refuse(person, 'too_many_requests', retry_after_s, undefined)
    },
  }
}
