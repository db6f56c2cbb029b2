/** SQL about calls that tell applications of the end of a session. @module */
import { HOLD_FREE } from './locks.ts'

const INSERT = `insert into logout_calls (tenant_id, call_id, client_id, url, session_id, user_id, cause, tries, due_at,
    created_at, domain)
  values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $8, $9)`

export const LOGOUT_CALL_SQL = {
  count: 'select count(*) as calls from logout_calls where tenant_id = $1',
  insert: INSERT,
  // One row for each client.
  insertDropped: `${INSERT} on conflict do nothing`,
  due: `select call_id, client_id, url, session_id, user_id, cause, tries, domain from logout_calls
    where tenant_id = $1 and due_at <= $2 order by due_at, call_id limit $3 ${HOLD_FREE}`,
  claim: `update logout_calls set due_at = $3, claim_id = $4, tries = tries + 1 where tenant_id = $1 and call_id = $2`,
  putOff:
    'update logout_calls set due_at = $4, claim_id = null where tenant_id = $1 and call_id = $2 and claim_id = $3',
  end: 'delete from logout_calls where tenant_id = $1 and call_id = $2 and claim_id = $3',
} as const

/** These look for the tenants whose calls are due, so they cannot be confined to one. */
export const ALL_LOGOUT_CALLS_SQL = {
  tenants:
    'select tenant_id, min(due_at) as due from logout_calls where due_at <= $1 group by tenant_id order by due, tenant_id',
  next: 'select min(due_at) as due, count(*) as calls from logout_calls',
  first: 'select min(due_at) as due from logout_calls',
} as const
