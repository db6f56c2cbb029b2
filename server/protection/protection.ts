/** Stops the guessing of passwords: an attempt is reserved before a script or a hash runs for it (A4–A6). @module */
import type { LoginFailures, Store } from '../store/contract.ts'
import { countedAs, isListed } from './addresses.ts'
import { createBuckets } from './buckets.ts'
import { createHolds } from './holds.ts'
import type { ProtectionSettings, SuspiciousIpSettings } from './settings.ts'
import { protectionSettings } from './settings.ts'

/** Auth0's names of what happened, as in the tenant's log. */
export type LimitEvent = 'limit_wc' | 'limit_mu' | 'limit_sul'

/** An attempt that may not be made now, right or wrong. */
export interface Refused {
  kind: 'refused'
  code: 'too_many_attempts' | 'too_many_requests'
  /** Undefined = not by waiting. */
  retry_after_s: number | undefined
  /** What to log; undefined when the same was logged less than a minute ago, or nothing is wrong yet. */
  event: LimitEvent | undefined
}

/** An attempt that may be made. It counts as under way until one of its methods is called; later calls do nothing. */
export interface ReservedLogin {
  kind: 'allowed'
  /**
   * The password was wrong, or (`refused`) the legacy store turned the person away for a reason of its own: that counts by
   * the day and by the address, but blocks nobody.
   *
   * @returns thresholds that this very failure has reached
   */
  failed(why: 'wrong_password' | 'refused'): Promise<LimitEvent[]>
  succeeded(): Promise<void>
  /** It ended for a reason that says nothing about the password (M10). */
  released(): void
}

/** Who tries to log in, and from where. */
interface LoginToReserve {
  tenant_id: string
  connection: { connection_id: string; options: { [key: string]: unknown } }
  /** Normalised identifier. */
  key: string
  ip: string | undefined
}

/** The protection of every tenant. */
export interface Protection {
  /** @throws {StoreUnavailable} */
  reserveLogin(login: LoginToReserve): Promise<ReservedLogin | Refused>
  /** Whether a person who reached `limit_wc` is to be told by mail now: as the tenant wishes, once an hour for an address. */
  mayNotify(person: Omit<LoginToReserve, 'connection'> & { connection_id: string }): Promise<boolean>
  /** Counts a sign-up (A3, A5). */
  reserveSignup(signup: { tenant_id: string; ip: string | undefined }): Promise<{ kind: 'allowed' } | Refused>
  /** Counts the request of a password reset. */
  reserveReset(reset: {
    tenant_id: string
    key: string
    ip: string | undefined
  }): { kind: 'allowed' } | Refused
}

/** Failures of one person from everywhere, in a day, after which attempts become slow (A4). */
const SLOW_AFTER = 100
const SLOW_MS = 5_000
/** Slow attempts of one person that may wait at once. */
const SLOW_AT_ONCE = 10

/** The same person from the same address, right or wrong: 20 in a minute, then 10 a minute. */
const SAME_USER = { burst: 20, every_ms: 6_000 }
const RESETS = { burst: 10, every_ms: 60_000 }
/** Mails about a block of one person from one address. */
const NOTIFIED = { burst: 1, every_ms: 60 * 60_000 }
/** Refusals of one kind that are logged. */
const LOGGED = { burst: 1, every_ms: 60_000 }

/** Monotonic time and waiting. */
interface Clock {
  now(): number
  sleep(duration_ms: number): Promise<void>
}

/**
 * Creates the protection. What lasts for days is counted in the store. What lasts for minutes (attempts under way, sign-ups,
 * resets, logins of one user) is counted in this process: a restart forgets it, and several processes count each for itself.
 *
 * @param clock monotonic; @param wallClock milliseconds since the epoch, for what the store keeps
 */
