/** Sign-in pages that tenants wrote themselves. @module */
import type { LoginPage } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { first, integer, text } from '../engine/operation.ts'
import { LOGIN_PAGE_SQL } from '../sql/login-pages.ts'

export function* findLoginPage(tenant_id: string): Operation<LoginPage | undefined> {
  const row = yield* first(LOGIN_PAGE_SQL.find, tenant_id)
  return row && toPage(row)
}

export function* saveLoginPage(
  tenant_id: string,
  { html, is_on }: Partial<LoginPage>,
  now: number,
): Operation<LoginPage> {
  const row = yield* first(LOGIN_PAGE_SQL.save, tenant_id, html, is_on, now)
  if (!row) throw new Error('a login page that was saved is missing')
  return toPage(row)
}

const toPage = (row: Row): LoginPage => ({ html: text(row, 'html'), is_on: integer(row, 'is_on') === 1 })
