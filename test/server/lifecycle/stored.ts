/** What the store says of a cell, read past the server. @module */
import type { Json } from '../../../runtime/index.ts'
import { askStore } from '../../support/test-store.ts'

/** All that the store says of the cell's connection. */
export interface Stored {
  user:
    | {
        user_id: string
        external_id: string
        email: string | null
        email_verified: boolean
        username: string | null
        name: Json
        user_metadata: Json
        app_metadata: Json
        blocked: boolean
        logins_count: number
        was_reset: boolean
        migrated_by: string | null
        password_hash: string | null
      }
    | undefined
  users: number
  migrated: number
}

/** @throws when there is more than one user in the connection */
export async function readStored(data_dir: string, connection_id: string): Promise<Stored> {
  const rows = await askStore(
    data_dir,
    `select users.*, identities.external_id, identities.password_hash from users
       join identities using (tenant_id, user_id) where identities.connection_id = $1`,
    connection_id,
  )
  if (rows.length > 1) throw new Error('more than one user in the connection')
  const [counts] = await askStore(
    data_dir,
    'select sum(users) as users, sum(migrated) as migrated from user_count_slots where connection_id = $1',
    connection_id,
  )
  const [row] = rows
  const json = (text: unknown): Json => JSON.parse(String(text))
  return {
    user: row && {
      user_id: String(row.user_id),
      external_id: String(row.external_id),
      email: row.email as string | null,
      email_verified: row.email_verified === 1,
      username: row.username as string | null,
      name: (json(row.profile) as { name?: Json }).name ?? null,
      user_metadata: json(row.user_metadata),
      app_metadata: json(row.app_metadata),
      blocked: row.blocked === 1,
      logins_count: Number(row.logins_count),
      was_reset: row.last_password_reset !== null,
      migrated_by: row.migrated_by as string | null,
      password_hash: row.password_hash as string | null,
    },
    users: Number(counts?.users ?? 0),
    migrated: Number(counts?.migrated ?? 0),
  }
}
