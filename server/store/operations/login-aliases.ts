/** Further sign-in names of identities. @module */
import type { LoginAlias, StoredLogin } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, first, integer, text } from '../engine/operation.ts'
import { ALIAS_SQL } from '../sql/login-aliases.ts'
import { findIdentity } from './identities.ts'

export function* findAlias(
  tenant_id: string,
  connection_id: string,
  key: string,
): Operation<StoredLogin | undefined> {
  const row = yield* first(ALIAS_SQL.find, tenant_id, connection_id, key)
  const stored = row && (yield* findIdentity(tenant_id, connection_id, text(row, 'external_id')))
  return stored && { ...stored, by_alias: true }
}

export function* addAlias(
  tenant_id: string,
  connection_id: string,
  external_id: string,
  key: string,
  now: number,
): Operation<boolean> {
  yield* first(ALIAS_SQL.hold, tenant_id, connection_id, external_id)
  const row = yield* first(ALIAS_SQL.insert, tenant_id, connection_id, external_id, key, now)
  return row !== undefined
}

export function* listAliases(tenant_id: string, user_id: string): Operation<LoginAlias[]> {
  const rows = yield* all(ALIAS_SQL.ofUser, tenant_id, user_id)
  return rows.map((row) => ({
    connection_id: text(row, 'connection_id'),
    external_id: text(row, 'external_id'),
    alias: text(row, 'alias_key'),
    created_at: integer(row, 'created_at'),
  }))
}

export function* deleteAlias(
  tenant_id: string,
  user_id: string,
  connection_id: string,
  key: string,
): Operation<boolean> {
  return (yield* first(ALIAS_SQL.delete, tenant_id, user_id, connection_id, key)) !== undefined
}

/** Called by everything that writes email addresses and usernames: they outrank further sign-in names. */
export function* outrankAliases(
  tenant_id: string,
  connection_id: string,
  { email_key, username_key }: { email_key?: string | undefined; username_key?: string | undefined },
): Operation<void> {
  for (const key of [email_key, username_key]) {
    if (key !== undefined) yield* all(ALIAS_SQL.outranked, tenant_id, connection_id, key)
  }
}
