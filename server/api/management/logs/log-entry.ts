/** An entry of the tenant's log, as Auth0 names its fields. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import type { LogEntry } from '../../../store/contract.ts'

/** An entry of `GET /api/v2/logs`. */
const ManagementLog = z
  .object({
    log_id: z.string().describe('The ID of the entry. Later entries have greater IDs.'),
    _id: z.string().describe('The same value as `log_id`.'),
    date: z.iso.datetime().describe('When it happened.'),
    type: z
      .string()
      .describe('Auth0’s code of the event, such as `s` for a sign-in; `smu` and `fmu` are Ferry’s own.'),
    description: z.string().optional().describe('What happened, or why it failed.'),
    connection: z.string().optional().describe('The name of the connection.'),
    connection_id: z.string().optional().describe('The ID of the connection.'),
    client_id: z.string().optional().describe('The client.'),
    client_name: z.string().optional().describe('The name of the client.'),
    ip: z.string().optional().describe('The address that the request came from.'),
    hostname: z.string().optional().describe('The host that was asked.'),
    user_id: z.string().optional().describe('The user.'),
    user_name: z.string().optional().describe('What the person typed, or the address of the user.'),
    audience: z.string().optional().describe('The API that a token was made for.'),
    scope: z.string().optional().describe('The scopes of the token.'),
    strategy: z.string().optional().describe('The strategy of the connection.'),
    strategy_type: z.string().optional().describe('The kind of the connection.'),
    isMobile: z.boolean().describe('Whether the browser says that it runs on a phone.'),
    user_agent: z.string().optional().describe('What the browser or program says it is.'),
    correlation_id: z.string().optional().describe('The `X-Correlation-ID` header of the request.'),
    details: z
      .record(z.string(), z.custom<Json>())
      .optional()
      .describe('What else is known, by kind of event.'),
  })
  .meta({ id: 'LogEntry', description: 'An entry of the tenant’s log.' })

/** An entry from which `fields` may leave members out. */
export const PartialLog = ManagementLog.partial().meta({
  id: 'PartialLogEntry',
  description:
    'An entry of the tenant’s log. With `fields` or `include_fields` it has only some of the members.',
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
