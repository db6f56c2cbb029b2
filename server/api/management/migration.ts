/** How a migration goes: Ferry's own endpoints beside Auth0's. @module */
import * as z from 'zod'
import type { Json } from '../../../runtime/index.ts'
import { modeOf } from '../../migration/mode.ts'
import type { Deps } from '../route.ts'
import { defineRoute } from '../route.ts'
import { ConnectionParams } from './connection.ts'
import { findConnection } from './connections-read.ts'
import { ListQuery } from './paging.ts'

const Counts = z.array(z.object({ action: z.string(), purpose: z.string(), runs: z.int() }))
const Time = z.iso.datetime()
const time = (at_ms: number): string => new Date(at_ms).toISOString()

/** Runs are recorded beside the answers to logins. A ping is a write that comes after those under way. */
const recordsWritten = ({ store }: Deps): Promise<void> => store.ping()

/** `GET /api/v2/connections/{id}/migration`. */
export const getMigration = defineRoute({
  method: 'get',
  path: '/api/v2/connections/:id/migration',
  summary: 'Progress of a connection’s migration',
  scopes: ['read:connections'],
  params: ConnectionParams,
  result: z.object({
    connection_id: z.string(),
    mode: z.enum(['local', 'legacy', 'import']),
    users: z.int(),
    migrated: z.int(),
    runs: Counts,
    events: z
      .array(
        z.object({
          event_id: z.string(),
          kind: z.enum(['migrated', 'failed']),
          user_id: z.string().optional(),
          detail: z.string().describe('How, or the code it failed with'),
          at: Time,
        }),
      )
      .describe('Newest first, at most 50'),
  }),
  errors: ['inexistent_connection'],
  async handle(deps, { tenant: { tenant_id }, params }) {
    const connection = await findConnection(deps, params.id)
    await recordsWritten(deps)
    const [counts, runs, events] = await Promise.all([
      deps.store.countUsers(tenant_id, params.id),
      deps.store.countRuns(tenant_id, params.id),
      deps.store.listMigrationEvents(tenant_id, params.id, 50),
    ])
    return {
      connection_id: params.id,
      mode: modeOf(connection),
      ...counts,
      runs,
      events: events.map(({ event_id, kind, user_id, detail, at }) => ({
        event_id,
        kind,
        ...(user_id === undefined ? {} : { user_id }),
        detail,
        at: time(at),
      })),
    }
  },
})

/** `GET /api/v2/connections/{id}/runs`: where the log id of a failed login leads. */
export const listRuns = defineRoute({
  method: 'get',
  path: '/api/v2/connections/:id/runs',
  summary: 'Newest runs of a connection’s scripts, with their log and trace',
  scopes: ['read:logs'],
  params: ConnectionParams,
  query: ListQuery.pick({ take: true }),
  result: z.object({
    counts: Counts,
    runs: z
      .array(
        z.object({
          run_id: z.string().describe('The log id in answers'),
          action: z.string(),
          script_revision: z.int(),
          outcome: z.string(),
          message: z.string().optional(),
          purpose: z.string(),
          duration_ms: z.number(),
          cpu_ms: z.number(),
          logs: z.custom<Json>(),
          trace: z.custom<Json>(),
          at: Time,
        }),
      )
      .describe('Newest first'),
  }),
  errors: ['inexistent_connection'],
  async handle(deps, { tenant: { tenant_id }, params, query }) {
    await findConnection(deps, params.id)
    await recordsWritten(deps)
    const [counts, runs] = await Promise.all([
      deps.store.countRuns(tenant_id, params.id),
      deps.store.listRuns(tenant_id, params.id, query.take ?? 50),
    ])
    return {
      counts,
      runs: runs.map(({ message, at, connection_id: _, ...run }) => ({
        ...run,
        ...(message === undefined ? {} : { message }),
        at: time(at),
      })),
    }
  },
})
