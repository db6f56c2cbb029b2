/** Attempts to sign in: each is reserved before a script or a hash runs for it, and counted when it fails (A4–A6). @module */
import type { Store } from '../store/contract.ts'
import { StoreUnavailable } from '../store/contract.ts'
import { countedAs } from './addresses.ts'
import type { BrokenRevisions } from './broken-revisions.ts'
import type { Buckets } from './buckets.ts'
import type { InFlight } from './in-flight.ts'
import type { LoginFailure, Reached } from './reached.ts'
import { sprayEvent, undoneEvent } from './reached.ts'
import type { Refuse, Refused } from './refusals.ts'
import type { Rules } from './rules.ts'
import { isFull, reached, rulesFor, SLOW_AFTER } from './rules.ts'
import { protectionSettings } from './settings.ts'
import type { SprayWatch } from './spraying.ts'

/** An attempt that may be made. It counts as under way until one of its methods is called; later calls do nothing. */
export interface ReservedLogin {
  kind: 'allowed'
  /** @returns the thresholds that this failure reached */
  failed(how: LoginFailure): Promise<Reached[]>
  /** @param revision of the script that let the person in; undefined when Ferry checked the password itself */
  succeeded(revision: number | undefined): Promise<void>
  /** The attempt ended without a result about the password (M10). */
  released(): void
}

/** The person and the IP address of an attempt. */
export interface LoginToReserve {
  tenant_id: string
  connection: { connection_id: string; name: string; options: { [key: string]: unknown } }
  /** The key that failures are counted under: the user ID of a stored user, the folded identifier of others. */
  key: string
  is_stored: boolean
  password: string
  ip: string | undefined
}

/** Counters and clocks that attempts share. */
export interface AttemptDeps {
  store: Pick<
    Store,
    'findLoginFailures' | 'addLoginFailure' | 'undoLoginFailures' | 'endLoginFailures' | 'findProtection'
  >
  inFlight: InFlight
  buckets: Buckets
  revisions: BrokenRevisions
  spraying: SprayWatch
  refuse: Refuse
  /** Milliseconds since the epoch, for what the store keeps. */
  wallClock: () => number
  sleep: (duration_ms: number) => Promise<void>
}

const SLOW_MS = 5_000
/** Slow attempts of one person that may wait at once. */
const SLOW_AT_ONCE = 10
/** Number of attempts with unknown identifiers that may wait at once in a connection under password spraying. */
const SPRAYED_AT_ONCE = 100

/** Limit for one person from one address, for right and wrong passwords: 20 in a minute, then 10 a minute. */
const SAME_USER = { burst: 20, every_ms: 6_000 }

/** @throws {StoreUnavailable} */
export async function reserveLogin(
  deps: AttemptDeps,
  login: LoginToReserve,
): Promise<ReservedLogin | Refused> {
  const { tenant_id, connection, key, ip } = login
  const { connection_id } = connection
  const address = countedAs(ip)
  const person = JSON.stringify([tenant_id, connection_id, key])
  const pair = JSON.stringify([tenant_id, connection_id, key, address])

  // Counted before anything is read, so that simultaneous attempts count each other.
  const { inFlight } = deps
  const underWay = { person: inFlight.take(person), pair: inFlight.take(pair) }
  let isReserved = true
  const release = (): void => {
    if (isReserved) {
      inFlight.release(person)
      inFlight.release(pair)
    }
    isReserved = false
  }

  try {
    const subject = { connection_id, person: key, address }
    const [settings, failures] = await Promise.all([
      protectionSettings(deps.store, tenant_id),
      deps.store.findLoginFailures(tenant_id, subject),
    ])
    const rules = rulesFor(settings, connection.options, ip)
    const attempt: Attempt = { login, address, person, pair, subject, underWay, failures, rules }
    const refused = refusalByCounts(deps, attempt) ?? (await refusalByDelay(deps, attempt))
    if (!refused) return reservedLogin(deps, attempt, release)
    release()
    return refused
  } catch (error) {
    release()
    throw error
  }
}

/** One attempt and the failures that count against it. */
interface Attempt {
  login: LoginToReserve
  address: string
  /** Keys of the person, and of the person from this address. */
  person: string
  pair: string
  subject: Parameters<Store['addLoginFailure']>[1]
  /** Attempts under way, including this one. */
  underWay: { person: number; pair: number }
  failures: Awaited<ReturnType<Store['findLoginFailures']>>
  rules: Rules
}

