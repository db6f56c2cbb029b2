/** Each template of SQL on tables that lack each optional column alone, and all of them. */
import { describe } from 'vitest'
import type { MariaDb } from '../support/mariadb.ts'
import { describeMariaDb } from '../support/mariadb.ts'
import type { Postgres } from '../support/postgres.ts'
import { describePostgres } from '../support/postgres.ts'
import type { TemplateBackend, Traits } from './support/backend.ts'
import { openMySql } from './support/mysql.ts'
import { openPostgres } from './support/postgresql.ts'
import { testTemplateWithout } from './support/suite.ts'
import { optionalColumns } from './support/use-template.ts'

const traits: Traits = { unknown_ids: ['4711', '999999999999999999'] }

/** The everyday use for each column; for all at once also hostile input and outages. */
function testEach(
  id: string,
  open: (without: readonly string[]) => Promise<TemplateBackend>,
  more: Partial<Traits> = {},
): void {
  const columns = optionalColumns(id).map(({ name }) => name)
  for (const column of columns) {
    describe(`the template ${id} without ${column}`, () => {
      testTemplateWithout(id, [column], () => open([column]), { ...traits, ...more }, { brief: true })
    })
  }
  describe(`the template ${id} without any optional column`, () => {
    testTemplateWithout(id, columns, () => open(columns), { ...traits, ...more })
  })
}

describeMariaDb('on MariaDB', (mariadb: () => MariaDb) => {
  testEach('mysql', (without) => openMySql('mysql', mariadb(), 'users', without))
  testEach('laravel', (without) => openMySql('laravel', mariadb(), 'users', without), { usernames: false })
})

describePostgres('on PostgreSQL', (postgres: () => Postgres) => {
  testEach('postgresql', (without) => openPostgres('postgresql', postgres(), 'users', without))
  testEach('django', (without) => openPostgres('django', postgres(), 'auth_user', without), {
    verification: false,
  })
  testEach('rails-devise', (without) => openPostgres('rails-devise', postgres(), 'users', without), {
    usernames: false,
  })
})
