import { describePostgres } from '../support/postgres.ts'
import { openPostgres } from './support/postgresql.ts'
import { testTemplate } from './support/suite.ts'

describePostgres('the template postgresql', (postgres) => {
  testTemplate('postgresql', () => openPostgres('postgresql', postgres()), {
    unknown_ids: ['4711', '999999999999999999'],
  })
})
