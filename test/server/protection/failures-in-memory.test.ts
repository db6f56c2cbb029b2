import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { keepFailuresInMemory } from '../../../server/protection/failures-in-memory.ts'
import { createSecrets } from '../../../server/secrets/index.ts'
import type { FailureCount, Store } from '../../../server/store/contract.ts'
import { StoreUnavailable } from '../../../server/store/contract.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'
import { embeddedTest, openTestStore } from '../../support/test-store.ts'
import { addConnection, newTenant } from '../store/contract/samples.ts'

const LEAK_MS = 1_000
const wrong: FailureCount = { in_row: true, address_leak_ms: LEAK_MS }

let store: Store
beforeAll(async () => {
  const secrets = createSecrets({ master: 'a master key of a test, long enough' })
  store = await openTestStore({ data_dir: temporaryFolder(afterAll), secrets, now: () => now }, afterAll)
  afterAll(() => store.close())
})

let now = Date.parse('2026-11-24T00:00:00Z')
let isFull = false
beforeEach(() => {
  isFull = false
})

async function open() {
  const tenant_id = await newTenant(store)
  const { connection_id } = await addConnection(store, tenant_id, { options: {} })
  const unless =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      isFull ? Promise.reject(new StoreUnavailable('full')) : work(...args)
  const warned: string[] = []
  const counts = keepFailuresInMemory(
    {
      ...store,
      addLoginFailure: unless(store.addLoginFailure),
      endLoginFailures: unless(store.endLoginFailures),
      forgetLoginFailures: unless(store.forgetLoginFailures),
    },
    { warn: (event) => warned.push(event) },
    () => now,
  )
  const ann = { connection_id, person: 'ann', address: '203.0.113.7' }
  return { counts, tenant_id, ann, warned }
}

test('failures count as usual while the store accepts no writes', async () => {
  const { counts, tenant_id, ann, warned } = await open()
  await counts.addLoginFailure(tenant_id, ann, wrong)
  isFull = true
  await counts.addLoginFailure(tenant_id, ann, wrong)
  await counts.addLoginFailure(tenant_id, ann, { ...wrong, in_row: false })
  const after = await counts.addLoginFailure(tenant_id, { ...ann, address: '198.51.100.1' }, wrong)
  expect(after).toMatchObject({ from_address: 1, from_everywhere: 3, of_the_day: 4 })
  expect(await counts.findLoginFailures(tenant_id, ann)).toMatchObject({
    from_address: 2,
    from_everywhere: 3,
    of_the_day: 4,
    address_empty_at: now + 3 * LEAK_MS,
  })
  const bob = { ...ann, person: 'bob' }
  expect(await counts.findLoginFailures(tenant_id, bob)).toMatchObject({
    from_address: 0,
    of_the_day: 0,
    address_empty_at: now + 3 * LEAK_MS,
  })
  expect(await counts.findLoginFailures(await newTenant(store), ann)).toMatchObject({ of_the_day: 0 })
  expect(warned).toEqual(['failed_logins_counted_in_memory'])
})

test('failures in memory are written when the store accepts writes again', async () => {
  const { counts, tenant_id, ann } = await open()
  isFull = true
  for (let n = 0; n < 9; n++) await counts.addLoginFailure(tenant_id, ann, wrong)
  isFull = false
  const after = await counts.addLoginFailure(tenant_id, ann, wrong)
  expect(after).toMatchObject({ from_address: 10, of_the_day: 10 })
  await expect.poll(() => store.findLoginFailures(tenant_id, ann)).toMatchObject({ from_address: 10 })
  expect(await counts.findLoginFailures(tenant_id, ann)).toMatchObject({ from_address: 10, of_the_day: 10 })
})

test('a success or an unblocking clears them, also while the store accepts no writes', async () => {
  const { counts, tenant_id, ann } = await open()
  isFull = true
  const others = { ...ann, person: 'bob' }
  for (const of of [ann, ann, others, others]) await counts.addLoginFailure(tenant_id, of, wrong)
  await expect(counts.endLoginFailures(tenant_id, ann)).rejects.toThrow(StoreUnavailable)
  expect(await counts.findLoginFailures(tenant_id, ann)).toMatchObject({ from_address: 0 })
  expect(await counts.findLoginFailures(tenant_id, others)).toMatchObject({ from_address: 2 })
  isFull = false
  expect(await counts.forgetLoginFailures(tenant_id, { person: 'bob' })).toBe(true)
  expect(await counts.forgetLoginFailures(tenant_id, { person: 'bob' })).toBe(false)
  expect(await counts.findLoginFailures(tenant_id, others)).toMatchObject({ from_address: 0, of_the_day: 0 })
})

test('people who are blocked by failures in memory are listed', async () => {
  const { counts, tenant_id, ann } = await open()
  await counts.addLoginFailure(tenant_id, ann, wrong)
  isFull = true
  await counts.addLoginFailure(tenant_id, ann, wrong)
  now += 1_000
  await counts.addLoginFailure(tenant_id, { ...ann, address: '198.51.100.1' }, wrong)
  const listed = await counts.listFailedPersons(tenant_id, 'ann', 2, 10)
  expect(listed.map(({ address, failures }) => [address, failures]).toSorted()).toEqual([
    ['', 3],
    [ann.address, 2],
  ])
  expect(await counts.listFailedPersons(tenant_id, 'bob', 1, 10)).toEqual([])
})

test('failures of a broken revision are undone in memory too', async () => {
  const { counts, tenant_id, ann } = await open()
  isFull = true
  const undoable = { mark: 'm', since: 0 }
  await counts.addLoginFailure(tenant_id, ann, { ...wrong, undoable })
  await counts.addLoginFailure(tenant_id, ann, wrong)
  const { connection_id } = ann
  await counts.undoLoginFailures(tenant_id, { ...undoable, connection_id, address_leak_ms: LEAK_MS })
  expect(await counts.findLoginFailures(tenant_id, ann)).toMatchObject({ from_address: 1 })
})

test('only a full disk counts as a store that accepts no writes', async () => {
  const { tenant_id, ann } = await open()
  const counts = keepFailuresInMemory(
    { ...store, addLoginFailure: () => Promise.reject(new Error('a fault')) },
    { warn: () => undefined },
  )
  await expect(counts.addLoginFailure(tenant_id, ann, wrong)).rejects.toThrow('a fault')
})

embeddedTest('51,000 reads, one after the other, take too long elsewhere')(
  'a flood of identifiers uses bounded memory, and the newest failures count',
  async () => {
    const { counts, tenant_id, ann } = await open()
    isFull = true
    for (let n = 0; n < 51_000; n++)
      await counts.addLoginFailure(
        tenant_id,
        { ...ann, person: `p${n}` },
        {
          in_row: true,
          address_leak_ms: undefined,
        },
      )
    const of = (n: number) => counts.findLoginFailures(tenant_id, { ...ann, person: `p${n}` })
    expect(await of(0)).toMatchObject({ of_the_day: 0 })
    expect(await of(50_999)).toMatchObject({ from_address: 1, of_the_day: 1 })
  },
  60_000,
)
