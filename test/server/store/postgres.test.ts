import { randomBytes } from 'node:crypto'
import { createSecrets } from '../../../server/secrets/index.ts'
import { createPostgresStore } from '../../../server/store/postgres.ts'
import { describePostgres } from '../../support/postgres.ts'
import { describeStore } from './contract.ts'

describePostgres('PostgreSQL', (postgres) => {
  describeStore('the PostgreSQL store', async () => {
    const { query, user, password, host, port } = postgres()
    const database = `ferry_${randomBytes(6).toString('hex')}`
    await query(`create database ${database}`)
    const secrets = createSecrets({ master: 'the master key of a test, long enough' })
    return {
      open: () =>
        createPostgresStore({
          url: `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`,
          secrets,
        }),
      dispose: async () => {
        await query(`drop database ${database}`)
      },
    }
  })
})
