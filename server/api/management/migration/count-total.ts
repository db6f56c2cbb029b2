/** `POST /api/v2/connections/{id}/migration/legacy-total/count`: Ferry's own. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { modeOf } from '../../../migration/mode/mode.ts'
import { COUNT_LEASE_MS, countLegacy } from '../../../migration/script/count-legacy.ts'
import { hasScript } from '../../../migration/script/run-script.ts'
import { defineRoute } from '../../route/route.ts'
import { ConnectionParams, findConnection } from '../connections/connection.ts'
import { LegacyTotalAnswer } from './ledger-shapes.ts'
import { toLegacyTotal } from './progress.ts'

export const countLegacyTotal = defineRoute({
  method: 'post',
  path: '/api/v2/connections/:id/migration/legacy-total/count',
  name: 'countLegacyTotal',
  tag: 'Migration',
  summary: 'Count how many people the legacy store has',
  description:
    'Ferry’s own. Runs the script of `options.ferry_count` now, apart from sign-ins, with the rules and limits of a test run. Ferry also runs it once a day. The answer is 200 also when the script fails: `problem` says why, and the total before it stays.',
  scopes: ['update:connections'],
  without_recent_sign_in: 'live_run',
  params: ConnectionParams,
  body: z.object({}).meta({
    id: 'LegacyCountCreate',
    description: 'Nothing: the saved script runs with the saved configuration.',
    examples: [{}],
  }),
  result: LegacyTotalAnswer,
  errors: ['inexistent_connection', 'missing_script', 'legacy_count_running'],
  async handle(deps, { tenant: { tenant_id }, params }) {
    const connection = await findConnection(deps, params.id)
    if (!hasScript(connection, 'count')) {
      throw new ApiError(
        'missing_script',
        'The connection has no script that counts. Save one under options.ferry_count.',
      )
    }
    if (modeOf(connection) === 'local') {
      throw new ApiError(
        'missing_script',
        'The scripts of the connection are off. Set options.enabledDatabaseCustomization to true.',
      )
    }
    if (!(await deps.store.claimLegacyCount(tenant_id, params.id, COUNT_LEASE_MS))) {
      throw new ApiError('legacy_count_running')
    }
    await countLegacy(deps, { tenant_id, connection })
    return toLegacyTotal(await deps.store.findLegacyTotal(tenant_id, params.id))
  },
})
