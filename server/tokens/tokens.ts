/** Tokens of a tenant: RS256 JWTs, signed and verified with the tenant's own keys. @module */
import type { JWTPayload } from 'jose'
import { randomAlphanumerics } from '../common/ids.ts'
import type { User } from '../store/contract.ts'
import type { SignInClaims } from './claims.ts'
import { signInClaims, userClaims } from './claims.ts'
import type { KeyRingNow } from './keys.ts'
import { signJwt } from './sign.ts'
import type { Caller, PersonGrant } from './verification.ts'
import { createVerification, isManagementAudience } from './verification.ts'

/** Lifetime of an access token, seconds. */
export const ACCESS_TOKEN_S = 86_400
/** Default lifetime of an ID token, seconds. */
export const ID_TOKEN_S = 36_000
/** Lifetime of a logout token, seconds. */
const LOGOUT_TOKEN_S = 120
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout'

/** Contents of an ID token. */
interface IdTokenGrant {
  client_id: string
  user: User
  scopes: readonly string[]
  /** Seconds; default 10 hours. */
  life_s?: number | undefined
  /** Of a sign-in at `/authorize`. */
  sign_in?: SignInClaims | undefined
}

/** What access tokens of an API are like. */
export interface AccessTokenKind {
  life_s: number
  typ: 'at+jwt' | 'JWT'
  permissions?: readonly string[]
}

const USUAL_KIND: AccessTokenKind = { life_s: ACCESS_TOKEN_S, typ: 'at+jwt' }

/** Signs and verifies one tenant's tokens. */
export interface Tokens {
  readonly issuer: string
  /** Whether an audience is that of the Management API here. */
  isOwnManagement(audience: string): boolean
  /** Public keys, for `/.well-known/jwks.json`. */
  jwks(): Promise<{ keys: readonly { [member: string]: unknown }[] }>
  clientAccessToken(grant: {
    client_id: string
    audience: string
    scopes: readonly string[]
    /** Default: a day, `at+jwt`. */
    kind?: AccessTokenKind | undefined
  }): Promise<string>
  userAccessToken(grant: {
    client_id: string
    user_id: string
    audience: string | undefined
    scopes: readonly string[]
    /** The grant that gave the token; undefined for a sign-in at `/authorize`, as at Auth0. */
    grant: PersonGrant | undefined
    /** Default: a day, `at+jwt`. */
    kind?: AccessTokenKind | undefined
  }): Promise<string>
  idToken(grant: IdTokenGrant): Promise<string>
  /**
   * Tells a client that a session has ended. Valid for two minutes.
   *
   * @see OpenID Connect Back-Channel Logout 1.0, section 2.4
   */
  logoutToken(about: { client_id: string; user_id: string; sid: string }): Promise<string>
  /** The claims of such a token, unsigned, for display. */
  idTokenClaims(grant: IdTokenGrant): JWTPayload
  /**
   * Verifies a bearer token of the Management API (T3): RS256 signature, issuer, audience, times, type, and that a client got
   * it by client credentials.
   *
   * @throws {ApiError} invalid_token
   */
  verifyManagement(token: string): Promise<Caller>
  /**
   * The same for a token that a client got for a person: only the audience of this very issuer counts.
   *
   * @throws {ApiError} invalid_token
   */
  verifyOwnManagement(token: string): Promise<Caller & { user_id: string }>
  /**
   * Verifies a bearer token of `/userinfo`: as above, but issued to a person, with this issuer's userinfo as audience.
   *
   * @throws {ApiError} invalid_token
   */
  verifyPerson(token: string): Promise<{ user_id: string; client_id: string; scopes: readonly string[] }>
  /** Verifies an ID token of this tenant, for any client. @throws {ApiError} invalid_token */
  verifyIdToken(token: string): Promise<{ user_id: string; client_id: string }>
  /**
   * Reads an ID token that says whose session a request is about. It may have expired: signature and issuer count.
   *
   * @throws {ApiError} invalid_token
   * @see OpenID Connect RP-Initiated Logout 1.0, section 2
   */
  verifyHint(token: string): Promise<{ user_id: string; client_id: string; sid: string | undefined }>
}

/**
 * @param issuer public address with a trailing slash
 * @param published the keys as others read them; default: `keyRing`
 * @param options.is_custom_domain then the Management API has one audience, that of this issuer
 */
export function createTokens(
  issuer: string,
  keyRing: KeyRingNow,
  published: KeyRingNow = keyRing,
  { is_custom_domain = false }: { is_custom_domain?: boolean } = {},
): Tokens {
  const isOwnManagement = (audience: string): boolean =>
    is_custom_domain ? audience === `${issuer}api/v2/` : isManagementAudience(audience)
  const claimsOf = (subject: string, life_s: number, claims: JWTPayload): JWTPayload => {
    const now_s = Math.floor(Date.now() / 1000)
    return { ...claims, iss: issuer, sub: subject, iat: now_s, exp: now_s + life_s }
  }
  const sign = async (typ: string, claims: JWTPayload): Promise<string> => {
    const { privateKey, kid } = await keyRing()
    return signJwt(privateKey, { typ, kid }, claims)
  }
  // RFC 9068, 2.2, asks for client_id; azp is what Auth0's own tokens have.
  const accessToken = (
    subject: string,
    client_id: string,
    claims: JWTPayload,
    { typ, life_s, permissions }: AccessTokenKind = USUAL_KIND,
  ): Promise<string> =>
    sign(
      typ,
      claimsOf(subject, life_s, {
        ...claims,
        ...(permissions === undefined ? {} : { permissions }),
        client_id,
        azp: client_id,
        jti: randomAlphanumerics(22),
      }),
    )
  const idTokenClaims = ({
    client_id,
    user,
    scopes,
    life_s = ID_TOKEN_S,
    sign_in,
  }: IdTokenGrant): JWTPayload =>
    claimsOf(user.user_id, life_s, {
      aud: client_id,
      ...userClaims(user, scopes),
      ...(sign_in && signInClaims(sign_in)),
    })

  const { managementCaller, ownManagementCaller, person, idToken, hint } = createVerification(issuer, keyRing)

  return {
    issuer,
    isOwnManagement,
    jwks: async () => ({ keys: (await published()).public_jwks }),
    clientAccessToken: ({ client_id, audience, scopes, kind }) =>
      accessToken(
        `${client_id}@clients`,
        client_id,
        { aud: audience, scope: scopes.join(' '), gty: 'client-credentials' },
        kind,
      ),
    userAccessToken({ client_id, user_id, audience, scopes, grant, kind }) {
      const userinfo = `${issuer}userinfo`
      const own = audience ?? userinfo
      const claims = {
        // As at Auth0: with `openid` the token is also valid for userinfo.
        aud: own !== userinfo && scopes.includes('openid') ? [own, userinfo] : own,
        ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}),
        ...(grant === undefined ? {} : { gty: grant }),
      }
      return accessToken(user_id, client_id, claims, kind)
    },
    idToken: (grant) => sign('JWT', idTokenClaims(grant)),
    logoutToken: ({ client_id, user_id, sid }) =>
      sign(
        'logout+jwt',
        claimsOf(user_id, LOGOUT_TOKEN_S, {
          aud: client_id,
          sid,
          jti: randomAlphanumerics(22),
          events: { [LOGOUT_EVENT]: {} },
        }),
      ),
    idTokenClaims,
    verifyManagement: (token) => managementCaller(token, isOwnManagement),
    verifyOwnManagement: ownManagementCaller,
    verifyIdToken: idToken,
    verifyHint: hint,
    verifyPerson: person,
  }
}
