/** `/api/v2/tickets`: links that an administrator hands on. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import type { TicketPerson } from '../../../migration/tickets/tickets.ts'
import type { Connection, TicketDetails, User } from '../../../store/contract.ts'
import { PASSWORD_TICKET_FIELDS, VERIFICATION_TICKET_FIELDS } from '../../fields/requests.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField, missingField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { parseAddress } from '../../shapes/addresses.ts'
import { Identifier } from '../../shapes/person-input.ts'
import { managementScriptError, SCRIPT_ERRORS } from '../../shapes/script-error.ts'

/** Five days, as at Auth0. */
const DEFAULT_TTL_S = 432_000
const YEAR_S = 31_536_000

const WebAddress = z
  .string()
  .max(2_000)
  .refine(
    (address) => /^https?:$/.test(parseAddress(address)?.protocol ?? ''),
    'must be an http or https address',
  )

/** The identity of the user that the link is for. Ferry's links are always for the primary identity. */
export const NamedIdentity = z
  .object({
    user_id: z.string().min(1).max(300).describe('The ID of the identity: without `auth0|`.'),
    provider: z.string().max(100).describe('The provider of the identity: `auth0`.'),
    connection_id: z.string().max(100).optional().describe('The ID of the identity’s connection.'),
  })
  .meta({
    id: 'IdentityReference',
    description: 'The identity that the user was made with. Linked identities cannot be named.',
    examples: [{ user_id: '42', provider: 'auth0' }],
  })

const common = {
  result_url: WebAddress.optional().describe('Where the person is sent afterwards.'),
  ttl_sec: z
    .int()
    .min(0)
    .max(YEAR_S)
    .optional()
    .describe(`How many seconds the link works; 0 or missing: ${DEFAULT_TTL_S}.`),
  includeEmailInRedirect: z.boolean().optional().describe('Whether `result_url` gets the parameter `email`.'),
  client_id: Identifier.optional().describe('The client that the page names.'),
  identity: NamedIdentity.optional(),
}

const Ticket = z.object({ ticket: z.string().describe('The link, which works once.') }).meta({
  id: 'Ticket',
  description: 'A link for a user.',
  examples: [{ ticket: 'https://ferry.example.org/u/reset-password?ticket=Zk3…' }],
})

export const createPasswordTicket = defineRoute({
  method: 'post',
  path: '/api/v2/tickets/password-change',
  name: 'createPasswordTicket',
  tag: 'Tickets',
  summary: 'Create a link to set a new password',
  description:
    'Makes a link to a page where a new password can be set: for a user, or for a person whom only `get_user` finds in the legacy store. No email is sent.',
  scopes: ['create:user_tickets'],
  body: z
    .object({
      ...common,
      user_id: z.string().min(1).max(300).optional().describe('The user that the link is for.'),
      connection_id: z
        .string()
        .min(1)
        .max(100)
        .optional()
        .describe('The ID of the connection, when the person is named by `email`.'),
      email: Identifier.optional().describe('The email address of the person, in place of `user_id`.'),
      mark_email_as_verified: z
        .boolean()
        .optional()
        .describe('Whether setting the password also confirms the email address.'),
    })
    .meta({
      id: 'PasswordTicketCreate',
      description: 'For whom the link is: `user_id`, or `connection_id` and `email`.',
      examples: [{ user_id: 'auth0|42', result_url: 'https://shop.example.com' }],
    }),
  fields: PASSWORD_TICKET_FIELDS,
  status: 201,
  result: Ticket,
  errors: [
    'inexistent_user',
    'inexistent_client',
    'inexistent_connection',
    'legacy_unavailable',
    ...SCRIPT_ERRORS,
  ],
  async handle(deps, { body }) {
    const details = await detailsOf(deps, body)
    const { connection, person } = await personOf(deps, body)
    const url = await deps.flows.tickets.issue({
      purpose: 'reset',
      connection,
      person,
      ttl_ms: lifeOf(body.ttl_sec),
      details: { ...details, mark_email_as_verified: body.mark_email_as_verified ?? false },
    })
    if (url === undefined) throw new ApiError('inexistent_user')
    return { ticket: url }
  },
})

