/** The keys that a tenant's tokens are signed with. @module */
import type { Json } from '../../../runtime/index.ts'

/**
 * A key for RS256; the private part is sealed at rest. It is the next key until it is current, then a previous one, and revoked
 * at the end. Times are milliseconds since the epoch.
 */
export interface SigningKey {
  tenant_id: string
  kid: string
  /** JWK with the private members. */
  private_jwk: { [key: string]: Json }
  public_jwk: { [key: string]: Json }
  created_at: number
  /** Undefined: the next key. */
  current_since: number | undefined
  /** Undefined: the next key or the current one. */
  current_until: number | undefined
  /** From then on no token of this key is accepted. */
  revoked_at: number | undefined
}

/** Keys that verify tokens: a tenant has at most so many. */
export const MAX_SIGNING_KEYS = 10

/** Revoked keys that the store remembers for a tenant: the newest. */
export const REMEMBERED_REVOKED_KEYS = 10

export interface SigningKeyStore {
  /**
   * @param only_as `first`: does nothing when the tenant has a current key; a next key becomes the current one. `next`: does
   * nothing when the tenant has a next key
   */
  addSigningKey(key: SigningKey, only_as?: 'first' | 'next'): Promise<void>
  /** IDs of the keys that verify: the current one, the next one, then the previous ones, newest first. */
  listSigningKeyIds(tenant_id: string): Promise<string[]>
  /** In the same order; after them the revoked ones, newest first. */
  listSigningKeys(tenant_id: string): Promise<SigningKey[]>
  /**
   * The next key becomes the current one, the current one a previous one, and `following` the next one.
   *
   * @param expected_next of several rotations at once that expect the same key, one happens
   * @returns `too_many`: the tenant has `MAX_SIGNING_KEYS`
   */
  rotateSigningKeys(
    tenant_id: string,
    expected_next: string,
    following: SigningKey,
  ): Promise<'rotated' | 'rotated_meanwhile' | 'too_many'>
  /** Revokes a previous key; a revoked one stays as it is. */
  revokeSigningKey(tenant_id: string, kid: string): Promise<'revoked' | 'current' | 'next' | 'unknown'>
}
