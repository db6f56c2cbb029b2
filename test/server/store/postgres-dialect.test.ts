import { expect, test } from 'vitest'
import { createDialect } from '../../../server/store/postgres/dialect.ts'
import { CONNECTION_SQL } from '../../../server/store/sql/connections.ts'
import { HOLD, KEEP } from '../../../server/store/sql/locks.ts'
import { TENANT_SQL } from '../../../server/store/sql/tenants.ts'
import { USER_SQL } from '../../../server/store/sql/users.ts'

const translate = createDialect()

test('columns are as wide as SQLite’s, and texts compare by code points', () => {
  const table =
    'create table t (tenant_id text not null, search_text text, n integer not null, flag smallint)'
  expect(translate(table).text).toBe(
    'create table t (tenant_id text collate "C" not null, search_text text collate "C", n bigint not null, flag bigint)',
  )
})

test('locks of rows, which are comments to SQLite, become clauses', () => {
  expect(translate(`select a from t where b = $1 ${HOLD}`).text).toMatch(/ for no key update$/)
  expect(translate(`select a from t where b = $1 ${KEEP}`).text).toMatch(/ for key share$/)
})

test('the statements of operations are prepared under names of their own; those of searches are not', () => {
  const { find, claim } = USER_SQL
  expect(translate(find).name).toMatch(/^ferry_[\w-]{24}$/)
  expect(translate(find).name).not.toBe(translate(claim).name)
  expect(translate(find)).toEqual(createDialect()(find))
  expect(translate('select a from t where in_time() = 1')).toMatchObject({
    text: 'select a from t where true',
    name: undefined,
    is_limited: true,
  })
})

test('only the deletion of a tenant or a connection may take long', () => {
  expect(translate(TENANT_SQL.delete).is_long).toBe(true)
  expect(translate(CONNECTION_SQL.delete).is_long).toBe(true)
  expect(translate(USER_SQL.delete).is_long).toBe(false)
})