export const createVerificationTicket = defineRoute({
  method: 'post',
  path: '/api/v2/tickets/email-verification',
  name: 'createVerificationTicket',
  tag: 'Tickets',
  summary: 'Create a link to confirm an email address',
  description: 'Makes a link to a page that confirms the email address of a user. No email is sent.',
  scopes: ['create:user_tickets'],
  body: z
    .object({ ...common, user_id: z.string().min(1).max(300).describe('The user that the link is for.') })
    .meta({
      id: 'VerificationTicketCreate',
      description: 'For whom the link is.',
      examples: [{ user_id: 'auth0|42' }],
    }),
  fields: VERIFICATION_TICKET_FIELDS,
  status: 201,
  result: Ticket,
  errors: ['inexistent_user', 'inexistent_client'],
  async handle(deps, { body }) {
    const details = await detailsOf(deps, body)
    const { user, connection } = await findUser(deps, body.user_id)
    checkIdentity(user, connection, body.identity)
    const { email } = user
    if (email === undefined) {
      throw invalidField('user_id', 'has no email address')
    }
    const url = await deps.flows.tickets.issue({
      purpose: 'verify',
      connection,
      person: { user, identifier: email, email },
      ttl_ms: lifeOf(body.ttl_sec),
      details,
    })
    if (url === undefined) throw new ApiError('inexistent_user')
    return { ticket: url }
  },
})

/**
 * @returns the user, and the connection that its password belongs to
 * @throws {ApiError} inexistent_user
 */
export async function findUser(
  { store, tenant }: Pick<Deps, 'store' | 'tenant'>,
  user_id: string,
): Promise<{ user: User; connection: Connection }> {
  const user = await store.findUser(tenant.tenant_id, user_id)
  const own = user?.identities.find((one) => `${one.provider}|${one.external_id}` === user.user_id)
  const connection_id = (own ?? user?.identities[0])?.connection_id
  const connection =
    connection_id === undefined ? undefined : await store.findConnection(tenant.tenant_id, connection_id)
  if (!user || !connection) throw new ApiError('inexistent_user')
  return { user, connection }
}

/**
 * A link is for the identity whose password and address count; naming it is allowed, naming another is not.
 *
 * @throws {ApiError} invalid_body
 */
export function checkIdentity(
  user: User,
  connection: Connection,
  named: z.output<typeof NamedIdentity> | undefined,
): void {
  if (!named) return
  const { provider, user_id, connection_id } = named
  const identity = user.identities.find(
    (one) =>
      one.provider === provider && [one.external_id, `${provider}|${one.external_id}`].includes(user_id),
  )
  const isChosen = identity?.connection_id === connection.connection_id
  if (isChosen && (connection_id === undefined || connection_id === connection.connection_id)) return
  throw invalidField(
    'identity',
    identity
      ? 'is a linked identity: links are for the identity that the user was made with. Leave it out'
      : 'is no identity of the user',
  )
}

async function personOf(
  deps: Deps,
  wish: {
    user_id?: string | undefined
    connection_id?: string | undefined
    email?: string | undefined
    identity?: z.output<typeof NamedIdentity> | undefined
  },
): Promise<{ connection: Connection; person: TicketPerson }> {
  const { user_id, connection_id, email } = wish
  const { tenant } = deps
  if (user_id !== undefined) {
    const { user, connection } = await findUser(deps, user_id)
    checkIdentity(user, connection, wish.identity)
    if (connection_id !== undefined && connection_id !== connection.connection_id) {
      throw invalidField('connection_id', 'is not the connection of the user’s password: leave it out')
    }
    if (email !== undefined && email.trim().toLowerCase() !== user.email?.toLowerCase()) {
      throw invalidField('email', 'is not the email address of the user: leave it out')
    }
    const identifier = user.email ?? user.username ?? user_id
    return { connection, person: { user, identifier, email: user.email } }
  }
  if (connection_id === undefined || !email?.trim()) {
    throw missingField('user_id', ', or connection_id and email')
  }
  const connection = await deps.store.findConnection(tenant.tenant_id, connection_id)
  if (!connection) throw new ApiError('inexistent_connection')
  const found = await deps.flows.reset.findPerson({
    tenant,
    connection,
    identifier: email,
    password: '',
    purpose: 'reset',
  })
  if (found.kind === 'nobody') throw new ApiError('inexistent_user')
  if (found.kind !== 'found') throw managementScriptError(found)
  return { connection, person: found.person }
}

function lifeOf(ttl_sec: number | undefined): number {
  return (ttl_sec || DEFAULT_TTL_S) * 1_000
}

/** @throws {ApiError} inexistent_client */
async function detailsOf(
  { store, tenant }: Deps,
  wish: {
    result_url?: string | undefined
    client_id?: string | undefined
    includeEmailInRedirect?: boolean | undefined
  },
): Promise<TicketDetails> {
  const { result_url, client_id, includeEmailInRedirect: include_email_in_redirect = false } = wish
  if (client_id !== undefined && !(await store.findClient(tenant.tenant_id, client_id))) {
    throw new ApiError('inexistent_client')
  }
  return {
    ...(result_url === undefined ? {} : { result_url }),
    ...(client_id === undefined ? {} : { client_id }),
    include_email_in_redirect,
  }
}
