import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { scrape } from '../../support/metrics.ts'
import { describePostgres } from '../../support/postgres.ts'
import { startTestServer } from '../../support/server-in-process.ts'

describePostgres('a server on PostgreSQL', (postgres) => {
  test('says how many operations use a connection of its pool, and how many wait for one', async () => {
    const { query, user, password, host, port } = postgres()
    const database = `metrics_${randomBytes(6).toString('hex')}`
    await query(`create database ${database}`)
    const server = await startTestServer(
      createFakeRuntime(() => ({ kind: 'none' })),
      {
        FERRY_METRICS_PORT: '0',
        FERRY_SECRET: 'the master key of a test, long enough',
        FERRY_DATABASE_CONNECTIONS: '8',
        DATABASE_URL: `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`,
      },
    )
    const holder = new pg.Client({ user, password, host, port, database })
    await holder.connect()
    await holder.query('begin; lock table tenant_settings in access exclusive mode')
    const calls = Array.from({ length: 30 }, () => server.api('GET', 'tenants/settings'))
    const pool = { queue: 'database_pool' }
    await vi.waitFor(
      async () => {
        const now = await scrape(server.metrics_url)
        expect(now.value('ferry_queue_running', pool)).toBeGreaterThan(0)
        expect(now.value('ferry_queue_running', pool)).toBeLessThan(8)
        expect(now.value('ferry_queue_waiting', pool)).toBeGreaterThan(0)
      },
      { timeout: 4_000 },
    )
    await holder.query('commit')
    await holder.end()
    await Promise.all(calls)
    const after = await scrape(server.metrics_url)
    expect(after.value('ferry_queue_waiting', pool)).toBe(0)
  })
})