export function createProtection(
  store: Pick<Store, 'findLoginFailures' | 'addLoginFailure' | 'endLoginFailures' | 'findProtection'>,
  clock: Clock,
  wallClock: () => number = Date.now,
): Protection {
  const holds = createHolds()
  const buckets = createBuckets(() => clock.now())

  const refuse = (
    key: string,
    code: Refused['code'],
    retry_after_s: number | undefined,
    event: LimitEvent | undefined,
  ): Refused => ({
    kind: 'refused',
    code,
    retry_after_s,
    event: event && buckets.take(`log ${event} ${key}`, LOGGED).allowed ? event : undefined,
  })

  return {
    async reserveLogin({ tenant_id, connection: { connection_id, options }, key, ip }) {
      const address = countedAs(ip)
      const subject = { connection_id, person: key, address }
      const person = JSON.stringify([tenant_id, connection_id, key])
      const pair = JSON.stringify([tenant_id, connection_id, key, address])

      // Held before anything is read, so that whoever comes at the same time is counted too.
      const held = { person: holds.take(person), pair: holds.take(pair) }
      let isHeld = true
      const giveBack = (): void => {
        if (isHeld) {
          holds.giveBack(person)
          holds.giveBack(pair)
        }
        isHeld = false
      }
      const refused = (...args: Parameters<typeof refuse>): Refused => {
        giveBack()
        return refuse(...args)
      }

      try {
        const [settings, failures] = await Promise.all([
          protectionSettings(store, tenant_id),
          store.findLoginFailures(tenant_id, subject),
        ])
        const rules = rulesFor(settings, options, ip)

        if (rules.blocks && rules.inRow(failures) >= rules.most) {
          return refused(pair, 'too_many_attempts', undefined, 'limit_wc')
        }
        if (rules.address?.blocks && isFull(failures, rules.address, wallClock())) {
          const left_ms =
            failures.address_empty_at - wallClock() - (rules.address.most - 1) * rules.address.leak_ms
          return refused(
            JSON.stringify([tenant_id, address]),
            'too_many_requests',
            Math.max(1, Math.ceil(left_ms / 1_000)),
            'limit_mu',
          )
        }
        // Those under way may all fail. Nobody is told to be blocked who has not failed yet.
        const under_way = rules.per_person ? held.person : held.pair
        if (rules.blocks && rules.inRow(failures) + under_way > rules.most) {
          return refused(pair, 'too_many_requests', 1, undefined)
        }
        if (!rules.listed) {
          const same = buckets.take(`sul ${pair}`, SAME_USER)
          if (!same.allowed) return refused(pair, 'too_many_requests', same.retry_after_s, 'limit_sul')
        }
        if (rules.blocks && failures.of_the_day >= SLOW_AFTER) {
          if (held.person > SLOW_AT_ONCE) {
            return refused(person, 'too_many_requests', SLOW_MS / 1_000, 'limit_wc')
          }
          await clock.sleep(SLOW_MS)
        }

        return {
          kind: 'allowed',
          async failed(why) {
            try {
              if (!rules.counts && !rules.address) return []
              const after = await store.addLoginFailure(tenant_id, subject, {
                in_row: rules.counts && why === 'wrong_password',
                address_leak_ms: rules.address?.leak_ms,
              })
              return reached(rules, why, after, wallClock())
            } finally {
              giveBack()
            }
          },
          async succeeded() {
            giveBack()
            // Most people have no failures: their logins write nothing here.
            if (failures.from_address > 0 || (rules.per_person && failures.from_everywhere > 0)) {
              await store.endLoginFailures(tenant_id, subject)
            }
          },
          released: giveBack,
        }
      } catch (error) {
        giveBack()
        throw error
      }
    },

    async mayNotify({ tenant_id, connection_id, key, ip }) {
      const { brute_force } = await protectionSettings(store, tenant_id)
      if (!brute_force.shields.includes('user_notification')) return false
      const pair = JSON.stringify([tenant_id, connection_id, key, countedAs(ip)])
      return buckets.take(`mail ${pair}`, NOTIFIED).allowed
    },

    async reserveSignup({ tenant_id, ip }) {
      const { suspicious_ip } = await protectionSettings(store, tenant_id)
      const { enabled, shields, allowlist, stage } = suspicious_ip
      if (!enabled || !shields.includes('block') || isListed(allowlist, ip)) return { kind: 'allowed' }
      const key = JSON.stringify([tenant_id, countedAs(ip)])
      const { max_attempts, rate } = stage['pre-user-registration']
      const { allowed, retry_after_s } = buckets.take(`signup ${key}`, {
        burst: max_attempts,
        every_ms: rate,
      })
      return allowed ? { kind: 'allowed' } : refuse(key, 'too_many_requests', retry_after_s, 'limit_mu')
    },

    reserveReset({ tenant_id, key, ip }) {
      const person = JSON.stringify([tenant_id, key, countedAs(ip)])
      const { allowed, retry_after_s } = buckets.take(`reset ${person}`, RESETS)
      return allowed ? { kind: 'allowed' } : refuse(person, 'too_many_requests', retry_after_s, undefined)
    },
  }
}

interface AddressRule {
  blocks: boolean
  most: number
  leak_ms: number
}

/** What holds for one attempt. */
interface Rules {
  /** Failures are counted. */
  counts: boolean
  /** Enough of them block. */
  blocks: boolean
  most: number
  per_person: boolean
  inRow(failures: LoginFailures): number
  address: AddressRule | undefined
  /** The address is on an allow list. */
  listed: boolean
}

function rulesFor(
  { brute_force, suspicious_ip }: ProtectionSettings,
  options: { [key: string]: unknown },
  ip: string | undefined,
): Rules {
  const listed = isListed(brute_force.allowlist, ip)
  const counts = brute_force.enabled && options.brute_force_protection !== false && !listed
  const per_person = brute_force.mode === 'count_per_identifier'
  return {
    counts,
    blocks: counts && brute_force.shields.includes('block'),
    most: brute_force.max_attempts,
    per_person,
    inRow: (failures) => (per_person ? failures.from_everywhere : failures.from_address),
    address: addressRule(suspicious_ip, ip),
    listed,
  }
}

function addressRule(
  { enabled, shields, allowlist, stage }: SuspiciousIpSettings,
  ip: string | undefined,
): AddressRule | undefined {
  if (!enabled || isListed(allowlist, ip)) return undefined
  const { max_attempts, rate } = stage['pre-login']
  return { blocks: shields.includes('block'), most: max_attempts, leak_ms: rate }
}

/** Whether one more failure would run over. */
function isFull({ address_empty_at }: LoginFailures, { most, leak_ms }: AddressRule, now: number): boolean {
  return address_empty_at - now > (most - 1) * leak_ms
}

function reached(
  rules: Rules,
  why: 'wrong_password' | 'refused',
  after: LoginFailures,
  now: number,
): LimitEvent[] {
  const events: LimitEvent[] = []
  if (rules.counts && why === 'wrong_password' && rules.inRow(after) === rules.most) events.push('limit_wc')
  if (rules.counts && after.of_the_day === SLOW_AFTER) events.push('limit_wc')
  const { address } = rules
  if (
    address &&
    isFull(after, address, now) &&
    after.address_empty_at - now <= address.most * address.leak_ms
  ) {
    events.push('limit_mu')
  }
  return [...new Set(events)]
}
