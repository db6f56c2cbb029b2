/** `POST /dbconnections/change_password`. @module */
import * as z from 'zod'
import { ApiError } from '../../common/errors.ts'
import { CHANGE_PASSWORD_FIELDS } from '../fields/requests.ts'
import { defineRoute } from '../route/route.ts'
import { Identifier } from '../shapes/person-input.ts'
import { requestReset } from './request-reset.ts'

/** The same answer for every address (A3). The SDKs look for the word "email". */
const ANSWER = "We've just sent you an email to reset your password."

export const postChangePassword = defineRoute({
  method: 'post',
  path: '/dbconnections/change_password',
  name: 'requestPasswordReset',
  tag: 'Accounts',
  summary: 'Ask for an email to set a new password',
  description:
    'Sends an email with a link to a page where a new password can be set. The answer is the same whether or not there is such a person, who is looked up after the answer.',
  body: z
    .object({
      client_id: Identifier.optional().describe('The client that the person uses.'),
      connection: Identifier.describe('The name of the connection.'),
      email: Identifier.min(1, 'must not be empty')
        .optional()
        .describe('The email address of the person. Required unless there is a `username`.'),
      username: Identifier.optional().describe('The username of the person.'),
      password: z
        .undefined('is not taken here: it is chosen at the link that is sent. Leave the field out')
        .optional()
        .describe('Cannot be sent: the person chooses the password at the link.'),
    })
    .meta({
      id: 'PasswordResetRequest',
      description: 'Who wants a new password.',
      examples: [{ connection: 'legacy', email: 'ann@example.com' }],
    }),
  fields: CHANGE_PASSWORD_FIELDS,
  result: z.string().describe('A sentence for people, the same for everybody.'),
  answer_type: 'text/html',
  cors: 'client',
  async handle(deps, { tenant, body, ip }) {
    const { store } = deps
    const { client_id } = body
    const client = client_id === undefined ? undefined : await store.findClient(tenant.tenant_id, client_id)
    const connection = await store.findConnectionByName(tenant.tenant_id, body.connection)
    // An unknown client, an unknown connection and a connection that the client may not use get the same error.
    const isAllowed =
      client_id === undefined || (client && connection?.enabled_clients.includes(client.client_id))
    if (!connection || !isAllowed) throw new ApiError('invalid_request', 'Unknown or invalid connection')
    const identifier = body.email?.trim() || body.username?.trim()
    if (!identifier) throw new ApiError('invalid_request', 'Missing required parameter: email')
    if (connection.options.disable_self_service_change_password === true) {
      throw new ApiError('invalid_request', 'Changing passwords is turned off at this connection')
    }
    await requestReset(deps, { connection, identifier, client_id }, ip)
    return ANSWER
  },
})
