/** The connection at which a person signs in to an application. @module */
import type { Client, Connection, TenantSettings } from '../../store/contract.ts'
import type { Deps } from '../http/deps.ts'

/** The connection, or why there is none. */
export type ChosenConnection =
  | { kind: 'chosen'; connection: Connection }
  /** The request names one that does not exist, or that the client may not use: strangers are not told which. */
  | { kind: 'unknown' }
  | { kind: 'none' }
  /** A password must never be tried at a connection that was only guessed. */
  | { kind: 'several' }

/** Of several connections that are enabled for the client, the tenant's default directory is meant. */
export async function chooseConnection(
  { store, tenant: { tenant_id } }: Deps,
  client: Client,
  { default_directory }: TenantSettings,
  name: string | undefined,
): Promise<ChosenConnection> {
  const isEnabled = ({ enabled_clients }: Connection): boolean => enabled_clients.includes(client.client_id)
  if (name !== undefined) {
    const named = await store.findConnectionByName(tenant_id, name)
    return named && isEnabled(named) ? { kind: 'chosen', connection: named } : { kind: 'unknown' }
  }
  if (default_directory !== undefined) {
    const usual = await store.findConnectionByName(tenant_id, default_directory)
    if (usual && isEnabled(usual)) return { kind: 'chosen', connection: usual }
  }
  const [first, second] = await firstTwo(store, tenant_id, isEnabled)
  if (!first) return { kind: 'none' }
  return second ? { kind: 'several' } : { kind: 'chosen', connection: first }
}

const PAGE = 50

async function firstTwo(
  store: Deps['store'],
  tenant_id: string,
  isMeant: (connection: Connection) => boolean,
): Promise<Connection[]> {
  const found: Connection[] = []
  const filter = { strategies: ['auth0'] }
  let after: string | undefined
  do {
    const page = await store.pageConnectionIds(tenant_id, filter, { kind: 'after', after, limit: PAGE })
    for (const id of page.items) {
      const connection = await store.findConnection(tenant_id, id)
      if (connection && isMeant(connection)) found.push(connection)
      if (found.length === 2) return found
    }
    after = page.next
  } while (after !== undefined)
  return found
}
