import { expect, test } from 'vitest'
import { deleteSurplusFailures } from '../../../server/protection/failure-retention.ts'
import { startLogRetention } from '../../../server/tenant-log/retention.ts'
import { openFlow } from '../../support/flow.ts'
import { addConnection } from '../store/contract/samples.ts'

test('the newest counts of failed sign-ins are kept when there are too many', async () => {
  const { store, tenant_id } = await openFlow(() => ({ kind: 'none' }))
  const { connection_id } = await addConnection(store, tenant_id, { name: 'attacked' })
  const subject = (n: number) => ({ connection_id, person: `name-${n}`, address: '203.0.113.7' })
  for (let n = 0; n < 400; n++) {
    await store.addLoginFailure(tenant_id, subject(n), { in_row: true, address_leak_ms: undefined })
  }
  expect(await deleteSurplusFailures(store, 1_200)).toBe(0)
  // Rows of the same millisecond are deleted together.
  expect(await deleteSurplusFailures(store, 60)).toBeGreaterThan(1_000)
  expect((await store.findLoginFailures(tenant_id, subject(399))).from_address).toBe(1)
  expect((await store.findLoginFailures(tenant_id, subject(0))).from_address).toBe(0)
})

test('both kinds of counts are reduced when the server starts', async () => {
  const asked: string[] = []
  const retention = startLogRetention(
    {
      store: {
        async findOldLogs(quota) {
          asked.push(quota)
          return []
        },
        deleteOldLogs: async () => 0,
        async findSurplusFailures(kept) {
          asked.push(`failures ${kept}`)
          return []
        },
        deleteOldFailures: async () => 0,
        is_shared: false,
        takeTurn: async () => false,
        deleteFullBuckets: async () => 0,
      },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    },
    { days: 30, audit_days: 90, strangers_per_day: 50_000 },
  )
  await retention.stop()
  expect(asked).toEqual(['audit', 'people', 'strangers', 'failures 1000000'])
})
