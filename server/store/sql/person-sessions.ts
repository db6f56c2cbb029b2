/** SQL about people's sessions and authorization codes. @module */
import { HOLD, HOLD_FREE } from './locks.ts'

const COLUMNS = `session_id, user_id, connection_id, created_at, authenticated_at, last_used_at, idle_expires_at, expires_at,
  is_persistent, methods, client_ids, initial_ip, initial_user_agent, last_ip, last_user_agent, domain`

export const PERSON_SESSION_SQL = {
  insert: `insert into person_sessions (tenant_id, session_id, secret_sha256, user_id, connection_id, created_at,
      authenticated_at, last_used_at, idle_expires_at, expires_at, is_persistent, methods, client_ids, initial_ip,
      initial_user_agent, last_ip, last_user_agent, domain)
    values ($1, $2, $3, $4, $5, $6, $14, $6, $7, $8, $9, $10, $11, $12, $13, $12, $13, $15) returning ${COLUMNS}`,
  renew: `update person_sessions set secret_sha256 = $3, connection_id = $4, authenticated_at = $13, last_used_at = $5,
      idle_expires_at = $6, expires_at = $7, is_persistent = $8, methods = $9, client_ids = $10, last_ip = $11,
      last_user_agent = $12
    where tenant_id = $1 and session_id = $2 returning ${COLUMNS}`,
  touch: `update person_sessions set last_used_at = $3, idle_expires_at = $4, client_ids = $5, last_ip = $6,
      last_user_agent = $7
    where tenant_id = $1 and session_id = $2 returning ${COLUMNS}`,
  find: `select ${COLUMNS} from person_sessions where tenant_id = $1 and session_id = $2`,
  findBySecret: `select ${COLUMNS.replaceAll(/\w+/g, 's.$&')}, u.email, u.username from person_sessions s
    join users u on u.tenant_id = s.tenant_id and u.user_id = s.user_id
    where s.tenant_id = $1 and s.secret_sha256 = $2 and u.blocked = 0`,
  // Held: whoever ends the session meanwhile waits, and finds the code that was made.
  holdBySecret: `select ${COLUMNS} from person_sessions where tenant_id = $1 and secret_sha256 = $2 ${HOLD}`,
  list: `select ${COLUMNS} from person_sessions where tenant_id = $1 and user_id = $2 and idle_expires_at > $3
    order by created_at desc, session_id desc limit $4`,
  listAfter: `select ${COLUMNS} from person_sessions where tenant_id = $1 and user_id = $2 and idle_expires_at > $3
      and (created_at, session_id) < ($5, $6)
    order by created_at desc, session_id desc limit $4`,
  endBySecret: `delete from person_sessions where tenant_id = $1 and secret_sha256 = $2 returning ${COLUMNS}`,
  end: `delete from person_sessions where tenant_id = $1 and session_id = $2 returning ${COLUMNS}`,
  endOfUser: `delete from person_sessions where tenant_id = $1 and user_id = $2 returning ${COLUMNS}`,
  endOfConnection: `delete from person_sessions where tenant_id = $1 and session_id in (
      select session_id from person_sessions where tenant_id = $1 and connection_id = $2 and idle_expires_at > $3 limit $4)
    returning ${COLUMNS}`,
  surplus: `select session_id from person_sessions where tenant_id = $1 and user_id = $2
    order by created_at desc, session_id desc limit 20 offset $3`,
  // Each new session deletes a few old ones, so the table needs no clean-up job.
  forgetEnded: `delete from person_sessions where tenant_id = $1 and session_id in (
      select session_id from person_sessions where tenant_id = $1 and idle_expires_at <= $2 limit 20 ${HOLD_FREE})
    returning ${COLUMNS}`,
} as const

const CODE_COLUMNS = `session_id, user_id, client_id, redirect_uri, code_challenge, offline, audience, scopes, payload,
  authenticated_at, expires_at, used_at, family_id`

export const CODE_SQL = {
  insert: `insert into authorization_codes (tenant_id, code_sha256, session_id, user_id, connection_id, client_id,
      redirect_uri, code_challenge, offline, audience, scopes, payload, authenticated_at, expires_at, forget_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)`,
  find: `select ${CODE_COLUMNS} from authorization_codes where tenant_id = $1 and code_sha256 = $2`,
  // Of several simultaneous uses, one gets the row.
  use: `update authorization_codes set used_at = $3, forget_at = $4, payload = '{}'
    where tenant_id = $1 and code_sha256 = $2 and used_at is null returning code_sha256`,
  setFamily: 'update authorization_codes set family_id = $3 where tenant_id = $1 and code_sha256 = $2',
  endOfSession:
    'delete from authorization_codes where tenant_id = $1 and session_id = $2 and used_at is null',
  endOfUser: 'delete from authorization_codes where tenant_id = $1 and user_id = $2 and used_at is null',
  endOfClient: `delete from authorization_codes
    where tenant_id = $1 and user_id = $2 and client_id = $3 and used_at is null`,
  // Each new code deletes a few old ones, so the table needs no clean-up job.
  forgetEnded: `delete from authorization_codes where tenant_id = $1 and code_sha256 in (
      select code_sha256 from authorization_codes where tenant_id = $1 and forget_at <= $2 limit 20 ${HOLD_FREE})`,
} as const
