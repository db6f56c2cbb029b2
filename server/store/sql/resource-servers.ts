/** SQL about resource servers. @module */
import { HOLD, KEEP } from './locks.ts'

const COLUMNS = 'resource_server_id, identifier, name, scopes, settings, created_at'

export const RESOURCE_SERVER_SQL = {
  insert: `insert into resource_servers (tenant_id, resource_server_id, identifier, name, scopes, settings, created_at)
    values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning ${COLUMNS}`,
  find: `select ${COLUMNS} from resource_servers where tenant_id = $1 and resource_server_id = $2`,
  findByIdentifier: `select ${COLUMNS} from resource_servers where tenant_id = $1 and identifier = $2`,
  hold: `select ${COLUMNS} from resource_servers where tenant_id = $1 and resource_server_id = $2 ${HOLD}`,
  update: `update resource_servers set name = $3, scopes = $4, settings = $5
    where tenant_id = $1 and resource_server_id = $2 returning ${COLUMNS}`,
  delete:
    'delete from resource_servers where tenant_id = $1 and resource_server_id = $2 returning identifier',
  // For writes that name the API: it is not deleted meanwhile.
  keep: `select identifier from resource_servers where tenant_id = $1 and identifier = $2 ${KEEP}`,
  deleteGrants: 'delete from client_grants where tenant_id = $1 and audience = $2',
} as const

/**
 * @param shape.identifiers how many; undefined = every API
 * @param shape.what `after`: those past (created_at, resource_server_id)
 * @returns a select, or a count, of APIs, oldest first; the identifiers follow the tenant
 */
export function listResourceServersSql(shape: {
  what: 'count' | 'offset' | 'after' | 'start'
  identifiers: number | undefined
}): string {
  let used = 1
  const next = () => `$${++used}`
  const terms = ['tenant_id = $1']
  if (shape.identifiers !== undefined) {
    terms.push(`identifier in (${Array.from({ length: shape.identifiers }, next).join(', ')})`)
  }
  if (shape.what === 'count')
    return `select count(*) as total from resource_servers where ${terms.join(' and ')}`
  if (shape.what === 'after') terms.push(`(created_at, resource_server_id) > (${next()}, ${next()})`)
  const limit = `limit ${next()}${shape.what === 'offset' ? ` offset ${next()}` : ''}`
  return `select ${COLUMNS} from resource_servers where ${terms.join(' and ')} order by created_at, resource_server_id ${limit}`
}
