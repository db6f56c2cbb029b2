/** `GET /api/v2/connections/{id}/migration`: Ferry's own. @module */
import * as z from 'zod'
import { modeOf } from '../../../migration/mode/mode.ts'
import { defineRoute } from '../../route/route.ts'
import { ConnectionMode } from '../../shapes/mode.ts'
import { ConnectionParams, findConnection } from '../connections/connection.ts'
import { RunCounts, recordsWritten } from '../trials/runs.ts'
import { PROGRESS, progressOf } from './progress.ts'

const MigrationEvent = z
  .object({
    event_id: z.string().describe('The ID of the event.'),
    kind: z.enum(['migrated', 'failed']).describe('Whether the user was migrated.'),
    user_id: z.string().optional().describe('The user, when there is one.'),
    detail: z.string().describe('What migrated the user, or the code that the migration failed with.'),
    at: z.iso.datetime().describe('When it happened.'),
    revision: z.int().optional().describe('The version of the connection. Missing in older records.'),
    run_id: z.string().optional().describe('The run of the script. Missing in older records.'),
  })
  .meta({ id: 'MigrationEvent', description: 'A user who was migrated, or whose migration failed.' })

export const getMigration = defineRoute({
  method: 'get',
  path: '/api/v2/connections/:id/migration',
  name: 'getMigration',
  tag: 'Migration',
  summary: 'Get the progress of a migration',
  description:
    'Ferry’s own. Answers how many users the connection has, how many of them are migrated, what happened since the migration started, and the newest events.',
  scopes: ['read:connections'],
  params: ConnectionParams,
  result: z
    .object({
      connection_id: z.string().describe('The ID of the connection.'),
      mode: ConnectionMode,
      users: z.int().describe('How many users Ferry stores.'),
      migrated: z.int().describe('How many of them are migrated.'),
      runs: RunCounts,
      failures: z
        .array(
          z.object({
            code: z.string().describe('The code that the migrations failed with.'),
            events: z.int().describe('How many failed with it.'),
          }),
        )
        .describe('The newest 10,000 failed migrations, counted by code.'),
      events: z.array(MigrationEvent).describe('The newest events, at most 50.'),
      ...PROGRESS,
    })
    .meta({ id: 'MigrationProgress', description: 'How far the migration of a connection is.' }),
  errors: ['inexistent_connection'],
  async handle(deps, { tenant: { tenant_id }, params }) {
    const connection = await findConnection(deps, params.id)
    await recordsWritten(deps)
    const counts = await deps.store.countUsers(tenant_id, params.id)
    const [progress, runs, failures, events] = await Promise.all([
      progressOf(deps.store, tenant_id, params.id, counts.migrated),
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
      events: events.map(({ event_id, kind, user_id, detail, at, revision, run_id }) => ({
        event_id,
        kind,
        ...(user_id === undefined ? {} : { user_id }),
        detail,
        at: new Date(at).toISOString(),
        revision,
        run_id,
      })),
      ...progress,
    }
  },
})
