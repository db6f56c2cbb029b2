/** How far the migration of a connection is, of what its ledger has counted. @module */
import * as z from 'zod'
import { definedOnly } from '../../../common/optional.ts'
import { DAY_MS } from '../../../common/time.ts'
import type { Forecast } from '../../../migration/progress/forecast.ts'
import { forecast, TARGET_PERCENT } from '../../../migration/progress/forecast.ts'
import type { LegacyTotal, Store } from '../../../store/contract.ts'
import { isoTime, LegacyTotalAnswer, OUTCOME_COUNT, WAITING_STATES } from './ledger-shapes.ts'

/** Days of the series that a forecast reads. */
const FORECAST_DAYS = 29

const ForecastAnswer = z
  .object({
    kind: z.enum(['range', 'none']).describe('`none`: nothing honest can be said, see `why`.'),
    why: z
      .enum(['no_total', 'done', 'too_young', 'too_few', 'pace_falls'])
      .optional()
      .describe(
        '`no_total`: the number of people in the legacy store is unknown; `done`; `too_young`: the migration started less than 28 ' +
          'days ago; `too_few` people came in 14 days; `pace_falls`: too fast to say when it ends.',
      ),
    target_percent: z.int().describe('The share of people that the forecast is about.'),
    earliest: z.iso.datetime().optional().describe('When it is reached at the present pace.'),
    latest: z.iso.datetime().optional().describe('When it is reached if the pace falls as it fell before.'),
    days: z.int().describe('The length of each of the two periods, in days.'),
    recent: z.int().describe('How many people were migrated in the last period.'),
    before: z.int().describe('How many in the period before.'),
  })
  .meta({ id: 'MigrationForecast', description: 'When most people are migrated, and what that is made of.' })

/** Members of the answer. */
export const PROGRESS = {
  percent: z
    .number()
    .optional()
    .describe('Migrated people in percent of the legacy store’s. Missing while their number is unknown.'),
  left: z.int().optional().describe('How many people are still only in the legacy store, at most.'),
  total_is_old: z
    .boolean()
    .describe('Whether more people were migrated than the legacy store is said to have: count them anew.'),
  legacy_total: LegacyTotalAnswer,
  forecast: ForecastAnswer,
  today: z.array(z.object(OUTCOME_COUNT)).describe('What happened today, UTC.'),
  outcomes: z
    .array(z.object(OUTCOME_COUNT))
    .describe(
      'What happened since the migration started. People who were migrated and deleted later are still counted.',
    ),
  waiting: z
    .array(
      z.object({
        state: z.enum(WAITING_STATES).describe('Their state.'),
        people: z.int().describe('How many there are.'),
      }),
    )
    .describe(
      'People whom a script has found and who are not migrated, by state: the newest 100,000. Names that no script knows are only counted.',
    ),
}

type Answer = z.input<z.ZodObject<typeof PROGRESS>>

/** @param migrated how many users of the connection are migrated */
export async function progressOf(
  store: Pick<Store, 'countLedger' | 'listLedgerSeries' | 'findLegacyTotal'>,
  tenant_id: string,
  connection_id: string,
  migrated: number,
  now = Date.now(),
): Promise<Answer> {
  const today = Math.floor(now / DAY_MS) * DAY_MS
  const from = today - FORECAST_DAYS * DAY_MS
  const [totals, days, known] = await Promise.all([
    store.countLedger(tenant_id, connection_id),
    store.listLedgerSeries(tenant_id, connection_id, 'day', from, today + DAY_MS),
    store.findLegacyTotal(tenant_id, connection_id),
  ])
  const total = known?.total
  const arrived = days.filter(({ state }) => state === 'migrated')
  const counted = arrived.map(({ starts_at, events }) => ({ starts_at, migrated: events }))
  const all = totals.events.filter(({ state }) => state === 'migrated')
  const sum = (counts: readonly { events: number }[]): number => counts.reduce((a, b) => a + b.events, 0)
  // Whoever was migrated before the series begins shows that the migration is old enough.
  const since = sum(all) > sum(arrived) ? 0 : arrived[0]?.starts_at
  return {
    ...(total !== undefined && {
      left: Math.max(0, total - migrated),
      ...(total > 0 && { percent: Math.min(100, Math.floor((migrated / total) * 1_000) / 10) }),
    }),
    total_is_old: total !== undefined && migrated > total,
    legacy_total: toLegacyTotal(known),
    forecast: toForecast(forecast({ total, migrated, days: counted, since }, now)),
    today: days
      .filter(({ starts_at }) => starts_at === today)
      .map(({ state, reason, events }) => ({ state, reason, events })),
    outcomes: totals.events,
    waiting: totals.people,
  }
}

function toForecast(found: Forecast): z.input<typeof ForecastAnswer> {
  const { kind, pace } = found
  const shared = { kind, target_percent: TARGET_PERCENT, ...pace }
  if (found.kind === 'none') return { ...shared, why: found.why }
  return { ...shared, earliest: isoTime(found.earliest), latest: isoTime(found.latest) }
}

export function toLegacyTotal(known: LegacyTotal | undefined): z.input<typeof LegacyTotalAnswer> {
  if (!known) return {}
  const { total, source, at, tried_at, run_id, problem } = known
  return definedOnly({
    total,
    source,
    at: at === undefined ? undefined : isoTime(at),
    tried_at: tried_at === undefined ? undefined : isoTime(tried_at),
    run_id,
    problem,
  })
}
