/** `GET /api/v2/runs/{id}`: Ferry's own. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import type { ConnectionVersion, RunRecord } from '../../../store/contract.ts'
import { defineRoute } from '../../route/route.ts'
import { Run, toRun } from './run.ts'
import { recordsWritten } from './runs.ts'
import { Ran } from './try-script.ts'

/** How many versions are searched for the text that ran. */
const VERSIONS = 100

export const getRun = defineRoute({
  method: 'get',
  path: '/api/v2/runs/:id',
  name: 'getRun',
  tag: 'Test runs',
  summary: 'Get a run of a script',
  description:
    'Ferry’s own. Answers one run with its log and trace, by the `log_id` that the error of a failed sign-in contains. A connection keeps its newest runs; older ones are not found.',
  scopes: ['read:logs'],
  params: z.object({ id: z.string().min(1).max(300).describe('The `run_id` of the run.') }),
  result: Run.extend({
    logs: Ran.logs,
    trace: Ran.trace,
    connection_id: z.string().describe('The ID of the connection whose script ran.'),
    connection: z.string().describe('The name of that connection.'),
    version: z
      .int()
      .optional()
      .describe('The version of the connection whose script ran. Missing when that version is too old.'),
  }).meta({ id: 'WholeRun', description: 'The record of one run of a script, with its connection.' }),
  errors: ['inexistent_run'],
  async handle(deps, { tenant: { tenant_id }, params }) {
    await recordsWritten(deps)
    const run = await deps.store.findRun(tenant_id, params.id)
    const connection = run && (await deps.store.findConnection(tenant_id, run.connection_id))
    if (!connection) throw new ApiError('inexistent_run')
    const versions = await deps.store.listConnectionVersions(tenant_id, run.connection_id, {
      limit: VERSIONS,
    })
    const version = versionOf(run, versions)
    return {
      ...toRun(run),
      logs: Ran.logs.parse(run.logs),
      trace: Ran.trace.parse(run.trace),
      connection_id: run.connection_id,
      connection: connection.name,
      ...(version === undefined ? {} : { version }),
    }
  },
})

/**
 * @param versions the newest first
 * @returns the number of the version that was live when the run began, if its script has the text that ran
 */
function versionOf(
  { action, script_revision, at, duration_ms }: RunRecord,
  versions: readonly ConnectionVersion[],
): number | undefined {
  const began = at - duration_ms
  const withText = versions.filter(({ scripts }) => scripts[action] === script_revision)
  return (withText.find(({ created_at }) => created_at <= began) ?? withText.at(-1))?.version
}
