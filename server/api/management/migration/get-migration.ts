/** `GET /api/v2/connections/{id}/migration`: Ferry's own. @module */
import * as z from 'zod'
import { modeOf } from '../../../migration/mode.ts'
import { defineRoute } from '../../route/route.ts'
import { ConnectionParams, findConnection } from '../connections/connection.ts'
import { RunCounts, recordsWritten } from '../trials/runs.ts'

export const getMigration = defineRoute({
  method: 'get',
  path: '/api/v2/connections/:id/migration',
  name: 'getMigration',
  tag: 'Migration',
  summary: 'Get the progress of a migration',
  description:
    'Ferry’s own. Answers how many users the connection has, how many of them are migrated, and the newest events of the migration.',
  scopes: ['read:connections'],
  params: ConnectionParams,
  result: z.object({
    connection_id: z.string(),
    mode: z.enum(['local', 'legacy', 'import']),
    users: z.int(),
    migrated: z.int(),
    runs: RunCounts,
    failures: z
      .array(z.object({ code: z.string(), events: z.int() }))
      .describe('Of the newest 10,000 migrations that failed: how many each code had'),
    events: z
      .array(
        z.object({
          event_id: z.string(),
          kind: z.enum(['migrated', 'failed']),
          user_id: z.string().optional(),
          detail: z.string().describe('How, or the code it failed with'),
          at: z.iso.datetime(),
        }),
      )
      .describe('Newest first, at most 50'),
  }),
  errors: ['inexistent_connection'],
  async handle(deps, { tenant: { tenant_id }, params }) {
    const connection = await findConnection(deps, params.id)
    await recordsWritten(deps)
    const [counts, runs, failures, events] = await Promise.all([
      deps.store.countUsers(tenant_id, params.id),
      deps.store.countRuns(tenant_id, params.id),
      deps.store.countMigrationFailures(tenant_id, params.id),
      deps.store.listMigrationEvents(tenant_id, params.id, 50),
    ])
    return {
      connection_id: params.id,
      mode: modeOf(connection),
      ...counts,
      runs,
      failures,
      events: events.map(({ event_id, kind, user_id, detail, at }) => ({
        event_id,
        kind,
        ...(user_id === undefined ? {} : { user_id }),
        detail,
        at: new Date(at).toISOString(),
      })),
    }
  },
})
