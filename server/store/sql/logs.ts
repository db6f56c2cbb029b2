/** SQL about the tenants' logs. @module */

const COLUMNS = `log_id, at, type, description, connection_id, connection, client_id, client_name, user_id, user_name, ip,
  user_agent, hostname, correlation_id, audience, scope, details`

export const LOG_SQL = {
  insert: `insert into logs (tenant_id, ${COLUMNS})
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) on conflict do nothing`,
  find: `select ${COLUMNS} from logs where tenant_id = $1 and log_id = $2`,
} as const
