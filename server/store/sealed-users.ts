/** The store's calls about users whose tokens are sealed before the engine gets them, and opened afterwards (K1). @module */
import type { Secrets } from '../secrets/index.ts'
import type { NewUser, Store } from './contract.ts'
import { newEventId } from './id-calls.ts'
import type { StoreEngine } from './operations/index.ts'
import type { StoredNewUser } from './operations/provider-tokens.ts'
import { openProviderTokens, sealProviderTokens } from './seals.ts'

/** Calls of the contract that write or read what is sealed or named by a fingerprint. */
export type SealedUserCalls = Pick<
  Store,
  'createUser' | 'saveCachedLogin' | 'deleteUser' | 'findProviderTokens'
>

/** @param now milliseconds since the epoch */
export function sealedUserCalls(engine: StoreEngine, secrets: Secrets, now: () => number): SealedUserCalls {
  const sealed = (tenant_id: string, { tokens, ...user }: NewUser): StoredNewUser =>
    tokens ? { ...user, sealed_tokens: sealProviderTokens(secrets, tenant_id, user, tokens) } : user
  return {
    createUser: (tenant_id, user) =>
      engine.write('createUser', tenant_id, sealed(tenant_id, user), newEventId(), now()),
    saveCachedLogin: (tenant_id, user, refresh) =>
      engine.write('saveCachedLogin', tenant_id, sealed(tenant_id, user), refresh, newEventId(), now()),
    async deleteUser(tenant_id, user_id, { tombstone }) {
      const user = await engine.point('findUser', tenant_id, user_id)
      const email = user?.email?.toLowerCase()
      // Mails that wait name their recipient by a fingerprint.
      const recipients = email === undefined ? [] : [secrets.fingerprint(tenant_id, email)]
      return engine.write('deleteUser', tenant_id, user_id, { tombstone, recipients }, now())
    },
    async findProviderTokens(tenant_id, user_id) {
      const stored = await engine.point('findProviderTokens', tenant_id, user_id)
      return stored.map(({ sealed, ...identity }) => ({
        ...identity,
        ...openProviderTokens(secrets, tenant_id, identity, sealed),
      }))
    },
  }
}
