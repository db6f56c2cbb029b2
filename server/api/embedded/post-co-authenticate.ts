/** `POST /co/authenticate`: an application's own page asks for the password, as auth0.js and Lock do. @module */
import * as z from 'zod'
import { ApiError } from '../../common/errors.ts'
import { randomSecret } from '../../common/ids.ts'
import type { LoginResult } from '../../migration/login/login-result.ts'
import type { Client, Connection, TenantSettings, User } from '../../store/contract.ts'
import { PASSWORD_REALM_GRANT } from '../../tenancy/clients.ts'
import { recordLogin } from '../authentication/login-events.ts'
import { protectedLogin } from '../authentication/protected-login.ts'
import { boundedText, required } from '../authentication/token-request.ts'
import { CROSS_ORIGIN_FIELDS } from '../fields/requests.ts'
import { isOriginOf } from '../http/cors.ts'
import type { Deps } from '../http/deps.ts'
import { defineRoute } from '../route/route.ts'
import { SCRIPT_ERRORS, scriptError } from '../shapes/script-error.ts'
import { chooseConnection } from '../sign-in/connection.ts'
import { ensureMark } from '../sign-in/cookies.ts'
import { makeLoginTicket } from '../sign-in/login-tickets.ts'

/** What auth0.js sends without and with a realm. */
const CREDENTIAL_TYPES = ['password', PASSWORD_REALM_GRANT] as const

const Body = z
  .object({
    client_id: boundedText(200).describe('The client, whose origins the page must have.'),
    credential_type: boundedText(200)
      .optional()
      .describe(`How the person proves who they are: \`${CREDENTIAL_TYPES.join('` or `')}\`.`),
    realm: boundedText(200)
      .optional()
      .describe('The name of the connection. Without it, the only one or the default directory is meant.'),
    username: boundedText(320).optional().describe('The email address or username, as the person typed it.'),
    password: boundedText(1_024).optional().describe('The password, as the person typed it.'),
  })
  .meta({
    id: 'CrossOriginSignIn',
    description: 'Who signs in at an application’s own page.',
    examples: [
      {
        client_id: 'Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW',
        credential_type: PASSWORD_REALM_GRANT,
        realm: 'legacy',
        username: 'ann@example.com',
        password: 'correct horse battery',
      },
    ],
  })

