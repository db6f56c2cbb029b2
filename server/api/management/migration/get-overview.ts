/** `GET /api/v2/migration-overview`: Ferry's own. @module */
import * as z from 'zod'
import { DAY_MS } from '../../../common/time.ts'
import { defineRoute } from '../../route/route.ts'
import { recordsWritten } from '../trials/runs.ts'
import { isoTime, OUTCOME_COUNT } from './ledger-shapes.ts'

const MOST_DAYS = 90

export const getMigrationOverview = defineRoute({
  method: 'get',
  path: '/api/v2/migration-overview',
  name: 'getMigrationOverview',
  tag: 'Migration',
  summary: 'Get the migrations of all connections',
  description:
    'Ferry’s own. Counts what happened in the migrations of all connections, today or in the last days, UTC.',
  scopes: ['read:connections'],
  query: z.object({
    days: z.coerce
      .number()
      .int()
      .min(1)
      .max(MOST_DAYS)
      .default(1)
      .describe('How many days are counted, today included; default 1.'),
  }),
  result: z
    .object({
      from: z.iso.datetime().describe('When the first day starts.'),
      counts: z
        .array(z.object({ connection_id: z.string().describe('The connection.'), ...OUTCOME_COUNT }))
        .describe('The counts of each connection.'),
    })
    .meta({ id: 'MigrationOverview', description: 'What happened in all migrations of a tenant.' }),
  async handle(deps, { tenant: { tenant_id }, query }) {
    await recordsWritten(deps)
    const from = (Math.floor(Date.now() / DAY_MS) - (query.days - 1)) * DAY_MS
    return { from: isoTime(from), counts: await deps.store.countLedgersSince(tenant_id, from) }
  },
})
