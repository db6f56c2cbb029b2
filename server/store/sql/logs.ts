/** SQL about the tenants' logs. @module */
import type { FieldSql, SubjectSql } from './search.ts'

/** Columns that the operations read. */
export const LOG_COLUMNS = `log_id, at, type, description, connection_id, connection, client_id, client_name, user_id, user_name,
  ip, user_agent, hostname, correlation_id, audience, scope, details, quota, events, run_id`

export const LOG_SQL = {
  insert: `insert into logs (tenant_id, ${LOG_COLUMNS}, search_text, position, identifier)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
    on conflict do nothing`,
  find: `select ${LOG_COLUMNS} from logs where tenant_id = $1 and log_id = $2`,
  newest: 'select log_id, position from logs where tenant_id = $1 order by position desc limit 1',
  position: 'select position from logs where tenant_id = $1 and log_id = $2',
  // For an entry that is deleted. Positions follow the ids but for a few entries, so that not all of them must be read.
  positionAfter: `select min(position) as position from
    (select position from logs where tenant_id = $1 and log_id > $2 order by log_id limit 1000) later`,
  oldest: 'select log_id from logs where tenant_id = $1 and quota = $2 order by log_id limit 1',
  // The newest surplus entry.
  surplus:
    'select log_id from logs where tenant_id = $1 and quota = $2 order by log_id desc limit 1 offset $3',
  deleteOld: `delete from logs where tenant_id = $1 and log_id in
    (select log_id from logs where tenant_id = $1 and quota = $2 and log_id <= $3 order by log_id limit $4)
    returning log_id`,
} as const

/** The last position of each tenant's log. */
export const LOG_POSITION_SQL = {
  insert: 'insert into log_positions (tenant_id, position) values ($1, 0) on conflict do nothing',
  take: 'update log_positions set position = position + $2 where tenant_id = $1 returning position',
} as const

const text = (column: string): FieldSql => ({ kind: 'text', column, folded: false, nullable: true })

/** Search fields of logs. `search_text` holds the searchable texts, lower-cased. */
export const LOG_SUBJECT: SubjectSql = {
  words: 'search_text',
  fields: {
    type: { kind: 'text', column: 'type', folded: false, nullable: false },
    log_id: { kind: 'text', column: 'log_id', folded: false, nullable: false },
    identifier: { kind: 'text', column: 'identifier', folded: true, nullable: true },
    run_id: text('run_id'),
    user_id: text('user_id'),
    user_name: text('user_name'),
    client_id: text('client_id'),
    client_name: text('client_name'),
    connection: text('connection'),
    connection_id: text('connection_id'),
    ip: text('ip'),
    hostname: text('hostname'),
    description: text('description'),
    date: { kind: 'number', column: 'at' },
  },
}
