/** Verifies one tenant's tokens. @module */
import type { CryptoKey, JWTPayload } from 'jose'
import { errors, jwtVerify } from 'jose'
import * as z from 'zod'
import { ApiError } from '../common/errors.ts'
import type { KeyRing, KeyRingNow } from './keys.ts'

/** Accepted clock difference, seconds. */
const CLOCK_SKEW_S = 60

/** For a hint, which counts however old it is; seconds. */
const HINT_SKEW_S = 100 * 365 * 86_400

/** An audience of the Management API, with any host: clients build it from their configured domain. */
export const isManagementAudience = (audience: string): boolean => audience.endsWith('/api/v2/')

/** @returns the audience of the Management API at this issuer */
export const managementAudience = (issuer: string): string => `${issuer}api/v2/`

/** Who calls the Management API, and what it may do. */
export interface Caller {
  client_id: string
  scopes: readonly string[]
  /** When the token stops being accepted, milliseconds since the epoch. */
  expires_at: number
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

/** Each of the checks throws the ApiError invalid_token; `Tokens` says what each accepts. */
interface Verification {
  managementCaller(token: string, isOwn: (audience: string) => boolean): Promise<Caller>
  ownManagementCaller(token: string): Promise<Caller & { user_id: string }>
  person(token: string): Promise<{ user_id: string; client_id: string; scopes: readonly string[] }>
  idToken(token: string): Promise<{ user_id: string; client_id: string }>
  hint(token: string): Promise<{ user_id: string; client_id: string; sid: string | undefined }>
}

/** @param issuer public address with a trailing slash */
export function createVerification(issuer: string, keyRing: KeyRingNow): Verification {
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
    managementCaller: (token, isOwn) => verify(token, ManagementClaims, isOwn, callerOf),
    ownManagementCaller: (token) =>
      // Of this issuer alone, in its own name: a person's token for another host's API opens nothing.
      verify(
        token,
        OwnManagementClaims,
        (audience) => audience === managementAudience(issuer),
        (claims) => ({ ...callerOf(claims), user_id: claims.sub }),
      ),
    person: (token) =>
      verify(
        token,
        PersonClaims,
        (audience) => audience === `${issuer}userinfo`,
        ({ sub, azp, scope }) => ({ user_id: sub, client_id: azp, scopes: words(scope) }),
        'access token',
      ),
    idToken: (token) =>
      verify(
        token,
        IdClaims,
        () => true,
        ({ sub, aud }) => ({ user_id: sub, client_id: aud }),
        'JWT',
      ),
    hint: (token) =>
      verify(
        token,
        HintClaims,
        () => true,
        ({ sub, aud, sid }) => ({ user_id: sub, client_id: aud, sid }),
        'JWT',
        HINT_SKEW_S,
      ),
  }
}

const callerOf = ({ azp, exp, scope }: z.output<typeof CallerClaims>): Caller => ({
  client_id: azp,
  scopes: words(scope),
  expires_at: (exp + CLOCK_SKEW_S) * 1_000,
})

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '')
