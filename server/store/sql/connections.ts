/** SQL about connections. @module */
import { HOLD, KEEP } from './locks.ts'

const COLUMNS = `connection_id, name, strategy, display_name, options, configuration_revision, enabled_clients, realms,
  metadata, show_as_button, revision, created_at, updated_at, plain_configuration`

export const CONNECTION_SQL = {
  insert: `insert into connections (tenant_id, connection_id, name, strategy, display_name, options,
      configuration_revision, enabled_clients, realms, metadata, show_as_button, revision, created_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, 1, $7, $8, $9, $10, 1, $11, $11) on conflict do nothing returning connection_id`,
  find: `select ${COLUMNS} from connections where tenant_id = $1 and connection_id = $2`,
  findByName: `select ${COLUMNS} from connections where tenant_id = $1 and name = $2`,
  // Finds a few connections too many: what the pattern says of the list is looked at again.
  enabledFor: `select connection_id, enabled_clients from connections
    where tenant_id = $1 and strategy = 'auth0' and enabled_clients like $2 order by connection_id`,
  name: 'select name from connections where tenant_id = $1 and connection_id = $2',
  // For writes that name the connection: it is not deleted meanwhile.
  keep: `select connection_id from connections where tenant_id = $1 and connection_id = $2 ${KEEP}`,
  revision: 'select revision from connections where tenant_id = $1 and connection_id = $2',
  // The first statement of an update: on a database server it also locks the connection's row.
  claim: `update connections set revision = revision + 1, updated_at = $3
    where tenant_id = $1 and connection_id = $2 returning ${COLUMNS}`,
  claimRevision: `update connections set revision = revision + 1, updated_at = $3
    where tenant_id = $1 and connection_id = $2 and revision = $4 returning ${COLUMNS}`,
  update: `update connections set display_name = $3, options = $4, configuration_revision = $5, enabled_clients = $6,
      realms = $7, metadata = $8, show_as_button = $9, plain_configuration = $10
    where tenant_id = $1 and connection_id = $2`,
  // Makes no version, because nothing that runs changes. The first statement locks the connection's row.
  holdPlain: `update connections set updated_at = updated_at
    where tenant_id = $1 and connection_id = $2 and configuration_revision = $3 returning plain_configuration`,
  setPlain: 'update connections set plain_configuration = $3 where tenant_id = $1 and connection_id = $2',
  delete: 'delete from connections where tenant_id = $1 and connection_id = $2 returning connection_id, name',
  clients: `select connection_id, name, display_name, enabled_clients from connections where tenant_id = $1
    order by created_at, connection_id`,
  options: 'select options from connections where tenant_id = $1 and connection_id = $2',
  holdClients: `select enabled_clients from connections where tenant_id = $1 and connection_id = $2 ${HOLD}`,
  // Copies the connection's current state.
  keepRevision: `insert into connection_revisions (tenant_id, connection_id, revision, display_name, options, scripts,
      configuration_revision, enabled_clients, realms, metadata, actor, note, created_at)
    select tenant_id, connection_id, revision, display_name, options, $3,
      configuration_revision, enabled_clients, realms, metadata, $4, $5, updated_at
    from connections where tenant_id = $1 and connection_id = $2`,
} as const

export const SCRIPT_SQL = {
  current: `select c.action, c.revision, s.source from connection_scripts c
    join script_revisions s on s.tenant_id = c.tenant_id and s.connection_id = c.connection_id
      and s.action = c.action and s.revision = c.revision
    where c.tenant_id = $1 and c.connection_id = $2 order by c.action`,
  latest: `select revision, sha256 from script_revisions
    where tenant_id = $1 and connection_id = $2 and action = $3 order by revision desc limit 1`,
  insert: `insert into script_revisions (tenant_id, connection_id, action, revision, source, sha256, actor, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  clearCurrent: 'delete from connection_scripts where tenant_id = $1 and connection_id = $2',
  setCurrent: `insert into connection_scripts (tenant_id, connection_id, action, revision) values ($1, $2, $3, $4)`,
  list: `select action, revision, source, sha256, actor, created_at from script_revisions
    where tenant_id = $1 and connection_id = $2 and action = $3 order by revision desc`,
} as const

export const CONFIGURATION_SQL = {
  find: `select revision, seal_id, sealed_values, fingerprint from configuration_revisions
    where tenant_id = $1 and connection_id = $2 and revision = $3`,
  insert: `insert into configuration_revisions (tenant_id, connection_id, revision, seal_id, sealed_values, fingerprint,
      actor, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  // For sealing again with a new master key.
  listSealed: `select connection_id, revision, seal_id, sealed_values from configuration_revisions where tenant_id = $1
    order by connection_id, revision`,
  reseal: `update configuration_revisions set seal_id = $4, sealed_values = $5, fingerprint = $6
    where tenant_id = $1 and connection_id = $2 and revision = $3`,
} as const

/**
 * @param strategies how many to choose from; their values follow the fixed ones as `$3` …
 * @param page `after`: those past (created_at, connection_id)
 * @returns a select, or a count, of connections, oldest first
 */
export function listConnectionsSql(shape: {
  what: 'count' | 'offset' | 'after' | 'start'
  name: boolean
  strategies: number | undefined
  /** Default: all. */
  columns?: string
}): string {
  let used = 1
  const next = () => `$${++used}`
  const terms = ['tenant_id = $1']
  if (shape.name) terms.push(`name = ${next()}`)
  if (shape.strategies !== undefined) {
    terms.push(
      shape.strategies === 0
        ? '1 = 0'
        : `strategy in (${Array.from({ length: shape.strategies }, next).join(', ')})`,
    )
  }
  if (shape.what === 'count') return `select count(*) as total from connections where ${terms.join(' and ')}`
  if (shape.what === 'after') terms.push(`(created_at, connection_id) > (${next()}, ${next()})`)
  const limit = `limit ${next()}${shape.what === 'offset' ? ` offset ${next()}` : ''}`
  return `select ${shape.columns ?? COLUMNS} from connections where ${terms.join(' and ')} order by created_at, connection_id ${limit}`
}
