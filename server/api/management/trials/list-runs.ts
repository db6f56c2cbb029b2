/** `GET /api/v2/connections/{id}/runs`: Ferry's own. @module */
import * as z from 'zod'
import { ListQuery } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'
import { ConnectionParams, findConnection } from '../connections/connection.ts'
import { Run, toRun } from './run.ts'
import { RunCounts, recordsWritten } from './runs.ts'

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
      runs: runs.map(toRun),
    }
  },
})
