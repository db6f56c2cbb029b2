/** SQL about clients. @module */
import { HOLD, KEEP } from './locks.ts'

const COLUMNS =
  'client_id, name, secret_sha256, app_type, grant_types, api_scopes, settings, created_at, is_registered'

/** Whether a connection names the client `$3`, which is its ID as JSON: no part of another ID in the list is the same. */
const ENABLED = `from connections
      where tenant_id = $1 and strategy = 'auth0' and replace(enabled_clients, $3, '') <> enabled_clients`

export const CLIENT_SQL = {
  insert: `insert into clients (tenant_id, client_id, name, secret_sha256, app_type, grant_types, api_scopes, settings,
      created_at, is_registered)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
  countRegistered: 'select count(*) as total from clients where tenant_id = $1 and is_registered = 1',
  find: `select ${COLUMNS} from clients where tenant_id = $1 and client_id = $2`,
  findToSignIn: `select ${COLUMNS}, (select min(connection_id) ${ENABLED}) as first_connection,
      (select max(connection_id) ${ENABLED}) as last_connection
    from clients where tenant_id = $1 and client_id = $2`,
  hold: `select ${COLUMNS} from clients where tenant_id = $1 and client_id = $2 ${HOLD}`,
  list: `select ${COLUMNS} from clients where tenant_id = $1 order by created_at, client_id`,
  update: `update clients set name = $3, secret_sha256 = $4, app_type = $5, grant_types = $6, settings = $7,
      api_scopes = $8
    where tenant_id = $1 and client_id = $2 returning ${COLUMNS}`,
  delete: 'delete from clients where tenant_id = $1 and client_id = $2 returning client_id',
  // For writes that name the client: it is not deleted meanwhile.
  keep: `select client_id from clients where tenant_id = $1 and client_id = $2 ${KEEP}`,
  connections: 'select connection_id, enabled_clients from connections where tenant_id = $1',
} as const

/**
 * @param shape.app_types how many; undefined = clients of every type
 * @param shape.what `after`: those past (created_at, client_id)
 * @returns a select, or a count, of clients, oldest first; the types' values follow the tenant
 */
export function pageClientsSql(shape: {
  what: 'count' | 'offset' | 'after' | 'start'
  app_types: number | undefined
  /** Default: all. */
  columns?: string
}): string {
  let used = 1
  const next = () => `$${++used}`
  const terms = ['tenant_id = $1']
  if (shape.app_types !== undefined) {
    terms.push(`app_type in (${Array.from({ length: shape.app_types }, next).join(', ')})`)
  }
  if (shape.what === 'count') return `select count(*) as total from clients where ${terms.join(' and ')}`
  if (shape.what === 'after') terms.push(`(created_at, client_id) > (${next()}, ${next()})`)
  const limit = `limit ${next()}${shape.what === 'offset' ? ` offset ${next()}` : ''}`
  return `select ${shape.columns ?? COLUMNS} from clients where ${terms.join(' and ')} order by created_at, client_id ${limit}`
}

/** The master keys that have sealed values of the store; belongs to no tenant. */
export const SEAL_CHECK_SQL = {
  list: 'select key_id, sealed from seal_checks order by key_id',
  insert: 'insert into seal_checks (key_id, sealed) values ($1, $2) on conflict do nothing',
  delete: 'delete from seal_checks where key_id = $1',
} as const
