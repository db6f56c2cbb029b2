/** Settings that are kept only. @module */
import type { Json } from '../../../runtime/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, first, text } from '../engine/operation.ts'
import { KEPT_DOCUMENT_SQL } from '../sql/kept-documents.ts'

export function* findKeptDocument(tenant_id: string, name: string): Operation<Json | undefined> {
  const row = yield* first(KEPT_DOCUMENT_SQL.find, tenant_id, name)
  return row && (JSON.parse(text(row, 'document')) as Json)
}

export function* saveKeptDocument(tenant_id: string, name: string, document: Json): Operation<void> {
  yield* all(KEPT_DOCUMENT_SQL.save, tenant_id, name, JSON.stringify(document))
}

export function* deleteKeptDocument(tenant_id: string, name: string): Operation<void> {
  yield* all(KEPT_DOCUMENT_SQL.delete, tenant_id, name)
}
