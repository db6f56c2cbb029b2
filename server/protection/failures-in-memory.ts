/** Counts failed sign-ins in memory while the store takes no writes, and writes them later. @module */
import type { Log } from '../common/log.ts'
import type {
  AttemptStore,
  FailedPerson,
  FailureCount,
  LoginFailures,
  LoginSubject,
} from '../store/contract.ts'
import { StoreUnavailable } from '../store/contract.ts'

/** Methods of the store that count failures. */
export type FailureCounts = Pick<
  AttemptStore,
  | 'findLoginFailures'
  | 'addLoginFailure'
  | 'undoLoginFailures'
  | 'endLoginFailures'
  | 'forgetLoginFailures'
  | 'listFailedPersons'
>

/** Most kinds of failures that wait for the store; beyond that the oldest is dropped. */
const MOST_ENTRIES = 50_000

/** A failure and how often it happened. */
interface Entry {
  tenant_id: string
  of: LoginSubject
  count: FailureCount
  times: number
  last_at: number
}

/**
 * Wraps a store, so that guessing is limited even when the disk is full. Everything that reads or resets counts must use the
 * wrapper.
 *
 * @param now milliseconds since the epoch
 */
export function keepFailuresInMemory(
  store: FailureCounts,
  log: Pick<Log, 'warn'>,
  now: () => number = Date.now,
): FailureCounts {
  const entries = new Map<string, Entry>()
  /** Keys of `entries`, by person of a tenant. */
  const persons = new Map<string, Set<string>>()
  /** Failures to be added to the bucket of each address of a tenant, in milliseconds of leaking. */
  const leaking = new Map<string, number>()
  let isFlushing = false

  function leak({ tenant_id, of, count }: Entry, times: number): void {
    const name = JSON.stringify([tenant_id, of.address])
    const leaking_ms = (leaking.get(name) ?? 0) + (count.address_leak_ms ?? 0) * times
    if (leaking_ms > 0) leaking.set(name, leaking_ms)
    else leaking.delete(name)
  }

  function drop(key: string, entry: Entry): void {
    entries.delete(key)
    leak(entry, -entry.times)
    const name = JSON.stringify([entry.tenant_id, entry.of.person])
    const keys = persons.get(name)
    keys?.delete(key)
    if (keys?.size === 0) persons.delete(name)
  }

  const entriesOf = (tenant_id: string, person: string): [string, Entry][] =>
    [...(persons.get(JSON.stringify([tenant_id, person])) ?? [])].flatMap((key) => {
      const entry = entries.get(key)
      return entry ? [[key, entry] as [string, Entry]] : []
    })

  function remember(tenant_id: string, of: LoginSubject, count: FailureCount): void {
    const key = JSON.stringify([tenant_id, of, count])
    const entry = entries.get(key) ?? { tenant_id, of, count, times: 0, last_at: 0 }
    entry.times += 1
    entry.last_at = now()
    entries.set(key, entry)
    leak(entry, 1)
    const name = JSON.stringify([tenant_id, of.person])
    persons.set(name, (persons.get(name) ?? new Set()).add(key))
    const [oldest] = entries
    if (entries.size > MOST_ENTRIES && oldest) drop(...oldest)
  }

  /** @returns the counts of the store plus the waiting ones */
  function plus(tenant_id: string, of: LoginSubject, stored: LoginFailures): LoginFailures {
    if (entries.size === 0) return stored
    const own = entriesOf(tenant_id, of.person)
      .map(([, entry]) => entry)
      .filter((entry) => entry.of.connection_id === of.connection_id)
    const inRow = own.filter(({ count }) => count.in_row)
    const here = inRow.filter((entry) => entry.of.address === of.address)
    const leaking_ms = leaking.get(JSON.stringify([tenant_id, of.address])) ?? 0
    return {
      from_address: stored.from_address + total(here),
      from_everywhere: stored.from_everywhere + total(inRow),
      of_the_day: stored.of_the_day + total(own),
      address_empty_at:
        leaking_ms === 0 ? stored.address_empty_at : Math.max(stored.address_empty_at, now()) + leaking_ms,
    }
  }

  /** @returns whether anything was removed */
  function forget(tenant_id: string, person: string, isMeant: (entry: Entry) => boolean): boolean {
    const meant = entriesOf(tenant_id, person).filter(([, entry]) => isMeant(entry))
    for (const one of meant) drop(...one)
    return meant.length > 0
  }

  async function flush(): Promise<void> {
    if (isFlushing) return
    isFlushing = true
    try {
      for (const [key, entry] of entries) {
        while (entry.times > 0 && entries.get(key) === entry) {
          await store.addLoginFailure(entry.tenant_id, entry.of, entry.count)
          entry.times -= 1
          leak(entry, -1)
        }
        if (entries.get(key) === entry) drop(key, entry)
      }
    } catch {
      // The store takes no writes again: the rest keeps waiting.
    } finally {
      isFlushing = false
    }
  }

  return {
    async findLoginFailures(tenant_id, of) {
      return plus(tenant_id, of, await store.findLoginFailures(tenant_id, of))
    },

    async addLoginFailure(tenant_id, of, count) {
      try {
        const after = await store.addLoginFailure(tenant_id, of, count)
        if (entries.size > 0) void flush()
        return plus(tenant_id, of, after)
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error
        if (entries.size === 0) log.warn('failed_logins_counted_in_memory', { tenant_id })
        remember(tenant_id, of, count)
        return plus(tenant_id, of, await store.findLoginFailures(tenant_id, of))
      }
    },

    async undoLoginFailures(tenant_id, of) {
      for (const [key, entry] of entries) {
        const isMeant = entry.tenant_id === tenant_id && entry.of.connection_id === of.connection_id
        if (isMeant && entry.count.undoable?.mark === of.mark) drop(key, entry)
      }
      return store.undoLoginFailures(tenant_id, of)
    },

    async endLoginFailures(tenant_id, of) {
      const { connection_id, person } = of
      forget(tenant_id, person, (entry) => entry.of.connection_id === connection_id && entry.count.in_row)
      await store.endLoginFailures(tenant_id, of)
    },

    async forgetLoginFailures(tenant_id, of) {
      const { connection_id, person } = of
      const isHere = forget(
        tenant_id,
        person,
        (entry) => connection_id === undefined || entry.of.connection_id === connection_id,
      )
      return (await store.forgetLoginFailures(tenant_id, of)) || isHere
    },

    async listFailedPersons(tenant_id, person, least_failures, limit) {
      const waiting = entriesOf(tenant_id, person)
      if (waiting.length === 0) return store.listFailedPersons(tenant_id, person, least_failures, limit)
      const rows = await store.listFailedPersons(tenant_id, person, 1, limit)
      return joined(
        rows,
        waiting.map(([, entry]) => entry),
      )
        .filter(({ failures }) => failures >= least_failures)
        .slice(0, limit)
    },
  }
}

const total = (entries: readonly Entry[]): number => entries.reduce((sum, { times }) => sum + times, 0)

/** Each waiting failure counts for its address and for all addresses (''). */
function joined(rows: readonly FailedPerson[], waiting: readonly Entry[]): FailedPerson[] {
  const persons = new Map(rows.map((row) => [JSON.stringify([row.connection_id, row.address]), { ...row }]))
  for (const { of, count, times, last_at } of waiting) {
    for (const address of count.in_row ? [of.address, ''] : []) {
      const key = JSON.stringify([of.connection_id, address])
      const { failures = 0 } = persons.get(key) ?? {}
      persons.set(key, { ...of, address, failures: failures + times, last_at })
    }
  }
  return [...persons.values()].toSorted((a, b) => b.last_at - a.last_at)
}