/** @returns why the attempt may not be made, by what was counted; undefined if it may */
function refusalByCounts(
  { refuse, buckets, wallClock }: AttemptDeps,
  { login, address, pair, underWay, failures, rules }: Attempt,
): Refused | undefined {
  if (rules.blocks && rules.inRow(failures) >= rules.most) {
    return refuse(pair, 'too_many_attempts', undefined, 'limit_wc')
  }
  if (rules.address?.blocks && isFull(failures, rules.address, wallClock())) {
    const left_ms = failures.address_empty_at - wallClock() - (rules.address.most - 1) * rules.address.leak_ms
    const retry_after_s = Math.max(1, Math.ceil(left_ms / 1_000))
    return refuse(JSON.stringify([login.tenant_id, address]), 'too_many_requests', retry_after_s, 'limit_mu')
  }
  // All attempts under way may fail. People without enough failures are not called blocked.
  const attempts = rules.per_person ? underWay.person : underWay.pair
  if (rules.blocks && rules.inRow(failures) + attempts > rules.most) {
    return refuse(pair, 'too_many_requests', 1, undefined)
  }
  if (rules.listed) return undefined
  const same = buckets.take(`sul ${pair}`, SAME_USER)
  return same.allowed ? undefined : refuse(pair, 'too_many_requests', same.retry_after_s, 'limit_sul')
}

/** Delays attempts for a person, or in a connection, at which many passwords were tried. @returns if too many wait already */
async function refusalByDelay(
  deps: AttemptDeps,
  { login, person, underWay, failures, rules }: Attempt,
): Promise<Refused | undefined> {
  const { refuse, sleep, spraying } = deps
  if (!rules.blocks) return undefined
  if (failures.of_the_day >= SLOW_AFTER) {
    if (underWay.person > SLOW_AT_ONCE)
      return refuse(person, 'too_many_requests', SLOW_MS / 1_000, 'limit_wc')
    await sleep(SLOW_MS)
    return undefined
  }
  if (login.is_stored) return undefined
  const { tenant_id, connection } = login
  const wait_ms = spraying.waitOf(tenant_id, connection.connection_id)
  const connectionKey = JSON.stringify([tenant_id, connection.connection_id])
  if (wait_ms === 0 || (await sleepAmongFew(deps, connectionKey, wait_ms))) return undefined
  return refuse(person, 'too_many_requests', Math.ceil(wait_ms / 1_000), undefined)
}

/** @returns false when too many wait already */
async function sleepAmongFew(
  { inFlight, sleep }: AttemptDeps,
  name: string,
  wait_ms: number,
): Promise<boolean> {
  const key = `sprayed ${name}`
  try {
    if (inFlight.take(key) > SPRAYED_AT_ONCE) return false
    await sleep(wait_ms)
    return true
  } finally {
    inFlight.release(key)
  }
}

function reservedLogin(deps: AttemptDeps, attempt: Attempt, release: () => void): ReservedLogin {
  const { login, subject, failures, rules } = attempt
  const { tenant_id, connection } = login
  return {
    kind: 'allowed',
    async failed(how) {
      try {
        return await countFailure(deps, attempt, how)
      } finally {
        release()
      }
    },
    async succeeded(revision) {
      release()
      if (revision !== undefined) {
        deps.revisions.succeeded({ tenant_id, connection_id: connection.connection_id, revision })
      }
      // Most people have no failures: their sign-ins write nothing here.
      if (failures.from_address > 0 || (rules.per_person && failures.from_everywhere > 0)) {
        await deps.store.endLoginFailures(tenant_id, subject)
      }
    },
    released: release,
  }
}

/** @returns the thresholds that this failure reached */
async function countFailure(
  { store, revisions, spraying, wallClock }: AttemptDeps,
  { login, subject, rules }: Attempt,
  how: LoginFailure,
): Promise<Reached[]> {
  const { tenant_id, connection, key, password } = login
  const { connection_id } = connection
  const events: Reached[] = []
  const names = rules.counts
    ? spraying.failed({ tenant_id, connection_id, person: key, password })
    : undefined
  if (names !== undefined) events.push(sprayEvent(names))
  if (!rules.counts && !rules.address) return events

  const address_leak_ms = rules.address?.leak_ms
  const doubt = how.kind === 'error' ? revisions.judge({ ...how, tenant_id, ...subject }) : undefined
  if (doubt?.kind === 'broken') {
    const undo = { ...doubt.mark, connection_id, address_leak_ms }
    const isFirst = !doubt.isTakenBack && (await takeBack(store, tenant_id, undo)) && doubt.tookBack()
    if (isFirst && how.kind === 'error' && doubt.mayWarn()) {
      events.push(undoneEvent(connection.name, how, doubt.people))
    }
    return events
  }
  const in_row = rules.counts && (how.kind === 'no' || how.in_row)
  const count = { in_row, address_leak_ms, ...(doubt?.undoable && { undoable: doubt.undoable }) }
  const after = await store.addLoginFailure(tenant_id, subject, count)
  if (doubt?.undoable && doubt.isBrokenNow()) {
    await takeBack(store, tenant_id, { ...doubt.undoable, connection_id, address_leak_ms })
    return events
  }
  return [...events, ...reached(rules, in_row, after, wallClock()).map((type) => ({ type }))]
}

/** @returns whether the store has done it; else the next failure tries again */
async function takeBack(
  store: AttemptDeps['store'],
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
