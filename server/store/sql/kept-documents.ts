/** SQL about settings that are kept only. @module */

export const KEPT_DOCUMENT_SQL = {
  find: 'select document from kept_documents where tenant_id = $1 and name = $2',
  save: `insert into kept_documents (tenant_id, name, document) values ($1, $2, $3)
    on conflict (tenant_id, name) do update set document = excluded.document`,
  delete: 'delete from kept_documents where tenant_id = $1 and name = $2',
} as const
