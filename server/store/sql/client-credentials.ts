/** SQL about public keys of clients. @module */

const COLUMNS = 'credential_id, client_id, name, kid, alg, public_jwk, expires_at, created_at, updated_at'

export const CLIENT_CREDENTIAL_SQL = {
  insert: `insert into client_credentials (tenant_id, credential_id, client_id, name, kid, alg, public_jwk, expires_at,
      created_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) on conflict do nothing returning ${COLUMNS}`,
  list: `select ${COLUMNS} from client_credentials where tenant_id = $1 and client_id = $2
    order by created_at, credential_id`,
  setEnd: `update client_credentials set expires_at = $4, updated_at = $5
    where tenant_id = $1 and client_id = $2 and credential_id = $3 returning ${COLUMNS}`,
  delete: `delete from client_credentials where tenant_id = $1 and client_id = $2 and credential_id = $3
    returning credential_id`,
} as const
