/** SQL about tokens of legacy services. @module */

export const PROVIDER_TOKEN_SQL = {
  put: `insert into provider_tokens (tenant_id, connection_id, external_id, sealed, saved_at) values ($1, $2, $3, $4, $5)
    on conflict (tenant_id, connection_id, external_id)
    do update set sealed = excluded.sealed, saved_at = excluded.saved_at`,
  ofUser: `select t.connection_id, t.external_id, t.sealed from provider_tokens t
    join identities i on i.tenant_id = t.tenant_id and i.connection_id = t.connection_id
      and i.external_id = t.external_id
    where i.tenant_id = $1 and i.user_id = $2`,
  // As many users, as many rows: they are read a page at a time.
  listSealed: `select connection_id, external_id, sealed from provider_tokens
    where tenant_id = $1 and (connection_id, external_id) > ($2, $3) order by connection_id, external_id limit 500`,
  reseal: `update provider_tokens set sealed = $4
    where tenant_id = $1 and connection_id = $2 and external_id = $3`,
  drop: 'delete from provider_tokens where tenant_id = $1 and connection_id = $2 and external_id = $3',
} as const
