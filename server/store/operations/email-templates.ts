/** Mail templates of tenants. @module */
import type { StoredEmailTemplate } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, first, text } from '../engine/operation.ts'
import { EMAIL_TEMPLATE_SQL } from '../sql/tickets.ts'

export function* findEmailTemplate(
  tenant_id: string,
  name: string,
): Operation<StoredEmailTemplate | undefined> {
  const row = yield* first(EMAIL_TEMPLATE_SQL.find, tenant_id, name)
  return row && (JSON.parse(text(row, 'template')) as StoredEmailTemplate)
}

export function* saveEmailTemplate(
  tenant_id: string,
  name: string,
  template: StoredEmailTemplate,
  now: number,
): Operation<void> {
  yield* all(EMAIL_TEMPLATE_SQL.save, tenant_id, name, JSON.stringify(template), now)
}
