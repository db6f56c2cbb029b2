/** `GET /api/v2/connections/{id}/runs`: Ferry's own. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { ListQuery } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'
import { ConnectionParams, findConnection } from '../connections/connection.ts'
import { RunCounts, recordsWritten } from './runs.ts'

const Run = z
  .object({
    run_id: z.string().describe('The ID of the run: `log_id` in the error of a failed sign-in.'),
    action: z.string().describe('The script that ran.'),
    script_revision: z.int().describe('The revision of its text.'),
    outcome: z.string().describe('How the run ended.'),
    message: z.string().optional().describe('What went wrong.'),
    purpose: z.string().describe('What it ran for: a sign-in, a reset of a password, a test run and so on.'),
    duration_ms: z.number().describe('How long the run took, in milliseconds.'),
    cpu_ms: z.number().describe('How many milliseconds of processor time the script used.'),
    logs: z.custom<Json>().describe('What the script wrote with `console`.'),
    trace: z.custom<Json>().describe('What the script asked of the network, in order.'),
    at: z.iso.datetime().describe('When the run started.'),
  })
  .meta({ id: 'Run', description: 'The record of one run of a script.' })

export const listRuns = defineRoute({
  method: 'get',
  path: '/api/v2/connections/:id/runs',
  name: 'listRuns',
  tag: 'Test runs',
  summary: 'List the newest runs of a connection’s scripts',
  description:
    'Ferry’s own. Lists the newest runs with their log and trace. The `log_id` of a failed login is the `run_id` of its run.',
  scopes: ['read:logs'],
  params: ConnectionParams,
  query: ListQuery.pick({ take: true }),
  result: z
    .object({
      counts: RunCounts,
      runs: z.array(Run).describe('The newest runs first.'),
    })
    .meta({ id: 'Runs', description: 'The newest runs of a connection’s scripts.' }),
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
        at: new Date(at).toISOString(),
      })),
    }
  },
})
