/** Wakes between servers of one database. */
import { expect, onTestFinished, test } from 'vitest'
import type { Wake } from '../../../server/store/contract.ts'
import type { Postgres } from '../../support/postgres.ts'
import { describePostgres } from '../../support/postgres.ts'
import { createDatabase } from '../../support/shared-store.ts'

const isProbe = ({ tenant_id }: Wake): boolean => tenant_id === 'probe'

async function openTwo(postgres: Postgres) {
  const database = await createDatabase(postgres)
  const stores = [await database.open(), await database.open()] as const
  onTestFinished(async () => {
    await Promise.all(stores.map((store) => store.close()))
    await database.dispose()
  })
  const heard: Wake[][] = [[], []]
  for (const [n, store] of stores.entries()) store.onWake((wake) => heard[n]?.push(wake))
  /** Wakes until the other server hears of it: it may not listen yet. */
  const ready = async () => {
    await expect
      .poll(() => {
        for (const store of stores) store.wake({ about: 'logs', tenant_id: 'probe' })
        return heard.map((wakes) => wakes.filter(isProbe).length > 3)
      })
      .toEqual([true, true])
  }
  return { stores, heard, ready }
}

describePostgres('wakes over PostgreSQL', (postgres) => {
  test('a wake of one server is heard by the other one, and once by itself', async () => {
    const { stores, heard, ready } = await openTwo(postgres())
    await ready()
    stores[0].wake({ about: 'logs', tenant_id: 'ten_1' })
    const ofLogs = (n: number) => heard[n]?.filter((wake) => wake.about === 'logs' && !isProbe(wake))
    expect(ofLogs(0)).toEqual([{ about: 'logs', tenant_id: 'ten_1' }])
    await expect.poll(() => ofLogs(1)).toEqual([{ about: 'logs', tenant_id: 'ten_1' }])
    stores[1].wake({ about: 'deleted', tenant_id: 'ten_2' })
    await expect.poll(() => heard[0]?.some(({ about }) => about === 'deleted')).toBe(true)
    expect(ofLogs(0)).toHaveLength(1)
  })

  test('after a lost connection wakes are heard again', async () => {
    const { heard, ready } = await openTwo(postgres())
    await ready()
    await postgres().query(
      "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' or query like '%pg_notify%' and pid <> pg_backend_pid()",
    )
    for (const wakes of heard) wakes.length = 0
    await ready()
  })
})
