import { createSecrets } from '../../../server/secrets/index.ts'
import { createPostgresStore } from '../../../server/store/postgres.ts'
import { databaseUrl, describePostgres } from '../../support/postgres.ts'
import { describeStore } from './contract.ts'

describePostgres('PostgreSQL', (postgres) => {
  describeStore('the PostgreSQL store', async () => {
    const { url, drop } = await databaseUrl(postgres())
    const secrets = createSecrets({ master: 'the master key of a test, long enough' })
    return { open: () => createPostgresStore({ url, secrets }), dispose: drop }
  })
})
