/** The signing keys of a tenant for its administrators: read, rotated, revoked. @module */
import { ApiError } from '../common/errors.ts'
import type { SigningKey, Store } from '../store/contract.ts'
import type { FollowedKeys } from './keys.ts'
import { isNextKey, newSigningKey } from './keys.ts'

/** What administrators do with a tenant's keys. */
export interface SigningKeys {
  /** The current key, the next one, the previous ones, then the newest revoked ones. */
  list(): Promise<SigningKey[]>
  /**
   * The next key becomes the current one, and a new next key is made. Of rotations at the same moment one happens.
   *
   * @returns the key that signs from now on
   * @throws {ApiError} too_many_signing_keys
   */
  rotate(): Promise<SigningKey>
  /**
   * Revokes a previous key: no server accepts its tokens any more.
   *
   * @throws {ApiError} inexistent_signing_key, signing_key_in_use
   */
  revoke(kid: string): Promise<SigningKey>
}

type KeyStore = Pick<Store, 'listSigningKeys' | 'rotateSigningKeys' | 'revokeSigningKey'>

/** @param keys those that this server follows: it is told of changes */
export function createSigningKeys(store: KeyStore, tenant_id: string, keys: FollowedKeys): SigningKeys {
  async function list(): Promise<SigningKey[]> {
    await keys.withNext()
    return store.listSigningKeys(tenant_id)
  }
  return {
    list,
    async rotate() {
      const next = (await list()).find(isNextKey)
      // The store could not keep a new key.
      if (!next) throw new ApiError('temporarily_unavailable')
      const result = await store.rotateSigningKeys(tenant_id, next.kid, await newSigningKey(tenant_id))
      keys.changed()
      if (result === 'too_many') throw new ApiError('too_many_signing_keys')
      const [current] = await store.listSigningKeys(tenant_id)
      // The tenant was deleted meanwhile.
      if (!current) throw new ApiError('inexistent_tenant')
      return current
    },
    async revoke(kid) {
      const result = await store.revokeSigningKey(tenant_id, kid)
      keys.changed()
      switch (result) {
        case 'unknown':
          throw new ApiError('inexistent_signing_key')
        case 'current':
          throw new ApiError('signing_key_in_use')
        case 'next':
          throw new ApiError('signing_key_in_use', 'This is the next key, which has signed nothing yet.')
        case 'revoked': {
          const revoked = (await store.listSigningKeys(tenant_id)).find((key) => key.kid === kid)
          if (!revoked) throw new ApiError('inexistent_signing_key')
          return revoked
        }
      }
    },
  }
}
