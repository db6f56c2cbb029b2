/** The tenant's log: what happened to its users, in Auth0's type codes and our own. @module */
import type { Json } from '../../runtime/index.ts'
import type { Log } from '../common/log.ts'
import type { LogEntry, Store } from '../store/contract.ts'
import { boundEntry } from './entry-limits.ts'
import { createLogIds } from './ids.ts'
import { quotaOf } from './quota.ts'
import type { LogType } from './types.ts'
import type { LogVolume, UnnumberedEntry } from './volume.ts'

/** From where a request came: part of every entry that it leaves in the tenant's log. */
export interface Origin {
  ip: string | undefined
  user_agent: string | undefined
  /** Host that the caller used, as sent; for display only, links are never made of it. */
  hostname: string | undefined
  /** `X-Correlation-ID` as sent, at most 64 characters. */
  correlation_id: string | undefined
}

/** An entry before it gets its tenant, id, time and origin. Texts are free of secrets (K4); scripts' texts were redacted. */
export interface NewEvent {
  type: LogType
  description?: string | undefined
  connection?: { connection_id: string; name: string } | undefined
  client?: { client_id: string; name: string } | undefined
  user_id?: string | undefined
  /** What the person typed or is known by: e-mail or username. */
  user_name?: string | undefined
  audience?: string | undefined
  scope?: string | undefined
  /** Run of a script that the entry is about; shown among the details. */
  run_id?: string | undefined
  details?: { [key: string]: Json } | undefined
  /** Whoever caused it has not shown who they are, though the type is one for those who have. */
  by_stranger?: true
}

/** Takes entries on behalf of one request. Never delays and never fails the request. */
export interface Events {
  record(event: NewEvent): void
}

/** Tells when a tenant's log has grown. */
export interface EventFeed {
  /**
   * @param wake called after entries became durable, in no request's name; must not throw
   * @returns ends it
   */
  follow(wake: () => void): () => void
  /** Aborted when the server ends: whoever follows should end now. */
  ended: AbortSignal
}

/** The log of every tenant. */
export interface EventHub {
  /** @returns where entries of one request go */
  of(tenant_id: string, origin: Origin): Events
  feed(tenant_id: string): EventFeed
  /**
   * Waits until what was taken so far is durable, so that whoever reads the log after an answer finds what led to it; for a
   * bounded time, and without an error when the store did not take it.
   */
  settled(): Promise<void>
  /** Ends those who follow. Entries are still taken. */
  endFeeds(): void
  /** Waits until every entry that was taken is durable, for a bounded time. */
  close(): Promise<void>
}

/** Entries that may wait for the store; more are dropped and counted in the operator's log. */
const MOST_WAITING = 10_000

/** Of them those of strangers, and those of strangers of one tenant: beyond that they are only counted. */
const STRANGERS_WAITING = 5_000
const STRANGERS_WAITING_PER_TENANT = 1_000

/** Entries that are written at once, so that logins need not wait for many. */
const PORTION = 500

/** How often sums are looked at whose time may be over. */
const SUM_UP_MS = 5_000

/** Entries of so long are written together, with one sync to the disk; who waits for them does not wait for this. */
const GATHER_MS = 10

/** A store that has not taken the last entries by then has lost them; who reads waits no longer either. */
const SETTLE_MS = 2_000

/** Creates the log. Entries are written in groups, one group at a time. */
export function createEventHub({
  store,
  log,
  volume,
}: {
  store: Pick<Store, 'appendLogs'>
  log: Log
  volume: LogVolume
}): EventHub {
  const nextId = createLogIds()
  const followers = new Map<string, Set<() => void>>()
  const ending = new AbortController()
  let waiting: LogEntry[] = []
  /** Of strangers, by tenant. */
  const strangers = new Map<string, number>()
  let strangersWaiting = 0
  let isWriting = false
  /** Entries taken and entries done with, written or lost, since the start. */
  let taken = 0
  let done = 0
  let settling: { upTo: number; resolve: () => void }[] = []

  /** Ends the gathering. */
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
          for (const wake of followers.get(tenant_id) ?? []) wake()
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

  function follow(tenant_id: string, wake: () => void): () => void {
    const ofTenant = followers.get(tenant_id) ?? new Set()
    followers.set(tenant_id, ofTenant.add(wake))
    return () => {
      ofTenant.delete(wake)
      if (ofTenant.size === 0) followers.delete(tenant_id)
    }
  }

  return {
    feed: (tenant_id) => ({ follow: (wake) => follow(tenant_id, wake), ended: ending.signal }),
    endFeeds: () => ending.abort(),
    async settled() {
      await settle()
    },
    async close() {
      ending.abort()
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
