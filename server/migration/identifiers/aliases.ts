/** Further sign-in names: names that the legacy store knows and the profile does not (`ferry_identifier`). @module */
import type { Connection, Store, StoredLogin } from '../../store/contract.ts'
import { modeOf } from '../mode/mode.ts'

/** Values of the connection's option `ferry_identifier`. */
export const IDENTIFIER_RULES = ['profile', 'alias'] as const

/**
 * Whether people of the connection may have further sign-in names. In legacy mode the script decides about each name at each
 * login.
 */
export function takesAliases(connection: Pick<Connection, 'options'>): boolean {
  return connection.options.ferry_identifier === 'alias' && modeOf(connection) !== 'legacy'
}

/**
 * Finds the user who signs in by a name: an email or a username, else a further sign-in name.
 *
 * @param key normalised
 * @throws {StoreUnavailable}
 */
export async function findByName(
  store: Pick<Store, 'findLogin' | 'findAlias'>,
  { tenant_id, connection, key }: { tenant_id: string; connection: Connection; key: string },
): Promise<StoredLogin | undefined> {
  const { connection_id } = connection
  const stored = await store.findLogin(tenant_id, connection_id, key)
  return stored || !takesAliases(connection) ? stored : store.findAlias(tenant_id, connection_id, key)
}
