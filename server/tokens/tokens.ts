/** Tokens of a tenant: RS256 JWTs, signed and verified with the tenant's own keys. @module */
import type { CryptoKey, JWTPayload } from 'jose'
import { errors, jwtVerify } from 'jose'
import * as z from 'zod'
import { ApiError } from '../common/errors.ts'
import { randomAlphanumerics } from '../common/ids.ts'
import type { User } from '../store/contract.ts'
import type { SignInClaims } from './claims.ts'
import { signInClaims, userClaims } from './claims.ts'
import type { KeyRing, KeyRingNow } from './keys.ts'
import { signJwt } from './sign.ts'

/** Lifetime of an access token, seconds. */
export const ACCESS_TOKEN_S = 86_400
/** Default lifetime of an ID token, seconds. */
export const ID_TOKEN_S = 36_000
/** Lifetime of a logout token, seconds. */
const LOGOUT_TOKEN_S = 120
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout'
/** Accepted clock difference, seconds. */
const CLOCK_SKEW_S = 60

/** For a hint, which counts however old it is; seconds. */
const HINT_SKEW_S = 100 * 365 * 86_400

/** An audience of the Management API, with any host: clients build it from their configured domain. */
export const isManagementAudience = (audience: string): boolean => audience.endsWith('/api/v2/')

/** @returns the audience of the Management API at this issuer */
export const managementAudience = (issuer: string): string => `${issuer}api/v2/`

/** Who calls the Management API, and what it may do. */
interface Caller {
  client_id: string
  scopes: readonly string[]
  /** When the token stops being accepted, milliseconds since the epoch. */
  expires_at: number
}

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

/** Grants that issue tokens to people. */
const PERSON_GRANTS = ['password', 'refresh_token'] as const

/** The grant by which a person got a token. */
export type PersonGrant = (typeof PERSON_GRANTS)[number]

const CallerClaims = z.object({ azp: z.string(), exp: z.number(), scope: z.string().default('') })

const ManagementClaims = CallerClaims.extend({ gty: z.literal('client-credentials') })

const OwnManagementClaims = CallerClaims.extend({
  sub: z.string().min(1),
  gty: z.literal('password').optional(),
})

const PersonClaims = z.object({
  sub: z.string().min(1),
  azp: z.string(),
  scope: z.string().default(''),
  gty: z.enum(PERSON_GRANTS).optional(),
})

/** The dialect of the API says which of two types its tokens have. One is that of ID tokens, which never have `client_id`. */
function isAccessToken(typ: string | undefined, { client_id }: JWTPayload): boolean {
  return typ === 'at+jwt' || (typ === 'JWT' && typeof client_id === 'string')
}

const IdClaims = z.object({ sub: z.string().min(1), aud: z.string(), client_id: z.undefined().optional() })

const HintClaims = IdClaims.extend({ sid: z.string().optional() })

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

  async function verify<C extends z.ZodType, R>(
    token: string,
    schema: C,
    isAudience: (audience: string) => boolean,
    read: (claims: z.output<C>) => R,
    typ: 'at+jwt' | 'JWT' | 'access token' = 'at+jwt',
    skew_s = CLOCK_SKEW_S,
  ): Promise<R> {
    const { publicKeys } = await keyRing()
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keyOf(publicKeys), {
        algorithms: ['RS256'],
        issuer,
        ...(typ === 'access token' ? {} : { typ }),
        clockTolerance: skew_s,
        requiredClaims: ['exp', 'iat', 'aud'],
      })
      if (typ === 'access token' && !isAccessToken(protectedHeader.typ, payload)) {
        throw new errors.JWTInvalid('wrong type')
      }
      if (![payload.aud ?? []].flat().some(isAudience)) throw new errors.JWTInvalid('wrong audience')
      return read(schema.parse(payload))
    } catch (cause) {
      const detail =
        cause instanceof errors.JWTExpired
          ? 'Expired token received for JSON Web Token validation'
          : undefined
      const headers = { 'WWW-Authenticate': 'Bearer error="invalid_token"' }
      throw new ApiError('invalid_token', detail, { cause, headers })
    }
  }
  /** Only the key id is taken from the header: the algorithm and the allowed keys are fixed here (T3). */
  const keyOf =
    (publicKeys: KeyRing['publicKeys']) =>
    ({ kid }: { kid?: string }): CryptoKey | Uint8Array => {
      const key = kid === undefined ? undefined : publicKeys.get(kid)
      if (!key) throw new errors.JWKSNoMatchingKey()
      return key
    }

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
    async verifyManagement(token) {
      return verify(token, ManagementClaims, isOwnManagement, callerOf)
    },
    async verifyOwnManagement(token) {
      // Of this issuer alone, in its own name: a person's token for another host's API opens nothing.
      return verify(
        token,
        OwnManagementClaims,
        (audience) => audience === managementAudience(issuer),
        (claims) => ({ ...callerOf(claims), user_id: claims.sub }),
      )
    },
    async verifyIdToken(token) {
      return verify(
        token,
        IdClaims,
        () => true,
        ({ sub, aud }) => ({ user_id: sub, client_id: aud }),
        'JWT',
      )
    },
    async verifyHint(token) {
      return verify(
        token,
        HintClaims,
        () => true,
        ({ sub, aud, sid }) => ({ user_id: sub, client_id: aud, sid }),
        'JWT',
        HINT_SKEW_S,
      )
    },
    async verifyPerson(token) {
      return verify(
        token,
        PersonClaims,
        (audience) => audience === `${issuer}userinfo`,
        (claims) => ({
          user_id: claims.sub,
          client_id: claims.azp,
          scopes: words(claims.scope),
        }),
        'access token',
      )
    },
  }
}

const callerOf = ({ azp, exp, scope }: z.output<typeof CallerClaims>): Caller => ({
  client_id: azp,
  scopes: words(scope),
  expires_at: (exp + CLOCK_SKEW_S) * 1_000,
})

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '')
