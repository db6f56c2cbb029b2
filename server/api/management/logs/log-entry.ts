/** An entry of the tenant's log, as Auth0 names its fields. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import type { LogEntry } from '../../../store/contract.ts'

/** What `GET /api/v2/logs` lists. */
export const ManagementLog = z.object({
  log_id: z.string(),
  _id: z.string().describe('The same'),
  date: z.iso.datetime(),
  type: z.string().describe('Auth0’s code, or Ferry’s own: smu, fmu'),
  description: z.string().optional(),
  connection: z.string().optional(),
  connection_id: z.string().optional(),
  client_id: z.string().optional(),
  client_name: z.string().optional(),
  ip: z.string().optional(),
  hostname: z.string().optional(),
  user_id: z.string().optional(),
  user_name: z.string().optional(),
  audience: z.string().optional(),
  scope: z.string().optional(),
  strategy: z.string().optional(),
  strategy_type: z.string().optional(),
  isMobile: z.boolean(),
  user_agent: z.string().optional(),
  correlation_id: z.string().optional().describe('`X-Correlation-ID` of the request'),
  details: z.record(z.string(), z.custom<Json>()).optional(),
})

/** @returns the entry with Auth0's fields; those without a value are left out */
export function toManagementLog(entry: LogEntry): z.input<typeof ManagementLog> {
  const { tenant_id: _, quota: _quota, events: _events, run_id: _run, at, log_id, ...fields } = entry
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return {
    log_id,
    _id: log_id,
    date: new Date(at).toISOString(),
    type: entry.type,
    ...given,
    ...(entry.connection === undefined ? {} : { strategy: 'auth0', strategy_type: 'database' }),
    isMobile: /\bMobi/.test(entry.user_agent ?? ''),
  }
}
