/** Claims of ID tokens: about the person, and about the sign-in. @module */
import { createHash } from 'node:crypto'
import type { JWTPayload } from 'jose'
import type { User } from '../store/contract.ts'

/** What an ID token says about the sign-in that it came from. */
export interface SignInClaims {
  /** As the application sent it. */
  nonce?: string | undefined
  /** When the password was last entered; seconds since the epoch. */
  auth_time: number
  /** The public ID of the session. */
  sid: string
  /** The code and the access token beside which the ID token is sent, for their hashes. */
  code?: string | undefined
  access_token?: string | undefined
}

/** @returns the claims of a sign-in */
export function signInClaims({ nonce, auth_time, sid, code, access_token }: SignInClaims): JWTPayload {
  return {
    ...(nonce === undefined ? {} : { nonce }),
    auth_time,
    sid,
    ...(code === undefined ? {} : { c_hash: halfHash(code) }),
    ...(access_token === undefined ? {} : { at_hash: halfHash(access_token) }),
  }
}

/** @see OpenID Connect Core 1.0, section 3.3.2.11 */
function halfHash(token: string): string {
  return createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url')
}

const PROFILE_CLAIMS = [
  'name',
  'nickname',
  'given_name',
  'family_name',
  'middle_name',
  'picture',
  'profile',
  'website',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
]

/** @returns the claims of the granted scopes @see OpenID Connect Core 1.0, section 5.4 */
export function userClaims(user: User, scopes: readonly string[]): JWTPayload {
  const claims: JWTPayload = {}
  if (scopes.includes('profile')) {
    for (const name of PROFILE_CLAIMS) {
      if (user.profile[name] !== undefined) claims[name] = user.profile[name]
    }
    if (user.username !== undefined) claims.preferred_username = user.username
    claims.updated_at = new Date(user.updated_at).toISOString()
  }
  if (scopes.includes('email') && user.email !== undefined) {
    claims.email = user.email
    claims.email_verified = user.email_verified
  }
  if (scopes.includes('phone') && user.profile.phone_number !== undefined) {
    claims.phone_number = user.profile.phone_number
    claims.phone_number_verified = user.profile.phone_verified === true
  }
  return claims
}
