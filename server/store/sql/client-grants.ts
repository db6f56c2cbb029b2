/** SQL about client grants. @module */

const COLUMNS = 'grant_id, client_id, audience, scopes, created_at'

export const CLIENT_GRANT_SQL = {
  insert: `insert into client_grants (tenant_id, grant_id, client_id, audience, scopes, created_at)
    values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning ${COLUMNS}`,
  find: `select ${COLUMNS} from client_grants where tenant_id = $1 and grant_id = $2`,
  listOfClient: `select ${COLUMNS} from client_grants where tenant_id = $1 and client_id = $2 order by audience`,
  update: `update client_grants set scopes = $3 where tenant_id = $1 and grant_id = $2 returning ${COLUMNS}`,
  delete: 'delete from client_grants where tenant_id = $1 and grant_id = $2 returning grant_id',
} as const

/**
 * @param shape.terms the filters in use, whose values follow the tenant in this order
 * @param shape.what `after`: those past (created_at, grant_id)
 * @returns a select, or a count, of grants, oldest first
 */
export function listClientGrantsSql(shape: {
  what: 'count' | 'offset' | 'after' | 'start'
  terms: readonly ('client_id' | 'audience')[]
}): string {
  let used = 1
  const next = () => `$${++used}`
  const terms = ['tenant_id = $1', ...shape.terms.map((term) => `${term} = ${next()}`)]
  if (shape.what === 'count')
    return `select count(*) as total from client_grants where ${terms.join(' and ')}`
  if (shape.what === 'after') terms.push(`(created_at, grant_id) > (${next()}, ${next()})`)
  const limit = `limit ${next()}${shape.what === 'offset' ? ` offset ${next()}` : ''}`
  return `select ${COLUMNS} from client_grants where ${terms.join(' and ')} order by created_at, grant_id ${limit}`
}
