/** SQL about refresh tokens. @module */
import { HOLD } from './locks.ts'

const COLUMNS = `family_id, client_id, user_id, audience, scopes, current_sha256, previous_sha256, successor_salt,
  rotated_at, created_at, last_used_at, expires_at, usable_until, revoked_at, session_id, authenticated_at`

export const REFRESH_TOKEN_SQL = {
  insert: `insert into refresh_token_families (tenant_id, family_id, client_id, user_id, audience, scopes, current_sha256,
      created_at, expires_at, usable_until, session_id, authenticated_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
  find: `select ${COLUMNS} from refresh_token_families where tenant_id = $1 and family_id = $2`,
  hold: `select ${COLUMNS} from refresh_token_families where tenant_id = $1 and family_id = $2 ${HOLD}`,
  rotate: `update refresh_token_families set previous_sha256 = current_sha256, current_sha256 = $3, successor_salt = $4,
      rotated_at = $5, last_used_at = $5, usable_until = $6
    where tenant_id = $1 and family_id = $2`,
  touch: `update refresh_token_families set last_used_at = $3, usable_until = $4
    where tenant_id = $1 and family_id = $2`,
  revokeFamily: `update refresh_token_families set revoked_at = $3
    where tenant_id = $1 and family_id = $2 and revoked_at is null returning family_id`,
  revokeOfUser: `update refresh_token_families set revoked_at = $3
    where tenant_id = $1 and user_id = $2 and revoked_at is null returning family_id`,
  revokeOfSession: `update refresh_token_families set revoked_at = $3
    where tenant_id = $1 and session_id = $2 and revoked_at is null returning family_id`,
  // Those that depend on a consent, whose audience is '' for none.
  revokeOfConsent: `update refresh_token_families set revoked_at = $5
    where tenant_id = $1 and user_id = $2 and client_id = $3 and coalesce(audience, '') = $4 and revoked_at is null`,
  // Valid ones of a user, newest first. No end is past every time.
  list: `select ${COLUMNS} from refresh_token_families
    where tenant_id = $1 and user_id = $2 and revoked_at is null and coalesce(usable_until, 9007199254740991) > $3
    order by created_at desc, family_id desc limit $4`,
  listAfter: `select ${COLUMNS} from refresh_token_families
    where tenant_id = $1 and user_id = $2 and revoked_at is null and coalesce(usable_until, 9007199254740991) > $3
      and (created_at, family_id) < ($5, $6)
    order by created_at desc, family_id desc limit $4`,
  // Each new token deletes a few old ones, so the table needs no clean-up job.
  forgetEnded: `delete from refresh_token_families where tenant_id = $1 and family_id in (
      select family_id from refresh_token_families where tenant_id = $1 and usable_until <= $2 limit 20)`,
  forgetOldest: `delete from refresh_token_families where tenant_id = $1 and family_id in (
      select family_id from refresh_token_families where tenant_id = $1 and user_id = $2 and client_id = $3
      order by created_at desc, family_id limit 20 offset $4)`,
} as const

/**
 * @param shape.terms the filters in use, whose values follow the tenant and the time in this order
 * @param shape.what `after`: those past (created_at, family_id)
 * @returns a select, or a count, of the valid families of all users, oldest first
 */
export function pageRefreshTokensSql(shape: {
  what: 'count' | 'offset' | 'after' | 'start'
  terms: readonly ('user_id' | 'client_id')[]
}): string {
  let used = 2
  const next = () => `$${++used}`
  const terms = [
    'tenant_id = $1 and revoked_at is null and coalesce(usable_until, 9007199254740991) > $2',
    ...shape.terms.map((term) => `${term} = ${next()}`),
  ]
  if (shape.what === 'count')
    return `select count(*) as total from refresh_token_families where ${terms.join(' and ')}`
  if (shape.what === 'after') terms.push(`(created_at, family_id) > (${next()}, ${next()})`)
  const limit = `limit ${next()}${shape.what === 'offset' ? ` offset ${next()}` : ''}`
  return `select ${COLUMNS} from refresh_token_families where ${terms.join(' and ')} order by created_at, family_id ${limit}`
}
