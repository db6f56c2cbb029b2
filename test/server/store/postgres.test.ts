import { createSecrets } from '../../../server/secrets/index.ts'
import { createPostgresStore } from '../../../server/store/postgres.ts'
import type { Postgres } from '../../support/postgres.ts'
import { databaseUrl, describePostgres } from '../../support/postgres.ts'
import { describeStore } from './contract.ts'

/** Its order is not that of code points, in which the store's is. */
const ICU =
  "template template0 encoding 'UTF8' locale_provider icu icu_locale 'en-US' lc_collate 'C' lc_ctype 'C'"

const describeOn = (options: string) => (postgres: () => Postgres) =>
  describeStore('the PostgreSQL store', async () => {
    const { url, drop } = await databaseUrl(postgres(), options)
    const secrets = createSecrets({ master: 'the master key of a test, long enough' })
    return { open: () => createPostgresStore({ url, secrets }), dispose: drop }
  })

describePostgres('the oldest PostgreSQL', describeOn(ICU))
describePostgres('the newest PostgreSQL', describeOn(''), 'postgres-newest')
