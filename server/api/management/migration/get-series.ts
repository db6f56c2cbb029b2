/** `GET /api/v2/connections/{id}/migration/series`: Ferry's own. @module */
import * as z from 'zod'
import { DAY_MS, HOUR_MS } from '../../../common/time.ts'
import { invalidParameter } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { ConnectionParams, findConnection } from '../connections/connection.ts'
import { recordsWritten } from '../trials/runs.ts'
import { isoTime, OUTCOME_COUNT } from './ledger-shapes.ts'

/** Longest answers: as long as the counts are kept. */
const MOST_MS = { hour: 15 * DAY_MS, day: 731 * DAY_MS }
const DEFAULT_MS = { hour: DAY_MS, day: 30 * DAY_MS }

const Point = z
  .object({
    starts_at: z.iso.datetime().describe('When the hour or day starts, UTC.'),
    ...OUTCOME_COUNT,
  })
  .meta({ id: 'MigrationPoint', description: 'How often something happened in an hour or a day.' })

export const getMigrationSeries = defineRoute({
  method: 'get',
  path: '/api/v2/connections/:id/migration/series',
  name: 'getMigrationSeries',
  tag: 'Migration',
  summary: 'Get a migration by day or hour',
  description:
    'Ferry’s own. Counts what happened in each day or hour, UTC. Hours are kept for 15 days, and days for two years. Those in which nothing happened are left out.',
  scopes: ['read:connections'],
  params: ConnectionParams,
  query: z.object({
    span: z.enum(['day', 'hour']).default('day').describe('The length of a step.'),
    from: z.iso
      .datetime()
      .optional()
      .describe('The first time; default 30 days before `to`, and for hours a day.'),
    to: z.iso
      .datetime()
      .optional()
      .describe('The time after the last one; default the end of this day or hour.'),
  }),
  result: z
    .object({
      span: z.enum(['day', 'hour']).describe('The length of a step.'),
      from: z.iso.datetime().describe('When the first step starts.'),
      to: z.iso.datetime().describe('The time after the last step.'),
      points: z.array(Point).describe('The counts, the oldest first.'),
    })
    .meta({ id: 'MigrationSeries', description: 'A migration by day or hour.' }),
  errors: ['inexistent_connection'],
  async handle(deps, { tenant: { tenant_id }, params, query }) {
    await findConnection(deps, params.id)
    const { span } = query
    const step = span === 'day' ? DAY_MS : HOUR_MS
    const to = query.to === undefined ? (Math.floor(Date.now() / step) + 1) * step : Date.parse(query.to)
    const wanted = query.from === undefined ? to - DEFAULT_MS[span] : Date.parse(query.from)
    const from = Math.floor(wanted / step) * step
    if (from > to) throw invalidParameter('from', 'must be before to')
    if (to - from > MOST_MS[span] + step) {
      throw invalidParameter('from', `must be at most ${MOST_MS[span] / DAY_MS} days before to`)
    }
    await recordsWritten(deps)
    const points = await deps.store.listLedgerSeries(tenant_id, params.id, span, from, to)
    return {
      span,
      from: isoTime(from),
      to: isoTime(to),
      points: points.map(({ starts_at, ...count }) => ({ starts_at: isoTime(starts_at), ...count })),
    }
  },
})
