/** Clashes: other users with the same email, username or id. @module */
import type { CreateUserResult, NewUser, User } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, first, Overtaken, text } from '../engine/operation.ts'
import { IDENTITY_SQL, USER_SQL } from '../sql/users.ts'
import { readUsers } from './user-rows.ts'

/** Finds the user that a new user clashes with. */
export function* clash(
  tenant_id: string,
  user: Pick<NewUser, 'connection_id' | 'external_id' | 'user_id' | 'email_key' | 'username_key'>,
): Operation<CreateUserResult> {
  const { connection_id, email_key, username_key } = user
  const by = yield* clashingIdentity(tenant_id, connection_id, { email_key, username_key })
  if (by) return by
  const same = yield* first(IDENTITY_SQL.findByExternalId, tenant_id, connection_id, user.external_id)
  if (same) {
    return { kind: 'exists', by: 'external_id', existing: yield* foundUser(tenant_id, text(same, 'user_id')) }
  }
  return { kind: 'exists', by: 'user_id', existing: yield* foundUser(tenant_id, user.user_id) }
}

/** @param own_id the external id that may hold these keys */
export function* clashingIdentity(
  tenant_id: string,
  connection_id: string,
  keys: { email_key: string | undefined; username_key: string | undefined },
  own_id?: string,
): Operation<Extract<CreateUserResult, { kind: 'exists' }> | undefined> {
  const tries = [
    { by: 'email', key: keys.email_key, sql: IDENTITY_SQL.findByEmailKey },
    { by: 'username', key: keys.username_key, sql: IDENTITY_SQL.findByUsernameKey },
  ] as const
  for (const { by, key, sql } of tries) {
    if (key === undefined) continue
    const holder = yield* first(sql, tenant_id, connection_id, key)
    if (holder && text(holder, 'external_id') !== own_id) {
      return { kind: 'exists', by, existing: yield* foundUser(tenant_id, text(holder, 'user_id')) }
    }
  }
  return undefined
}

/** The user that an identity points to. */
export function* foundUser(tenant_id: string, user_id: string): Operation<User> {
  const [user] = yield* readUsers(tenant_id, yield* all(USER_SQL.find, tenant_id, user_id))
  if (!user) throw new Overtaken('The user of an identity is missing.')
  return user
}
