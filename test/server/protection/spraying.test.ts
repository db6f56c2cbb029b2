import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSprayWatch } from '../../../server/protection/spraying.ts'

const HOUR_MS = 60 * 60_000

function watch() {
  let now = 5
  const spraying = createSprayWatch(() => now)
  return {
    spraying,
    fail: (person: string, password: string, connection_id = 'con_1', tenant_id = 't') =>
      spraying.failed({ tenant_id, connection_id, person, password }),
    wait: (connection_id = 'con_1', tenant_id = 't') => spraying.waitOf(tenant_id, connection_id),
    pass(ms: number) {
      now += ms
    },
  }
}

test('one password with 15 identifiers is spraying, reported once an hour', () => {
  const { fail, wait, pass } = watch()
  for (let n = 0; n < 14; n++) expect(fail(`name ${n}`, 'Winter2026!')).toBeUndefined()
  expect(wait()).toBe(0)
  expect(fail('name 14', 'Winter2026!')).toBe(15)
  expect(wait()).toBe(1_000)
  expect(fail('name 15', 'Winter2026!')).toBeUndefined()
  pass(HOUR_MS - 1)
  expect(wait()).toBe(1_000)
  pass(2)
  expect(wait()).toBe(0)
  for (let n = 0; n < 14; n++) fail(`name ${n}`, 'Winter2026!')
  expect(fail('name 14', 'Winter2026!')).toBe(15)
})

test('a few passwords with many identifiers are spraying too', () => {
  const { fail } = watch()
  const noticed: number[] = []
  for (let n = 0; n < 40; n++) {
    const names = fail(`name ${n}`, `password ${n % 4}`)
    if (names !== undefined) noticed.push(names)
  }
  expect(noticed).toEqual([30])
})

test('people who mistype their own passwords, or one person who tries many, are not spraying', () => {
  const { fail, wait } = watch()
  for (let n = 0; n < 5_000; n++) fail(`name ${n}`, randomUUID())
  for (let n = 0; n < 100; n++) fail('ann', `guess ${n}`)
  for (let n = 0; n < 100; n++) fail('ann', 'the same')
  for (let n = 0; n < 4; n++) fail(`name ${n}`, '123456')
  expect(wait()).toBe(0)
})

test('connections and tenants are counted apart', () => {
  const { fail, wait } = watch()
  for (let n = 0; n < 14; n++) fail(`name ${n}`, 'same')
  expect(fail('name 14', 'same', 'con_2')).toBeUndefined()
  expect(fail('name 14', 'same', 'con_1', 'other')).toBeUndefined()
  expect(fail('name 14', 'same')).toBe(15)
  expect([wait('con_2'), wait('con_1', 'other'), wait()]).toEqual([0, 0, 1_000])
})

test('the wait grows with the spraying up to five seconds', () => {
  const { fail, wait } = watch()
  const waits = new Set<number>()
  for (let n = 0; n < 1_000; n++) {
    fail(`name ${n}`, `password ${n % 2}`)
    waits.add(wait())
  }
  expect([...waits]).toEqual([0, 1_000, 2_000, 3_000, 4_000, 5_000])
})

test('memory is bounded, and a flood in one connection hides no spraying in another', () => {
  const { fail, wait } = watch()
  for (let n = 0; n < 10; n++) fail(`name ${n}`, 'Winter2026!', 'quiet')
  for (let connection = 0; connection < 30; connection++) {
    for (let n = 0; n < 2_500; n++) fail('x', `${n}`, `busy ${connection}`)
  }
  for (let n = 10; n < 15; n++) fail(`name ${n}`, 'Winter2026!', 'quiet')
  expect(wait('quiet')).toBe(1_000)
}, 30_000)
