/** Stops the guessing of passwords: an attempt is reserved before a script or a hash runs for it (A4–A6). @module */
import { HOUR_MS, MINUTE_MS } from '../common/time.ts'
import type { Store } from '../store/contract.ts'
import { StoreUnavailable } from '../store/contract.ts'
import { countedAs, isListed } from './addresses.ts'
import { createBrokenRevisions } from './broken-revisions.ts'
import { createBuckets } from './buckets.ts'
import { createHolds } from './holds.ts'
import type { LoginFailure, Reached } from './reached.ts'
import { sprayEvent, undoneEvent } from './reached.ts'
import type { LimitEvent } from './rules.ts'
import { isFull, reached, rulesFor, SLOW_AFTER } from './rules.ts'
import { protectionSettings } from './settings.ts'
import { createSprayWatch } from './spraying.ts'

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
  /** @returns what this very failure led to */
  failed(how: LoginFailure): Promise<Reached[]>
  /** @param revision of the script that let the person in; undefined when Ferry knew the password */
  succeeded(revision: number | undefined): Promise<void>
  /** It ended for a reason that says nothing about the password (M10). */
  released(): void
}

/** Who tries to log in, and from where. */
interface LoginToReserve {
  tenant_id: string
  connection: { connection_id: string; name: string; options: { [key: string]: unknown } }
  /** What failures are counted under: of who is in Ferry the name there, of others the folded one. */
  key: string
  is_stored: boolean
  password: string
  ip: string | undefined
}

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
  /** Whether a person who reached `limit_wc` is to be told by mail now: as the tenant wishes, once an hour for an address. */
  mayNotify(person: CountedPerson): Promise<boolean>
  /** Counts a sign-up (A3, A5). */
  reserveSignup(signup: { tenant_id: string; ip: string | undefined }): Promise<{ kind: 'allowed' } | Refused>
  /** Counts the request of a password reset. */
  reserveReset(reset: {
    tenant_id: string
    key: string
    ip: string | undefined
  }): { kind: 'allowed' } | Refused
}

const SLOW_MS = 5_000
/** Slow attempts of one person that may wait at once. */
const SLOW_AT_ONCE = 10
/** Attempts for names that are not in Ferry which may wait at once in a connection that is sprayed. */
const SPRAYED_AT_ONCE = 100

/** The same person from the same address, right or wrong: 20 in a minute, then 10 a minute. */
const SAME_USER = { burst: 20, every_ms: 6_000 }
const RESETS = { burst: 10, every_ms: MINUTE_MS }
/** Mails about a block of one person from one address. */
const NOTIFIED = { burst: 1, every_ms: HOUR_MS }
/** Refusals of one kind that are logged. */
const LOGGED = { burst: 1, every_ms: MINUTE_MS }

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
  store: Pick<
    Store,
    'findLoginFailures' | 'addLoginFailure' | 'undoLoginFailures' | 'endLoginFailures' | 'findProtection'
  >,
  clock: Clock,
  wallClock: () => number = Date.now,
): Protection {
  const holds = createHolds()
  const buckets = createBuckets(() => clock.now())
  const revisions = createBrokenRevisions(() => clock.now(), wallClock)
  const spraying = createSprayWatch(() => clock.now())

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

  /** @returns false when too many wait already */
  async function sleepAmongFew(name: string, wait_ms: number): Promise<boolean> {
    const key = `sprayed ${name}`
    try {
      if (holds.take(key) > SPRAYED_AT_ONCE) return false
      await clock.sleep(wait_ms)
      return true
    } finally {
      holds.giveBack(key)
    }
  }

  /** @returns whether it is done; a store that takes no writes is asked again at the next failure */
  async function takeBack(
    tenant_id: string,
    of: Parameters<Store['undoLoginFailures']>[1],
  ): Promise<boolean> {
    try {
      await store.undoLoginFailures(tenant_id, of)
      return true
    } catch (error) {
      if (error instanceof StoreUnavailable) return false
      throw error
    }
  }

  return {
    async reserveLogin({ tenant_id, connection, key, is_stored, password, ip }) {
      const { connection_id, options } = connection
      const address = countedAs(ip)
      const subject = { connection_id, person: key, address }
      const person = JSON.stringify([tenant_id, connection_id, key])
      const pair = JSON.stringify([tenant_id, connection_id, key, address])
      const asCounted = { tenant_id, connection_id, person: key, address }

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
        } else if (rules.blocks && !is_stored) {
          const wait_ms = spraying.waitOf(tenant_id, connection_id)
          const isIn =
            wait_ms === 0 || (await sleepAmongFew(JSON.stringify([tenant_id, connection_id]), wait_ms))
          if (!isIn) return refused(person, 'too_many_requests', Math.ceil(wait_ms / 1_000), undefined)
        }

        return {
          kind: 'allowed',
          async failed(how) {
            try {
              const events: Reached[] = []
              const names = rules.counts
                ? spraying.failed({ tenant_id, connection_id, person: key, password })
                : undefined
              if (names !== undefined) events.push(sprayEvent(names))
              if (!rules.counts && !rules.address) return events
              const address_leak_ms = rules.address?.leak_ms
              const doubt = how.kind === 'error' ? revisions.judge({ ...how, ...asCounted }) : undefined
              if (doubt?.kind === 'broken') {
                const undo = { ...doubt.mark, connection_id, address_leak_ms }
                const isFirst = !doubt.isTakenBack && (await takeBack(tenant_id, undo)) && doubt.tookBack()
                if (isFirst && how.kind === 'error' && doubt.mayWarn()) {
                  events.push(undoneEvent(connection.name, how, doubt.people))
                }
                return events
              }
              const in_row = rules.counts && (how.kind === 'no' || how.in_row)
              const count = { in_row, address_leak_ms, ...(doubt?.undoable && { undoable: doubt.undoable }) }
              const after = await store.addLoginFailure(tenant_id, subject, count)
              if (doubt?.undoable && doubt.isBrokenNow()) {
                await takeBack(tenant_id, { ...doubt.undoable, connection_id, address_leak_ms })
                return events
              }
              return [...events, ...reached(rules, in_row, after, wallClock()).map((type) => ({ type }))]
            } finally {
              giveBack()
            }
          },
          async succeeded(revision) {
            giveBack()
            if (revision !== undefined) revisions.succeeded({ tenant_id, connection_id, revision })
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