export const postCoAuthenticate = defineRoute({
  method: 'post',
  path: '/co/authenticate',
  name: 'authenticateCrossOrigin',
  tag: 'Tokens',
  summary: 'Sign in at an application’s own page',
  description:
    'Checks a password that a person entered at the application’s own page, and answers with a ticket. The page then sends the browser to `/authorize?login_ticket=…` within 60 seconds. The ticket works once, for this client, and only in the browser that got it or from a page of the same origin. For `auth0-js` and `auth0-lock`; the client needs `cross_origin_authentication: true`, and the page an origin of `allowed_origins`, `web_origins` or `callbacks`. The limits are those of `/oauth/token`.',
  body: Body,
  fields: CROSS_ORIGIN_FIELDS,
  headers: z.object({
    origin: z.string().max(2_000).optional(),
    cookie: z.string().max(16_000).optional(),
  }),
  result: z
    .object({
      login_ticket: z.string().describe('For `login_ticket` of `/authorize`.'),
      co_verifier: z.string().describe('Sent for auth0.js, which keeps it: nothing asks for it.'),
      co_id: z.string().describe('Names the verifier in the storage of the page.'),
    })
    .meta({
      id: 'LoginTicket',
      description: 'A ticket with which `/authorize` signs the person in.',
      examples: [{ login_ticket: 'Rk1…', co_verifier: 'b3f…', co_id: 'p0Qx7cGmE2sT' }],
    }),
  errors: [
    'unauthorized_client',
    'unknown_realm',
    'cross_origin_denied',
    'cross_origin_blocked',
    'unauthorized',
    ...SCRIPT_ERRORS,
    'too_many_attempts',
    'too_many_requests',
    'temporarily_unavailable',
  ],
  cors: 'client_with_cookies',
  async handle(deps, { body, headers, ip, started_at, setHeader }) {
    const { origin, cookie } = headers
    const { tenant_id } = deps.tenant
    const found = await deps.store.findClient(tenant_id, body.client_id)
    const client = clientAt(deps, found, origin)
    const { credential_type = 'password' } = body
    if (!CREDENTIAL_TYPES.some((known) => known === credential_type)) {
      throw new ApiError(
        'invalid_request',
        `Use one of these as credential_type: ${CREDENTIAL_TYPES.join(', ')}`,
      )
    }
    const identifier = required(body, 'username')
    const password = required(body, 'password')
    const settings = await deps.store.readTenantSettings(tenant_id)
    const connection = await connectionOf(deps, client.client, settings, body.realm)
    const attempt = { client: client.client, connection, identifier }
    const result = await protectedLogin(deps, { ...attempt, password, ip, started_at })
    recordLogin(deps, { ...attempt, audience: undefined, scope: undefined }, result)
    const user = userOf(result)
    const { mark_sha256, cookies } = ensureMark(deps.public_url, cookie)
    const login_ticket = await makeLoginTicket(deps, {
      client_id: client.client.client_id,
      origin: client.origin,
      user_id: user.user_id,
      connection_id: connection.connection_id,
      mark_sha256,
    })
    if (cookies.length > 0) setHeader('Set-Cookie', cookies)
    return { login_ticket, co_verifier: randomSecret(), co_id: randomSecret().slice(0, 12) }
  },
})

/**
 * The client, and the origin of the page that asks.
 *
 * @throws {ApiError} unauthorized_client; an unknown client and a foreign origin get one text
 */
function clientAt(
  { events }: Deps,
  client: Client | undefined,
  origin: string | undefined,
): { client: Client; origin: string } {
  const refused = (why: string): ApiError => {
    events.record({
      type: 'fcoa',
      client,
      description: why,
      details: { origin: origin?.slice(0, 300) ?? null },
    })
    return new ApiError('unauthorized_client', why)
  }
  if (!client || origin === undefined || !isOriginOf(client, origin)) throw refused(FOREIGN)
  if (!allowsCrossOrigin(client)) throw refused(OFF)
  return { client, origin }
}

const FOREIGN =
  'Cross origin login not allowed: the origin of the page is not one of allowed_origins, web_origins or callbacks of the client'
const OFF = 'Cross origin login not allowed: set cross_origin_authentication of the client to true'

/** `cross_origin_auth` is the setting's earlier name. */
function allowsCrossOrigin({ settings }: Client): boolean {
  return (settings.cross_origin_authentication ?? settings.cross_origin_auth) === true
}

/** An unknown realm and a realm that the client may not use get the same error. */
async function connectionOf(
  deps: Deps,
  client: Client,
  settings: TenantSettings,
  realm: string | undefined,
): Promise<Connection> {
  const chosen = await chooseConnection(deps, client, settings, { name: realm })
  switch (chosen.kind) {
    case 'chosen':
      return chosen.connection
    case 'unknown':
    case 'none':
      throw new ApiError('unknown_realm')
    case 'several':
      throw new ApiError(
        'invalid_request',
        'The client has more than one connection: send realm, or set the default_directory of the tenant',
      )
  }
}

/** @throws {ApiError} with the statuses and texts that auth0.js and Lock tell apart */
function userOf(result: LoginResult): User {
  switch (result.kind) {
    case 'success':
      return result.user
    case 'denied':
      throw new ApiError('cross_origin_denied')
    case 'blocked':
      throw new ApiError('cross_origin_blocked')
    case 'validation':
    case 'unauthorized':
    case 'failed':
    case 'unavailable':
      throw scriptError(result)
  }
}
