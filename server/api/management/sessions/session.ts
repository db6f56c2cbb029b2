/** Sessions of people, as the Management API shows them. @module */
import * as z from 'zod'
import { definedOnly } from '../../../common/optional.ts'
import type { PersonSession } from '../../../store/contract.ts'

/** Path of one session. */
export const SessionParams = z.object({
  id: z.string().min(1).max(50).describe('The ID of the session: the claim `sid` of its ID tokens.'),
})

const Device = z
  .object({
    initial_ip: z.string().optional().describe('The address from which the user signed in first.'),
    initial_user_agent: z.string().optional().describe('The browser in which the user signed in first.'),
    last_ip: z.string().optional().describe('The address of the last use.'),
    last_user_agent: z.string().optional().describe('The browser of the last use.'),
  })
  .meta({ id: 'SessionDevice', description: 'Where a session was used from.' })

export const ManagementSession = z
  .object({
    id: z.string().describe('The ID of the session: the claim `sid` of its ID tokens.'),
    user_id: z.string().describe('The `user_id` of the user.'),
    created_at: z.iso.datetime().describe('When the session started.'),
    updated_at: z.iso.datetime().describe('When the session was last used.'),
    authenticated_at: z.iso.datetime().describe('When the user last proved who they are.'),
    idle_expires_at: z.iso.datetime().describe('When the session ends unless it is used before.'),
    expires_at: z.iso.datetime().describe('When the session ends, however often it is used.'),
    last_interacted_at: z.iso.datetime().describe('When the session was last used, to the minute.'),
    device: Device.describe('Where the session was used from.'),
    clients: z
      .array(z.object({ client_id: z.string().describe('The ID of the client.') }))
      .describe('The applications that used the session, in the order of their first use.'),
    authentication: z
      .object({
        methods: z
          .array(
            z.object({
              name: z.string().describe('The method: `pwd` is a password.'),
              timestamp: z.iso.datetime().describe('When the user used the method.'),
            }),
          )
          .describe('The methods of the last sign-in.'),
      })
      .describe('How the user proved who they are.'),
    cookie: z
      .object({
        mode: z
          .enum(['persistent', 'non-persistent'])
          .describe('`non-persistent`: the session ends with the browser.'),
      })
      .describe('The cookie of the session.'),
  })
  .meta({
    id: 'PersonSession',
    description: 'A session of a user at this issuer: the browser need not ask for the password again.',
  })

/** @returns the session with Auth0's fields; those without a value are left out */
export function toManagementSession(session: PersonSession): z.input<typeof ManagementSession> {
  const { initial_ip, initial_user_agent, last_ip, last_user_agent } = session
  return {
    id: session.session_id,
    user_id: session.user_id,
    created_at: time(session.created_at),
    updated_at: time(session.last_used_at),
    authenticated_at: time(session.authenticated_at),
    idle_expires_at: time(session.idle_expires_at),
    expires_at: time(session.expires_at),
    last_interacted_at: time(session.last_used_at),
    device: definedOnly({ initial_ip, initial_user_agent, last_ip, last_user_agent }),
    clients: session.client_ids.map((client_id) => ({ client_id })),
    authentication: {
      methods: session.methods.map(({ name, timestamp }) => ({ name, timestamp: time(timestamp) })),
    },
    cookie: { mode: session.is_persistent ? 'persistent' : 'non-persistent' },
  }
}

const time = (at_ms: number): string => new Date(at_ms).toISOString()
