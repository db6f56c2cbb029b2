/** Sessions of people at this issuer (single sign-on), and authorization codes. Members' sessions are in `members.ts`. @module */
import type { Json } from '../../../runtime/index.ts'
import type { NeededConsent } from './consents.ts'
import type { SessionEndCause } from './logout-calls.ts'
import type { User } from './users.ts'

/** The session of a person: the browser that signed in once need not ask again. Times are in milliseconds since the epoch. */
export interface PersonSession {
  /** `ses_` and 22 letters and digits; the claim `sid`. Never the secret of the cookie. */
  session_id: string
  user_id: string
  connection_id: string
  /** The custom domain that the session was made at; missing: the tenant's own address. */
  domain?: string
  created_at: number
  authenticated_at: number
  last_used_at: number
  /** The ends that were set when the person signed in or last used the session. Today's settings can only shorten them. */
  idle_expires_at: number
  expires_at: number
  /** Whether the cookie outlives the browser. */
  is_persistent: boolean
  methods: readonly { name: string; timestamp: number }[]
  /** Applications that used the session, in the order of their first use. */
  client_ids: readonly string[]
  initial_ip: string | undefined
  initial_user_agent: string | undefined
  last_ip: string | undefined
  last_user_agent: string | undefined
}

/** What a code stands for. Hashes are hex SHA-256. */
export interface NewAuthorizationCode {
  code_sha256: string
  client_id: string
  redirect_uri: string
  /** base64url SHA-256 of the verifier (S256); undefined = the request had no challenge. */
  code_challenge: string | undefined
  /** Whether a refresh token family begins with the exchange. */
  offline: boolean
  audience: string | undefined
  scopes: readonly string[]
  /** nonce, acr, amr, custom claims …: at most 32 KB of JSON, which the store only keeps. */
  payload: { readonly [name: string]: Json }
  life_ms: number
}

export interface AuthorizationCode extends Omit<NewAuthorizationCode, 'life_ms'> {
  user_id: string
  session_id: string
  authenticated_at: number
}

export interface NewSignIn {
  /** Of the new cookie. Every sign-in gets a new secret (session fixation). */
  secret_sha256: string
  /** Of a session that begins; a session of the same person keeps its own. */
  session_id: string
  /** Of the cookie that the browser sent, if any. Same person: that session goes on under the new secret; another person: it ends. */
  previous_sha256: string | undefined
  user_id: string
  connection_id: string
  methods: PersonSession['methods']
  /** When the password was entered; default: now. */
  authenticated_at?: number | undefined
  client_id: string
  /** The custom domain of the request; undefined: the tenant's own address. */
  domain?: string | undefined
  life_ms: number
  idle_ms: number
  is_persistent: boolean
  ip: string | undefined
  user_agent: string | undefined
  code: NewAuthorizationCode | undefined
  /** undefined: the client needs none. */
  consent?: NeededConsent | undefined
}

export type SignInResult =
  /** `ended`: sessions of somebody else in the same browser. */
  | { kind: 'complete'; session: PersonSession; user: User; ended: readonly PersonSession[] }
  /** Also when the connection or the client is gone. */
  | { kind: 'no_user' }
  | { kind: 'blocked'; user: User }
  /** The person has not allowed the client what it asks for: nothing was made. */
  | { kind: 'consent_due' }

/** A use of a session without a new sign-in. */
/** Whose a session is. */
export type PersonOfSession = Pick<User, 'user_id' | 'email' | 'username'>

export interface PersonSessionUse {
  secret_sha256: string
  client_id: string
  idle_ms: number
  ip: string | undefined
  user_agent: string | undefined
  code: NewAuthorizationCode | undefined
  /** undefined: the client needs none. */
  consent?: NeededConsent | undefined
}

export type SessionUseResult =
  | { kind: 'used'; session: PersonSession; user: User }
  /** As `findPersonSession`. */
  | { kind: 'no_session' }
  /** The person has not allowed the client what it asks for: nothing was made. */
  | { kind: 'consent_due' }

export interface CodeAttempt {
  code_sha256: string
  client_id: string
  /** undefined = not sent: right only when the code has a challenge. */
  redirect_uri: string | undefined
  /** base64url SHA-256 of the sent verifier; undefined = none sent. */
  verifier_challenge: string | undefined
  /** Begun when the code is `offline`. */
  family: {
    family_id: string
    secret_sha256: string
    life_ms: number | undefined
    idle_ms: number | undefined
  }
}

export type RedeemResult =
  | { kind: 'redeemed'; code: AuthorizationCode; user: User }
  /** Unknown, expired, of another client, or with another `redirect_uri`. */
  | { kind: 'invalid' }
  /** Used before: the refresh token family that it began is revoked. */
  | { kind: 'reused'; user_id: string }
  /** Wrong or missing verifier, or a verifier for a code without a challenge (downgrade). */
  | { kind: 'wrong_verifier'; user_id: string }
  | { kind: 'no_user' }
  | { kind: 'blocked'; user: User }

export interface PersonSessionStore {
  /** Session, code and a given consent in one transaction: there is no code without its session. Also deletes a few expired sessions and codes,
   * and the user's oldest sessions beyond 200. */
  completeSignIn(tenant_id: string, signIn: NewSignIn): Promise<SignInResult>
  /**
   * The session of a cookie and whose it is, read anew. A point read of one statement: most requests at `/authorize` make it.
   *
   * @returns undefined when the session is unknown, ended or past its stored ends, or when its user is gone or blocked
   */
  findPersonSession(
    tenant_id: string,
    secret_sha256: string,
  ): Promise<{ session: PersonSession; user: PersonOfSession } | undefined>
  /**
   * Single sign-on and silent sign-in: code, client, a given consent and last use in one transaction. The last use moves at most
   * once a minute.
   */
  usePersonSession(tenant_id: string, use: PersonSessionUse): Promise<SessionUseResult>
  /** One transaction: the code is used (also by a failed attempt) and compared, its user is read, the refresh token family begins. */
  redeemCode(tenant_id: string, attempt: CodeAttempt): Promise<RedeemResult>
  findPersonSessionById(tenant_id: string, session_id: string): Promise<PersonSession | undefined>
  /** Newest first. @throws {BadMark} `from` is not the `next` of another page */
  listPersonSessions(
    tenant_id: string,
    user_id: string,
    page: { from: string | undefined; take: number },
  ): Promise<{ sessions: PersonSession[]; next: string | undefined }>
  /**
   * Ends sessions, with those of their codes that were not used, and adds the calls that tell applications.
   *
   * @param end.with_refresh_tokens also revokes the refresh token families of these sessions
   * @returns the sessions that ended
   */
  endPersonSessions(
    tenant_id: string,
    of: { secret_sha256: string } | { session_id: string } | { user_id: string },
    end: { cause: SessionEndCause; with_refresh_tokens?: boolean },
  ): Promise<PersonSession[]>
}
