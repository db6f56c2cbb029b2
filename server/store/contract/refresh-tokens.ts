/** Refresh tokens, grouped by the sign-in that they come from. @module */
import type { Listed, Page } from './paging.ts'
import type { User } from './users.ts'

/** The refresh tokens that replaced each other since one sign-in. */
export interface RefreshTokenFamily {
  /** Hex SHA-256 of the part that all tokens of the family share. */
  family_id: string
  client_id: string
  user_id: string
  audience: string | undefined
  scopes: string[]
  created_at: number
  /** Absolute end, however often it is used; undefined = never. */
  expires_at: number | undefined
  /** The earlier one of the absolute end and the end of the time without use; undefined = never. */
  usable_until: number | undefined
  /** The last exchange; undefined = none yet. */
  last_used_at: number | undefined
  revoked_at: number | undefined
  /** The session in which it began by an authorization code; undefined for other grants. */
  session_id: string | undefined
  /** When the person of that session last entered their password; undefined for other grants, and families of older servers. */
  authenticated_at: number | undefined
}

/** A new family with its first token. An undefined time means no end. */
export interface NewRefreshTokenFamily
  extends Pick<RefreshTokenFamily, 'family_id' | 'client_id' | 'user_id' | 'audience' | 'scopes'> {
  session_id?: string | undefined
  authenticated_at?: number | undefined
  secret_sha256: string
  life_ms: number | undefined
  idle_ms: number | undefined
}

export interface RefreshTokenFilter {
  user_id?: string | undefined
  client_id?: string | undefined
}

/** Hashes are hex SHA-256. Times are in milliseconds. */
export interface RefreshTokenExchange {
  family_id: string
  client_id: string
  secret_sha256: string
  /** The next token; missing = the same token stays valid. */
  successor: { secret_sha256: string; salt: string } | undefined
  /** How long an exchanged token may be sent again. */
  leeway_ms: number
  /** The token ends after this time without use; undefined = never. */
  idle_ms: number | undefined
}

export type RefreshTokenResult =
  /** `salt` of the next token, also when it was issued a moment ago. */
  | { kind: 'exchanged'; family: RefreshTokenFamily; user: User; salt: string | undefined }
  | RefreshTokenRefusal

export type RefreshTokenRefusal =
  /** Unknown, of another client, expired or revoked. */
  | { kind: 'invalid' }
  /** The token was exchanged before; this revoked the whole family. */
  | { kind: 'reused'; user_id: string }
  | { kind: 'no_user' }
  | { kind: 'blocked'; user: User }

export interface RefreshTokenStore {
  /** Also deletes expired families, and the oldest ones of this user and client beyond 200. */
  createRefreshToken(tenant_id: string, family: NewRefreshTokenFamily): Promise<void>
  /** Only one of several simultaneous exchanges succeeds. */
  exchangeRefreshToken(tenant_id: string, exchange: RefreshTokenExchange): Promise<RefreshTokenResult>
  findRefreshTokenFamily(tenant_id: string, family_id: string): Promise<RefreshTokenFamily | undefined>
  /** Valid ones, newest first. @throws {BadMark} `from` is not the `next` of another page */
  listRefreshTokenFamilies(
    tenant_id: string,
    user_id: string,
    page: { from: string | undefined; take: number },
  ): Promise<{ families: RefreshTokenFamily[]; next: string | undefined }>
  /** Valid ones of all users, oldest first. @throws {BadMark} */
  pageRefreshTokenFamilies(
    tenant_id: string,
    filter: RefreshTokenFilter,
    page: Page,
  ): Promise<Listed<RefreshTokenFamily>>
  /** @returns how many families were still valid */
  revokeRefreshTokens(tenant_id: string, of: { user_id: string } | { family_id: string }): Promise<number>
}
