/** Users that a profile would clash with, before anything is written. @module */
import type { Holders, NewUser } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { clashingIdentity } from './clashes.ts'
import { findIdentity } from './identities.ts'
import { findUser } from './users.ts'

/** Reads what `createUser` and `saveCachedLogin` base their decision on. */
export function* findHolders(
  tenant_id: string,
  { connection_id, external_id, user_id, email_key, username_key }: NewUserKeys,
): Operation<Holders> {
  const same = yield* findIdentity(tenant_id, connection_id, external_id)
  const named = yield* clashingIdentity(tenant_id, connection_id, { email_key, username_key }, external_id)
  if (named) return { same, other: { by: named.by, existing: named.existing } }
  // A user of that id with an identity of that id is the same user.
  const holder = same ? undefined : yield* findUser(tenant_id, user_id)
  return { same, other: holder && { by: 'user_id', existing: holder } }
}

type NewUserKeys = Pick<NewUser, 'connection_id' | 'external_id' | 'user_id' | 'email_key' | 'username_key'>
