/** SQL about the tenants' logs. @module */
import type { FieldSql, SubjectSql } from './search.ts'

/** Of the entries that the operations read. */
export const LOG_COLUMNS = `log_id, at, type, description, connection_id, connection, client_id, client_name, user_id, user_name,
  ip, user_agent, hostname, correlation_id, audience, scope, details, quota, events, run_id`

export const LOG_SQL = {
  insert: `insert into logs (tenant_id, ${LOG_COLUMNS}, search_text)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22) on conflict do nothing`,
  find: `select ${LOG_COLUMNS} from logs where tenant_id = $1 and log_id = $2`,
  newest: 'select log_id from logs where tenant_id = $1 order by log_id desc limit 1',
  oldest: 'select log_id from logs where tenant_id = $1 and quota = $2 order by log_id limit 1',
  // The newest of those that are too many.
  surplus:
    'select log_id from logs where tenant_id = $1 and quota = $2 order by log_id desc limit 1 offset $3',
  letGo: `delete from logs where tenant_id = $1 and log_id in
    (select log_id from logs where tenant_id = $1 and quota = $2 and log_id <= $3 order by log_id limit $4)
    returning log_id`,
} as const

const text = (column: string): FieldSql => ({ kind: 'text', column, folded: false, nullable: true })

/** What logs are searched by. `search_text` has what people look for, lower-cased. */
export const LOG_SUBJECT: SubjectSql = {
  words: 'search_text',
  fields: {
    type: { kind: 'text', column: 'type', folded: false, nullable: false },
    log_id: { kind: 'text', column: 'log_id', folded: false, nullable: false },
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
