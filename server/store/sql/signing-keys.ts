/** SQL about signing keys. @module */

const COLUMNS = `kid, sealed_private_jwk, public_jwk, created_at, current_since, current_until, revoked_at`

/** The current key, the next one, the previous ones, the revoked ones. */
const ORDER = `order by case when revoked_at is not null then 3 when current_until is not null then 2
    when current_since is null then 1 else 0 end, created_at desc, kid desc`

export const SIGNING_KEY_SQL = {
  insert: `insert into signing_keys (tenant_id, kid, sealed_private_jwk, public_jwk, created_at, current_since, current_until,
      revoked_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  ids: `select kid from signing_keys where tenant_id = $1 and revoked_at is null ${ORDER}`,
  list: `select ${COLUMNS} from signing_keys where tenant_id = $1 ${ORDER}`,
  begin: 'update signing_keys set current_since = $3 where tenant_id = $1 and kid = $2',
  end: 'update signing_keys set current_until = $3 where tenant_id = $1 and kid = $2',
  revoke: 'update signing_keys set revoked_at = $3 where tenant_id = $1 and kid = $2',
  delete: 'delete from signing_keys where tenant_id = $1 and kid = $2',
  reseal: 'update signing_keys set sealed_private_jwk = $3 where tenant_id = $1 and kid = $2',
} as const
