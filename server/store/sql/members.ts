/** SQL about members and their sessions. @module */
import { HOLD } from './locks.ts'

const COLUMNS = 'member_id, email, name, role, created_at, updated_at, last_login'
const OF_MEMBER = COLUMNS.replaceAll(/\w+/g, 'm.$&')

export const MEMBER_SQL = {
  insert: `insert into members (tenant_id, member_id, email, email_key, name, role, password_hash, created_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict do nothing returning ${COLUMNS}`,
  find: `select ${COLUMNS} from members where tenant_id = $1 and member_id = $2`,
  findByEmail: `select password_hash, ${COLUMNS} from members where tenant_id = $1 and email_key = $2`,
  list: `select ${COLUMNS} from members where tenant_id = $1 order by created_at, member_id`,
  // In the order of their ids, so that two changes do not deadlock.
  holdOwners: `select member_id from members where tenant_id = $1 and role = 'owner' order by member_id ${HOLD}`,
  hold: `select ${COLUMNS} from members where tenant_id = $1 and member_id = $2 ${HOLD}`,
  owner: `select member_id from members where tenant_id = $1 and role = 'owner' limit 1`,
  update: `update members set name = $3, role = $4, password_hash = coalesce($5, password_hash), updated_at = $6
    where tenant_id = $1 and member_id = $2 returning ${COLUMNS}`,
  changePassword: `update members set password_hash = $4, updated_at = $5
    where tenant_id = $1 and member_id = $2 and password_hash = $3 returning member_id`,
  recordLogin:
    'update members set last_login = $3 where tenant_id = $1 and member_id = $2 returning member_id',
  delete: 'delete from members where tenant_id = $1 and member_id = $2',
} as const

export const SESSION_SQL = {
  insert: `insert into sessions (tenant_id, session_sha256, member_id, created_at, seen_at, ip, user_agent)
    values ($1, $2, $3, $4, $4, $5, $6) on conflict do nothing`,
  find: `select s.created_at as session_created_at, s.seen_at, ${OF_MEMBER} from sessions s
    join members m on m.tenant_id = s.tenant_id and m.member_id = s.member_id
    where s.tenant_id = $1 and s.session_sha256 = $2`,
  touch: 'update sessions set seen_at = $3 where tenant_id = $1 and session_sha256 = $2',
  end: 'delete from sessions where tenant_id = $1 and session_sha256 = $2',
  endOfMember: 'delete from sessions where tenant_id = $1 and member_id = $2',
  // All but the newest.
  deleteOld: `delete from sessions where tenant_id = $1 and member_id = $2 and session_sha256 not in
    (select session_sha256 from sessions where tenant_id = $1 and member_id = $2
      order by created_at desc, session_sha256 limit $3)`,
} as const

export const MEMBER_ADDRESS_SQL = {
  set: `insert into member_addresses (tenant_id, member_id, address, seen_at) values ($1, $2, $3, $4)
    on conflict (tenant_id, member_id, address) do update set seen_at = excluded.seen_at`,
  find: `select address from member_addresses
    where tenant_id = $1 and member_id = $2 and address = $3 and seen_at > $4`,
  // All but the newest.
  deleteOld: `delete from member_addresses where tenant_id = $1 and member_id = $2 and address not in
    (select address from member_addresses where tenant_id = $1 and member_id = $2
      order by seen_at desc, address limit $3)`,
} as const

export const SETUP_LINK_SQL = {
  insert: `insert into setup_tokens (tenant_id, token_sha256, created_at) values ($1, $2, $3) on conflict do nothing`,
  find: 'select token_sha256 from setup_tokens where tenant_id = $1 and token_sha256 = $2',
  delete: 'delete from setup_tokens where tenant_id = $1',
  deleteOld: 'delete from setup_tokens where tenant_id = $1 and created_at <= $2',
} as const
