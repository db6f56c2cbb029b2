/** Writes the tenants' logs, with Auth0's type codes and Ferry's own. @module */
import type { Json } from '../../runtime/index.ts'
import type { Log } from '../common/log.ts'
import type { LogEntry, Store } from '../store/contract.ts'
import { boundEntry } from './entry-limits.ts'
import { createFollowers } from './followers.ts'
import { createLogIds } from './ids.ts'
import { quotaOf } from './quota.ts'
import type { LogType } from './types.ts'
import type { LogVolume, UnnumberedEntry } from './volume.ts'

/** Origin of a request: part of each log entry of the request. */
export interface Origin {
  ip: string | undefined
  user_agent: string | undefined
  /** Host header as sent; only for display, never for links. */
  hostname: string | undefined
  /** `X-Correlation-ID` as sent, at most 64 characters. */
  correlation_id: string | undefined
}

/** An entry before it gets its tenant, id, time and origin. Texts contain no secrets (K4); texts of scripts are redacted. */
export interface NewEvent {
  type: LogType
  description?: string | undefined
  connection?: { connection_id: string; name: string } | undefined
  client?: { client_id: string; name: string } | undefined
  user_id?: string | undefined
  /** Email or username, as typed or as stored. */
  user_name?: string | undefined
  audience?: string | undefined
  scope?: string | undefined
  /** Run of a script that the entry is about; shown among the details. */
  run_id?: string | undefined
  details?: { [key: string]: Json } | undefined
  /** The event came from an unauthenticated caller, although its type is for authenticated ones. */
  by_stranger?: true
}

/** Records entries of one request. Never delays or fails the request. */
export interface Events {
  record(event: NewEvent): void
}

/** Notifies of new entries in a tenant's log. */
export interface EventFeed {
  /**
   * @param wake called when this server or another may have written entries, outside of any request; must not throw
   * @returns a function that stops following
   */
  follow(wake: () => void): () => void
  /** Aborted when the server shuts down: followers should end. */
  ended: AbortSignal
}

/** The log of every tenant. */
export interface EventHub {
  /** @returns the recorder for one request */
  of(tenant_id: string, origin: Origin): Events
  feed(tenant_id: string): EventFeed
  /**
   * Waits until all entries so far are durable, so that a reader of the log finds the entries of earlier answers. Waits for a
   * bounded time; does not fail when the store did.
   */
  settled(): Promise<void>
  /** Ends all followers. Entries are still recorded. */
  endFeeds(): void
  /** Waits until all entries are durable, for a bounded time. */
  close(): Promise<void>
}

/** Most entries that wait for the store; further ones are dropped and reported in the operator's log. */
const MOST_WAITING = 10_000

/** The same for strangers' entries, and those of one tenant: further ones are only counted. */
const STRANGERS_WAITING = 5_000
const STRANGERS_WAITING_PER_TENANT = 1_000

/** Entries in one write, so that sign-ins do not wait for many. */
const PORTION = 500

/** How often ended sums are written. */
const SUM_UP_MS = 5_000

/** Entries of this interval are written together, with one sync to the disk; `settled` does not wait for it. */
const GATHER_MS = 10

/** How long `settled` and `close` wait at most; then entries are lost. */
const SETTLE_MS = 2_000

