/** Foresees when most people of a legacy store are migrated, as far as that can be said. @module */
import { DAY_MS } from '../../common/time.ts'

/** The share of people at which a forecast ends: the last ones may never sign in. */
export const TARGET_PERCENT = 95
/** Days of each of the two periods that are compared. */
const PERIOD_DAYS = 14
/** With fewer people in a period, chance decides. */
const LEAST_PEOPLE = 20
/** A pace that falls below this part of the pace before leads nowhere that can be foreseen. */
const LEAST_RATIO = 0.6
/** Nobody believes a forecast beyond this. */
const MOST_DAYS = 730

/** What a forecast is made of: people migrated in the last 14 whole days, and in the 14 days before. */
interface Pace {
  days: number
  recent: number
  before: number
}

/** A range of times, or why there is none. */
export type Forecast =
  | { kind: 'range'; earliest: number; latest: number; pace: Pace }
  | { kind: 'none'; why: 'no_total' | 'done' | 'too_young' | 'too_few' | 'pace_falls'; pace: Pace }

/** What is known. */
interface Known {
  /** People of the legacy store; undefined when nobody has said or counted it. */
  total: number | undefined
  migrated: number
  /** People migrated on each day, UTC. */
  days: readonly { starts_at: number; migrated: number }[]
  /** When the first person was migrated; undefined before. */
  since: number | undefined
}

/**
 * The earliest end keeps today's pace. The latest one lets the pace fall on as it fell between the two periods: a lazy migration
 * slows down, since those who sign in often come first.
 */
export function forecast({ total, migrated, days, since }: Known, now: number): Forecast {
  const today = Math.floor(now / DAY_MS) * DAY_MS
  const sum = (from: number, to: number): number =>
    days
      .filter(({ starts_at }) => starts_at >= today - from * DAY_MS && starts_at < today - to * DAY_MS)
      .reduce((people, day) => people + day.migrated, 0)
  const pace = { days: PERIOD_DAYS, recent: sum(PERIOD_DAYS, 0), before: sum(2 * PERIOD_DAYS, PERIOD_DAYS) }
  const none = (why: Extract<Forecast, { kind: 'none' }>['why']): Forecast => ({ kind: 'none', why, pace })

  if (total === undefined || total === 0) return none('no_total')
  const left = Math.ceil((total * TARGET_PERCENT) / 100) - migrated
  if (left <= 0) return none('done')
  if (since === undefined || since > today - 2 * PERIOD_DAYS * DAY_MS) return none('too_young')
  if (pace.recent < LEAST_PEOPLE) return none('too_few')
  const ratio = pace.recent / Math.max(pace.before, 1)
  if (ratio < LEAST_RATIO) return none('pace_falls')
  const steady_days = (left / pace.recent) * PERIOD_DAYS
  const slow_days = ratio >= 1 ? steady_days : fallingDays(left, pace.recent, ratio)
  if (slow_days === undefined || slow_days > MOST_DAYS) return none('pace_falls')
  return { kind: 'range', earliest: now + steady_days * DAY_MS, latest: now + slow_days * DAY_MS, pace }
}

/** @returns days until `left` people have come, when each period brings `ratio` of the one before; undefined: never */
function fallingDays(left: number, recent: number, ratio: number): number | undefined {
  const all = (recent * ratio) / (1 - ratio)
  if (left >= all) return undefined
  const periods = Math.log(1 - left / all) / Math.log(ratio)
  return periods * PERIOD_DAYS
}
