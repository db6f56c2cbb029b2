/** SQL about what people have allowed applications. @module */
import { HOLD, KEEP } from './locks.ts'

const COLUMNS = 'consent_id, user_id, client_id, audience, scopes, created_at'

const OF = 'tenant_id = $1 and user_id = $2 and client_id = $3 and audience = $4'

export const CONSENT_SQL = {
  insert: `insert into consents (tenant_id, consent_id, user_id, client_id, audience, scopes, created_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (tenant_id, user_id, client_id, audience) do update set scopes = excluded.scopes`,
  find: `select ${COLUMNS} from consents where tenant_id = $1 and consent_id = $2`,
  findOf: `select ${COLUMNS} from consents where ${OF}`,
  holdOf: `select ${COLUMNS} from consents where ${OF} ${HOLD}`,
  // Whoever withdraws the consent meanwhile waits, and finds the code that was made.
  keepOf: `select ${COLUMNS} from consents where ${OF} ${KEEP}`,
  delete: `delete from consents where tenant_id = $1 and consent_id = $2 returning ${COLUMNS}`,
  deleteOfUser: `delete from consents where tenant_id = $1 and user_id = $2 returning ${COLUMNS}`,
  deleteOfAudience: 'delete from consents where tenant_id = $1 and audience = $2',
} as const

/** A filter of the list. */
export type ConsentTerm = 'user_id' | 'client_id' | 'audience'

/**
 * @param shape.terms the filters in use, whose values follow the tenant in this order
 * @param shape.what `after`: those past (created_at, consent_id)
 * @returns a select, or a count, of consents, oldest first
 */
export function listConsentsSql(shape: {
  what: 'count' | 'offset' | 'after' | 'start'
  terms: readonly ConsentTerm[]
}): string {
  let used = 1
  const next = () => `$${++used}`
  const terms = ['tenant_id = $1', ...shape.terms.map((term) => `${term} = ${next()}`)]
  if (shape.what === 'count') return `select count(*) as total from consents where ${terms.join(' and ')}`
  if (shape.what === 'after') terms.push(`(created_at, consent_id) > (${next()}, ${next()})`)
  const limit = `limit ${next()}${shape.what === 'offset' ? ` offset ${next()}` : ''}`
  return `select ${COLUMNS} from consents where ${terms.join(' and ')} order by created_at, consent_id ${limit}`
}
