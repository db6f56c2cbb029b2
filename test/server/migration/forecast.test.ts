import { expect, test } from 'vitest'
import { forecast } from '../../../server/migration/progress/forecast.ts'

const DAY_MS = 86_400_000
const NOW = 20_000 * DAY_MS + 1_000

/** @param recent people on each of the last 14 days @param before on each of the 14 days before */
function at(recent: number, before: number, more: Partial<Parameters<typeof forecast>[0]> = {}) {
  const days = Array.from({ length: 28 }, (_, ago) => ({
    starts_at: (20_000 - 1 - ago) * DAY_MS,
    migrated: ago < 14 ? recent : before,
  }))
  return forecast({ total: 10_000, migrated: 5_000, days, since: 0, ...more }, NOW)
}

test('a steady pace gives one time: what is left of 95 %, divided by the people of a day', () => {
  const steady = at(100, 100)
  expect(steady).toMatchObject({ kind: 'range', pace: { days: 14, recent: 1_400, before: 1_400 } })
  if (steady.kind !== 'range') throw new Error('no range')
  expect((steady.earliest - NOW) / DAY_MS).toBeCloseTo(45)
  expect(steady.latest).toBe(steady.earliest)
})

test('a pace that falls a little gives a range', () => {
  const falling = at(90, 100, { migrated: 7_000 })
  if (falling.kind !== 'range') throw new Error(falling.why)
  expect((falling.earliest - NOW) / DAY_MS).toBeCloseTo(27.8, 1)
  expect(falling.latest).toBeGreaterThan(falling.earliest)
})

test.each([
  ['without a total', 'no_total', at(100, 100, { total: undefined })],
  ['of an empty legacy store', 'no_total', at(100, 100, { total: 0 })],
  ['once 95 % are migrated', 'done', at(100, 100, { migrated: 9_500 })],
  ['in the first four weeks', 'too_young', at(100, 100, { since: NOW - 20 * DAY_MS })],
  ['with few people', 'too_few', at(1, 1)],
  ['when the pace fell by more than 40 %', 'pace_falls', at(50, 100)],
  ['when the falling pace never gets there', 'pace_falls', at(70, 100)],
  ['when it would take years', 'pace_falls', at(2, 2)],
])('there is no forecast %s: %s', (_, why, found) => {
  expect(found).toMatchObject({ kind: 'none', why })
})

test('today, which is not over, does not count', () => {
  const days = [{ starts_at: 20_000 * DAY_MS, migrated: 5_000 }]
  expect(forecast({ total: 10_000, migrated: 5_000, days, since: 0 }, NOW).pace.recent).toBe(0)
})
