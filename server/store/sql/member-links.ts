/** SQL about links by which members set a password. @module */

const COLUMNS = 'link_id, member_id, email, name, role, made_by, created_at, sent_at, expires_at'

export const MEMBER_LINK_SQL = {
  // In the place of one that has expired.
  insert: `insert into member_links (tenant_id, link_id, member_id, email, email_key, name, role, made_by, token_sha256, created_at, sent_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)
    on conflict (tenant_id, email_key) do update set link_id = excluded.link_id, member_id = excluded.member_id,
      email = excluded.email, name = excluded.name, role = excluded.role, made_by = excluded.made_by,
      token_sha256 = excluded.token_sha256, created_at = excluded.created_at, sent_at = excluded.sent_at, expires_at = excluded.expires_at
    where member_links.tenant_id = $1 and member_links.expires_at <= $10
    returning ${COLUMNS}`,
  count: 'select count(*) as links from member_links where tenant_id = $1',
  list: `select ${COLUMNS} from member_links where tenant_id = $1 and member_id is null order by created_at, link_id`,
  find: `select ${COLUMNS} from member_links where tenant_id = $1 and link_id = $2 and member_id is null`,
  renew: `update member_links set made_by = $4, token_sha256 = $5, sent_at = $6, expires_at = $7
    where tenant_id = $1 and link_id = $2 and member_id is null and role = $3 returning ${COLUMNS}`,
  delete:
    'delete from member_links where tenant_id = $1 and link_id = $2 and member_id is null returning link_id',
  findByToken: `select ${COLUMNS} from member_links where tenant_id = $1 and token_sha256 = $2 and expires_at > $3`,
  claim: `delete from member_links where tenant_id = $1 and token_sha256 = $2 and expires_at > $3
    returning email_key, ${COLUMNS}`,
  deleteOfEmail: 'delete from member_links where tenant_id = $1 and email_key = $2',
  deleteOfMember: 'delete from member_links where tenant_id = $1 and member_id = $2',
  deleteOfMaker: 'delete from member_links where tenant_id = $1 and made_by = $2',
  deleteOld: 'delete from member_links where tenant_id = $1 and expires_at <= $2',
} as const