/** Creates the log. Entries are written in groups, one group at a time. */
export function createEventHub({
  store,
  log,
  volume,
}: {
  store: Pick<Store, 'appendLogs' | 'newestLogId' | 'wake' | 'onWake' | 'is_shared'>
  log: Log
  volume: LogVolume
}): EventHub {
  const nextId = createLogIds()
  const followers = createFollowers(store)
  const ending = new AbortController()
  let waiting: LogEntry[] = []
  /** Waiting entries of strangers, by tenant. */
  const strangers = new Map<string, number>()
  let strangersWaiting = 0
  let isWriting = false
  /** Number of entries recorded, and of entries written or lost, since the start. */
  let taken = 0
  let done = 0
  let settling: { upTo: number; resolve: () => void }[] = []

  /** Writes the gathered entries now. */
  let hurry: (() => void) | undefined

  function gather(): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        hurry = undefined
        resolve()
      }
      const timer = setTimeout(end, GATHER_MS)
      hurry = end
    })
  }

  async function write(): Promise<void> {
    if (isWriting) return
    isWriting = true
    while (waiting.length > 0) {
      if (waiting.length < PORTION) await gather()
      const entries = waiting.slice(0, PORTION)
      waiting = waiting.slice(PORTION)
      for (const entry of entries) if (entry.quota === 'strangers') countWaiting(entry.tenant_id, -1)
      try {
        await store.appendLogs(entries)
        for (const tenant_id of new Set(entries.map((entry) => entry.tenant_id))) {
          store.wake({ about: 'logs', tenant_id })
        }
      } catch (error) {
        log.error('log_entries_lost', error, { entries: entries.length })
      }
      done += entries.length
      for (const { resolve } of settling.filter(({ upTo }) => upTo <= done)) resolve()
      settling = settling.filter(({ upTo }) => upTo > done)
    }
    isWriting = false
  }

  function countWaiting(tenant_id: string, by: 1 | -1): void {
    const count = (strangers.get(tenant_id) ?? 0) + by
    strangersWaiting += by
    if (count > 0) strangers.set(tenant_id, count)
    else strangers.delete(tenant_id)
  }

  function push(entry: UnnumberedEntry): void {
    taken++
    if (entry.quota === 'strangers') countWaiting(entry.tenant_id, 1)
    waiting.push(boundEntry({ ...entry, log_id: nextId() }))
    void write()
  }

  function take(entry: UnnumberedEntry): void {
    if (waiting.length >= MOST_WAITING) {
      log.warn('log_entry_dropped', { tenant_id: entry.tenant_id, type: entry.type })
      return
    }
    const isFull =
      entry.quota === 'strangers' &&
      (strangersWaiting >= STRANGERS_WAITING ||
        (strangers.get(entry.tenant_id) ?? 0) >= STRANGERS_WAITING_PER_TENANT)
    if (isFull) volume.count(entry)
    else if (volume.admit(entry)) push(entry)
  }

  const summing = setInterval(() => {
    for (const entry of volume.due()) push(entry)
  }, SUM_UP_MS)
  summing.unref()

  /** @returns false when it took too long */
  async function settle(): Promise<boolean> {
    if (done >= taken) return true
    hurry?.()
    const settled = Promise.withResolvers<boolean>()
    const entry = { upTo: taken, resolve: () => settled.resolve(true) }
    settling.push(entry)
    const timer = setTimeout(() => settled.resolve(false), SETTLE_MS)
    const inTime = await settled.promise
    clearTimeout(timer)
    settling = settling.filter((one) => one !== entry)
    return inTime
  }

  return {
    feed: (tenant_id) => ({ follow: (wake) => followers.follow(tenant_id, wake), ended: ending.signal }),
    endFeeds: () => ending.abort(),
    async settled() {
      await settle()
    },
    async close() {
      ending.abort()
      followers.close()
      clearInterval(summing)
      for (const entry of volume.due(true)) push(entry)
      if (!(await settle())) log.warn('log_entries_lost', { entries: taken - done })
    },
    of: (tenant_id, origin) => ({
      record({ connection, client, by_stranger, ...event }) {
        take({
          tenant_id,
          at: Date.now(),
          type: event.type,
          quota: quotaOf(event.type, by_stranger),
          description: event.description,
          connection_id: connection?.connection_id,
          connection: connection?.name,
          client_id: client?.client_id,
          client_name: client?.name,
          user_id: event.user_id,
          user_name: event.user_name,
          ...origin,
          audience: event.audience,
          scope: event.scope,
          run_id: event.run_id,
          details: event.run_id === undefined ? event.details : { run_id: event.run_id, ...event.details },
          events: undefined,
        })
      },
    }),
  }
}
