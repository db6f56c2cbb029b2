/** Identities by their external id. @module */
import type { StoredLogin } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { first, optionalText } from '../engine/operation.ts'
import { IDENTITY_SQL } from '../sql/users.ts'
import { readUsers } from './user-rows.ts'

export function* findIdentity(
  tenant_id: string,
  connection_id: string,
  external_id: string,
): Operation<StoredLogin | undefined> {
  const row = yield* first(IDENTITY_SQL.findLoginByExternalId, tenant_id, connection_id, external_id)
  const [user] = row ? yield* readUsers(tenant_id, [row]) : []
  return row && user && { user, password_hash: optionalText(row, 'password_hash'), external_id }
}
