/** `POST /usernamepassword/login`: the password that was entered on the tenant's own page. @module */
import * as z from 'zod'
import { ApiError } from '../../common/errors.ts'
import { sha256 } from '../../common/hash.ts'
import { randomSecret } from '../../common/ids.ts'
import { escapeHtml } from '../../mail/html.ts'
import type { LoginResult } from '../../migration/login/login-result.ts'
import { openTransaction } from '../../oidc/transaction.ts'
import type { Client, Connection, User } from '../../store/contract.ts'
import { recordLogin } from '../authentication/login-events.ts'
import { protectedLogin } from '../authentication/protected-login.ts'
import { boundedText, required } from '../authentication/token-request.ts'
import { CLASSIC_SIGN_IN_FIELDS } from '../fields/requests.ts'
import type { Deps } from '../http/deps.ts'
import { defineRoute } from '../route/route.ts'
import { SCRIPT_ERRORS, scriptError } from '../shapes/script-error.ts'
import { allowsClassicPage } from '../sign-in/classic.ts'
import { chooseConnection } from '../sign-in/connection.ts'
import { markOf } from '../sign-in/cookies.ts'

/** How long the page has to send the form. */
const LIFE_MS = 60_000

/** What the form's `wresult` stands for. */
export const ClassicSignIn = z.object({
  user_id: z.string(),
  connection_id: z.string(),
  mark_sha256: z.string(),
})

export const postUsernamePasswordLogin = defineRoute({
  method: 'post',
  path: '/usernamepassword/login',
  name: 'signInOnClassicPage',
  tag: 'Tokens',
  summary: 'Sign in on the tenant’s own page',
  description:
    'Checks a password that a person entered on the HTML page of the tenant, and answers with a form, which the page’s script sends to `/login/callback` within 60 seconds. For `auth0-js` and `auth0-lock` on that page. It is there only where the operator allows such pages (`FERRY_CLASSIC_PAGES`), and only at custom domains.',
  body: z
    .object({
      state: boundedText(4_000).describe('The sealed request, from the settings of the page.'),
      connection: boundedText(200)
        .optional()
        .describe('The name of the connection, where the request names none.'),
      username: boundedText(320)
        .optional()
        .describe('The email address or username, as the person typed it.'),
      password: boundedText(1_024).optional().describe('The password, as the person typed it.'),
    })
    .meta({
      id: 'ClassicSignIn',
      description: 'Who signs in on the page of the tenant.',
      examples: [{ state: 'hK5…', connection: 'legacy', username: 'ann@example.com', password: 'secret' }],
    }),
  fields: CLASSIC_SIGN_IN_FIELDS,
  accepts_form: true,
  headers: z.object({ cookie: z.string().max(16_000).optional() }),
  result: z.string().describe('A form for `/login/callback`.'),
  answer_type: 'text/html',
  errors: [
    'not_found',
    'invalid_user_password',
    'unauthorized',
    ...SCRIPT_ERRORS,
    'too_many_attempts',
    'too_many_requests',
    'temporarily_unavailable',
  ],
  async handle(deps, { body, headers, ip, started_at }) {
    if (!allowsClassicPage(deps)) throw new ApiError('not_found')
    const flow = await openPageOf(deps, body, headers.cookie)
    const { client, connection } = flow
    const identifier = required(body, 'username')
    const password = required(body, 'password')
    const result = await protectedLogin(deps, { client, connection, identifier, password, ip, started_at })
    const { audience, scopes } = flow.request
    recordLogin(deps, { client, connection, identifier, audience, scope: scopes.join(' ') }, result)
    const { user_id } = userOf(result)
    const secret = randomSecret()
    const { connection_id } = connection
    await deps.store.putOnce(deps.tenant.tenant_id, {
      kind: 'classic_sign_in',
      key_sha256: sha256(secret),
      payload: { user_id, connection_id, mark_sha256: flow.mark_sha256 },
      life_ms: LIFE_MS,
    })
    const wctx = JSON.stringify({ strategy: 'auth0', connection: connection.name, state: body.state })
    return formOf(`${deps.public_url}/login/callback`, { wa: 'wsignin1.0', wresult: secret, wctx })
  },
})

/** @throws {ApiError} invalid_request for a page of another browser, or one that stands open for an hour */
async function openPageOf(
  deps: Deps,
  body: { state: string; connection?: string | undefined },
  cookie: string | undefined,
) {
  const { store, secrets, tenant, tokens, public_url } = deps
  const { tenant_id } = tenant
  const place = { tenant_id, issuer: tokens.issuer }
  const browser = { mark_sha256: markOf(public_url, cookie), now: Date.now() }
  const opened = openTransaction(secrets, place, body.state, browser)
  if (opened.kind !== 'open') {
    throw new ApiError(
      'invalid_request',
      'The page was opened more than an hour ago, or keeps no cookies: open it again',
    )
  }
  const { request, mark_sha256 } = opened.transaction
  const client: Client | undefined = await store.findClient(tenant_id, request.client_id)
  if (!client) throw new ApiError('invalid_request', 'The application does not exist any more')
  const settings = await store.readTenantSettings(tenant_id)
  const name = request.connection ?? body.connection
  const chosen = await chooseConnection(deps, client, settings, { name })
  if (chosen.kind !== 'chosen') throw new ApiError('invalid_request', 'Unknown or invalid connection')
  const connection: Connection = chosen.connection
  return { request, mark_sha256, client, connection }
}

/** @throws {ApiError} with the codes that auth0.js and Lock tell apart */
function userOf(result: LoginResult): User {
  switch (result.kind) {
    case 'success':
      return result.user
    case 'denied':
      throw new ApiError('invalid_user_password')
    case 'blocked':
      throw new ApiError('unauthorized', 'user is blocked')
    case 'validation':
    case 'unauthorized':
    case 'failed':
    case 'unavailable':
      throw scriptError(result)
  }
}

/** The library puts the form into its page, and sends it. */
function formOf(action: string, hidden: { readonly [name: string]: string }): string {
  const inputs = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  )
  return `<form method="post" name="hiddenform" action="${escapeHtml(action)}">${inputs.join('')}</form>`
}
