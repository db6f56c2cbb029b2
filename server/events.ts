/** The tenant's log: what happened to its users, in Auth0's type codes and our own. @module */
import { randomUUIDv7 } from 'node:crypto'
import type { Json } from '../runtime/index.ts'
import type { Log } from './log.ts'
import type { LogType } from './log-types.ts'
import type { LogEntry, Store } from './store/contract.ts'

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
  details?: { [key: string]: Json } | undefined
}

/** Takes entries on behalf of one request. Never delays and never fails the request. */
export interface Events {
  record(event: NewEvent): void
}

/** The log of every tenant. */
export interface EventHub {
  /** @returns where entries of one request go */
  of(tenant_id: string, origin: Origin): Events
}

/** Entries that may wait for the store; more are dropped and counted in the operator's log. */
const MOST_WAITING = 10_000

/** Creates the log. Entries are written in groups, one group at a time. */
export function createEventHub({ store, log }: { store: Pick<Store, 'appendLogs'>; log: Log }): EventHub {
  let waiting: LogEntry[] = []
  let writing = false

  async function write(): Promise<void> {
    writing = true
    while (waiting.length > 0) {
      const entries = waiting
      waiting = []
      try {
        await store.appendLogs(entries)
      } catch (error) {
        log.error('log_entries_lost', error, { entries: entries.length })
      }
    }
    writing = false
  }

  return {
    of: (tenant_id, origin) => ({
      record({ connection, client, ...event }) {
        if (waiting.length >= MOST_WAITING) {
          log.warn('log_entry_dropped', { tenant_id, type: event.type })
          return
        }
        waiting.push({
          tenant_id,
          log_id: randomUUIDv7(),
          at: Date.now(),
          type: event.type,
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
          details: event.details,
        })
        if (!writing) void write()
      },
    }),
  }
}
