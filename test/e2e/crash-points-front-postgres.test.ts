import pg from 'pg'
import { vi } from 'vitest'
import { startDyingFerry } from '../support/dying/die-at.ts'
import { databaseUrl, describePostgres } from '../support/postgres.ts'
import { describeFrontCrashes } from './crash-points-front.ts'

// Each test starts the server anew, on a machine that may have much else to do.
vi.setConfig({ testTimeout: 120_000 })

const SECRET = 'a master key of the tests, long enough'

describePostgres('with a store in PostgreSQL', (postgres) =>
  describeFrontCrashes('SIGKILL at the front', async () => {
    const { url, drop } = await databaseUrl(postgres())
    const ferry = await startDyingFerry({ DATABASE_URL: url, FERRY_SECRET: SECRET })
    const pool = new pg.Pool({ connectionString: url, max: 1 })
    return {
      ferry,
      async count(sql) {
        const { rows } = await pool.query<{ n: string }>(sql)
        return Number(rows[0]?.n)
      },
      async close() {
        await pool.end()
        await ferry.close()
        await drop()
      },
    }
  }),
)
