/** Refresh tokens, by the login that they come from. @module */
import type { User } from './users.ts'

/** All refresh tokens that followed each other since one login. */
export interface RefreshTokenFamily {
  /** Hex SHA-256 of what every token of the family begins with. */
  family_id: string
  client_id: string
  user_id: string
  audience: string | undefined
  scopes: string[]
  created_at: number
  /** Whatever the use; undefined = never. */
  expires_at: number | undefined
}

/** A family at its login, with its first token. Undefined times: for ever. */
export interface NewRefreshTokenFamily extends Omit<RefreshTokenFamily, 'created_at' | 'expires_at'> {
  secret_sha256: string
  life_ms: number | undefined
  idle_ms: number | undefined
}

/** Hashes are hex SHA-256. Times are in milliseconds. */
export interface RefreshTokenExchange {
  family_id: string
  client_id: string
  secret_sha256: string
  /** The token that follows; without it the same one stays good. */
  successor: { secret_sha256: string; salt: string } | undefined
  /** How long after its exchange a token may be sent once more. */
  leeway_ms: number
  /** Unused for so long it ends; undefined = never. */
  idle_ms: number | undefined
}

export type RefreshTokenResult =
  /** `salt`: of the token that follows, also when it was handed out a moment ago. */
  | { kind: 'exchanged'; family: RefreshTokenFamily; user: User; salt: string | undefined }
  | RefreshTokenRefusal

export type RefreshTokenRefusal =
  /** Not there, of another client, ended or revoked. */
  | { kind: 'invalid' }
  /** It was exchanged before: now the whole family is revoked. */
  | { kind: 'reused'; user_id: string }
  | { kind: 'no_user' }
  | { kind: 'blocked'; user: User }

export interface RefreshTokenStore {
  /** Lets go of families that have ended, and of the oldest of this user and client beyond 200. */
  createRefreshToken(tenant_id: string, family: NewRefreshTokenFamily): Promise<void>
  /** Of several at once, one exchanges. */
  exchangeRefreshToken(tenant_id: string, exchange: RefreshTokenExchange): Promise<RefreshTokenResult>
  findRefreshTokenFamily(tenant_id: string, family_id: string): Promise<RefreshTokenFamily | undefined>
  /** @returns how many families were still good */
  revokeRefreshTokens(tenant_id: string, of: { user_id: string } | { family_id: string }): Promise<number>
}
