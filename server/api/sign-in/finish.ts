/** The end of a sign-in: a session, and the code and tokens of the answer. @module */

import { sha256 } from '../../common/hash.ts'
import { randomAlphanumerics, randomSecret } from '../../common/ids.ts'
import { definedOnly } from '../../common/optional.ts'
import type { AnswerFields } from '../../oidc/answers.ts'
import { newCode } from '../../oidc/code.ts'
import { neededConsent } from '../../oidc/consent.ts'
import type { AuthorizeRequest } from '../../oidc/request.ts'
import { sessionLimits } from '../../oidc/sessions.ts'
import type { TransactionPerson } from '../../oidc/transaction.ts'
import type {
  Client,
  Connection,
  NeededConsent,
  PersonSession,
  SignInResult,
  TenantSettings,
  User,
} from '../../store/contract.ts'
import type { Audience } from '../../tokens/audiences.ts'
import { audienceText, tokenKind, WEB_ACCESS_TOKEN_S } from '../../tokens/audiences.ts'
import type { AccessTokenKind } from '../../tokens/tokens.ts'
import { idTokenLife, personScopes } from '../authentication/person-tokens.ts'
import type { Visit } from '../hosted-pages/page.ts'
import type { Deps } from '../http/deps.ts'
import type { BrowserSession } from './browser-session.ts'
import { sessionCookie, sessionHashOf } from './cookies.ts'

/** A request and what it is granted. */
export interface Grant {
  client: Client
  request: AuthorizeRequest
  settings: TenantSettings
  audience: Audience
  /** Whether the person has just allowed it on the page that asks. */
  is_allowed?: true
}

/** @returns what the request is granted: known scopes, and the identifier of the API */
export function grantedTo({ client, request, audience }: Grant): {
  scopes: string[]
  audience: string | undefined
} {
  const hasCode = request.response_type.split(' ').includes('code')
  const scopes = personScopes(client, request.scopes, audience)
  return {
    // Without a code there is no exchange that could give a refresh token.
    scopes: scopes.filter((scope) => hasCode || scope !== 'offline_access'),
    audience: audienceText(audience),
  }
}

/** @returns what the person must have allowed; `ask`: they are asked whatever was allowed before */
function consentOf(grant: Grant): NeededConsent | 'ask' | undefined {
  const { client, request, audience, is_allowed } = grant
  if (request.prompts.includes('consent') && !is_allowed) return 'ask'
  const { scopes } = grantedTo(grant)
  const given_as = is_allowed ? `cns_${randomAlphanumerics(16)}` : undefined
  return neededConsent({ client, audience, scopes, given_as })
}

/**
 * A password was right: begins the session, or goes on with that of the same person, and always with a new secret, so that
 * nobody can have put the cookie there before (session fixation).
 */
export async function completeSignIn(
  deps: Deps,
  grant: Grant,
  about: { user: Pick<User, 'user_id'>; connection: Connection; visit: Visit; proof: Proof },
): Promise<
  { kind: 'complete'; fields: AnswerFields; cookie: string } | Exclude<SignInResult, { kind: 'complete' }>
> {
  const { store, public_url, tenant, is_custom_domain } = deps
  const { client, settings } = grant
  const { user, connection, visit, proof } = about
  const consent = consentOf(grant)
  if (consent === 'ask') return { kind: 'consent_due' }
  const limits = sessionLimits(settings)
  const secret = randomSecret()
  const made = codeFor(grant)
  const result = await store.completeSignIn(tenant.tenant_id, {
    ...limits,
    secret_sha256: sha256(secret),
    session_id: `ses_${randomAlphanumerics(22)}`,
    previous_sha256: sessionHashOf(public_url, visit.cookie),
    user_id: user.user_id,
    connection_id: connection.connection_id,
    methods: proof.methods,
    authenticated_at: proof.at,
    client_id: client.client_id,
    domain: is_custom_domain ? new URL(public_url).hostname : undefined,
    ip: visit.ip,
    user_agent: visit.user_agent,
    code: made?.stored,
    consent,
  })
  if (result.kind !== 'complete') return result
  return {
    kind: 'complete',
    fields: await answerFields(deps, grant, { ...result, code: made?.code }),
    cookie: sessionCookie(public_url, secret, limits.is_persistent ? limits.life_ms : undefined),
  }
}

/** How a password was entered. */
export type Proof = Pick<NonNullable<TransactionPerson['proof']>, 'methods' | 'at'>

/** Answers by the session of the browser. */
export async function useSession(
  deps: Deps,
  grant: Grant,
  about: { found: BrowserSession; visit: Visit },
): Promise<{ kind: 'answered'; fields: AnswerFields } | { kind: 'no_session' } | { kind: 'consent_due' }> {
  const { visit, found } = about
  const consent = consentOf(grant)
  if (consent === 'ask') return { kind: 'consent_due' }
  const made = codeFor(grant)
  const used = await deps.store.usePersonSession(deps.tenant.tenant_id, {
    secret_sha256: found.secret_sha256,
    client_id: grant.client.client_id,
    idle_ms: sessionLimits(grant.settings).idle_ms,
    ip: visit.ip,
    user_agent: visit.user_agent,
    code: made?.stored,
    consent,
  })
  if (used.kind !== 'used') return used
  return { kind: 'answered', fields: await answerFields(deps, grant, { ...used, code: made?.code }) }
}

function codeFor(grant: Grant): ReturnType<typeof newCode> | undefined {
  const { request } = grant
  return request.response_type.split(' ').includes('code') ? newCode(request, grantedTo(grant)) : undefined
}

async function answerFields(
  deps: Deps,
  grant: Grant,
  about: { code: string | undefined; user: User; session: PersonSession },
): Promise<AnswerFields> {
  const { tokens } = deps
  const { client, request } = grant
  const { client_id } = client
  const { code, user, session } = about
  const { scopes, audience } = grantedTo(grant)
  const kind = webTokenKind(grant.audience)
  const parts = request.response_type.split(' ')
  const access_token = parts.includes('token')
    ? await tokens.userAccessToken({
        client_id,
        user_id: user.user_id,
        audience,
        scopes,
        grant: undefined,
        kind,
      })
    : undefined
  const id_token = parts.includes('id_token')
    ? await tokens.idToken({
        client_id,
        user,
        scopes,
        life_s: idTokenLife(client),
        sign_in: {
          nonce: request.nonce,
          auth_time: Math.floor(session.authenticated_at / 1_000),
          sid: session.session_id,
          code,
          access_token,
        },
      })
    : undefined
  return definedOnly({
    code,
    access_token,
    ...(access_token === undefined
      ? {}
      : { token_type: 'Bearer', expires_in: kind.life_s, scope: scopes.join(' ') || undefined }),
    id_token,
  })
}

/** @returns what an access token that `/authorize` itself answers is like: it lives shorter than one of the token endpoint */
function webTokenKind(audience: Audience): AccessTokenKind {
  if (audience.kind !== 'api') return { life_s: WEB_ACCESS_TOKEN_S, typ: 'at+jwt' }
  return { ...tokenKind(audience.api, []), life_s: audience.api.token_lifetime_for_web }
}
