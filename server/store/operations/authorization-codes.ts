/** Authorization codes. Only their hashes are stored. @module */
import { HOUR_MS } from '../../common/time.ts'
import type {
  AuthorizationCode,
  CodeAttempt,
  NewAuthorizationCode,
  PersonSession,
  RedeemResult,
} from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, json, optionalText, text } from '../engine/operation.ts'
import { CODE_SQL } from '../sql/person-sessions.ts'
import { REFRESH_TOKEN_SQL } from '../sql/refresh-tokens.ts'
import { createRefreshToken } from './refresh-tokens.ts'
import { holdUser } from './users.ts'

/** How long a used code is kept, so that a second use is recognised. */
const USED_KEPT_MS = HOUR_MS

/** Also deletes a few old codes. */
export function* insertCode(
  tenant_id: string,
  session: PersonSession,
  code: NewAuthorizationCode,
  now: number,
): Operation<void> {
  yield* all(
    CODE_SQL.insert,
    tenant_id,
    code.code_sha256,
    session.session_id,
    session.user_id,
    session.connection_id,
    code.client_id,
    code.redirect_uri,
    code.code_challenge,
    code.offline,
    code.audience,
    JSON.stringify(code.scopes),
    JSON.stringify(code.payload),
    session.authenticated_at,
    now + code.life_ms,
  )
  yield* all(CODE_SQL.forgetEnded, tenant_id, now)
}

export function* redeemCode(tenant_id: string, attempt: CodeAttempt, now: number): Operation<RedeemResult> {
  const { code_sha256 } = attempt
  const found = yield* first(CODE_SQL.find, tenant_id, code_sha256)
  if (!found) return { kind: 'invalid' }
  // The user before the code, as in operations that end codes: so none waits for the other in a circle.
  const user = yield* holdUser(tenant_id, text(found, 'user_id'))
  const used = yield* first(CODE_SQL.use, tenant_id, code_sha256, now, now + USED_KEPT_MS)
  if (!user) return { kind: 'no_user' }
  if (!used) {
    const row = yield* first(CODE_SQL.find, tenant_id, code_sha256)
    if (row) return yield* refuseReuse(tenant_id, row, now)
    return user.blocked ? { kind: 'blocked', user } : { kind: 'invalid' }
  }
  const code = toCode(code_sha256, found)
  if (integer(found, 'expires_at') <= now || !isSameRequest(code, attempt)) return { kind: 'invalid' }
  if (code.code_challenge !== attempt.verifier_challenge) {
    return { kind: 'wrong_verifier', user_id: user.user_id }
  }
  if (user.blocked) return { kind: 'blocked', user }
  if (code.offline) {
    const { client_id, audience, scopes, session_id, user_id, authenticated_at } = code
    const granted = { client_id, audience, scopes: [...scopes], session_id, user_id, authenticated_at }
    yield* createRefreshToken(tenant_id, { ...attempt.family, ...granted }, now)
    yield* all(CODE_SQL.setFamily, tenant_id, code_sha256, attempt.family.family_id)
  }
  return { kind: 'redeemed', code, user }
}

/** A code that comes twice may be stolen: the tokens of its first use end (RFC 6749, 4.1.2). */
function* refuseReuse(tenant_id: string, row: Row, now: number): Operation<RedeemResult> {
  const family_id = optionalText(row, 'family_id')
  if (family_id !== undefined) yield* all(REFRESH_TOKEN_SQL.revokeFamily, tenant_id, family_id, now)
  return { kind: 'reused', user_id: text(row, 'user_id') }
}

/** An exchange may leave out `redirect_uri` when its verifier proves that it comes from the same application. */
function isSameRequest(code: AuthorizationCode, { client_id, redirect_uri }: CodeAttempt): boolean {
  if (code.client_id !== client_id) return false
  return redirect_uri === undefined ? code.code_challenge !== undefined : code.redirect_uri === redirect_uri
}

function toCode(code_sha256: string, row: Row): AuthorizationCode {
  return {
    code_sha256,
    client_id: text(row, 'client_id'),
    redirect_uri: text(row, 'redirect_uri'),
    code_challenge: optionalText(row, 'code_challenge'),
    offline: integer(row, 'offline') === 1,
    audience: optionalText(row, 'audience'),
    scopes: json<string[]>(row, 'scopes'),
    payload: json<AuthorizationCode['payload']>(row, 'payload'),
    user_id: text(row, 'user_id'),
    session_id: text(row, 'session_id'),
    authenticated_at: integer(row, 'authenticated_at'),
  }
}
