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

/** A connection that is meant, by its ID as long as nobody needs more of it. */
type Meant = { kind: 'found'; connection: Connection } | { kind: 'id'; connection_id: string }

/** What is known when a connection is chosen. */
interface Asked {
  /** As the request names it. */
  name: string | undefined
  /** Of connections that the client may use, at least two of several; undefined: not read yet. */
  enabled_ids?: readonly string[]
}

/** Of several connections that are enabled for the client, the tenant's default directory is meant. */
export async function chooseConnection(
  deps: Deps,
  client: Client,
  settings: TenantSettings,
  asked: Asked,
): Promise<ChosenConnection> {
  const meant = await meantConnection(deps, client, settings, asked)
  switch (meant.kind) {
    case 'found':
      return { kind: 'chosen', connection: meant.connection }
    case 'id': {
      const connection = await deps.store.findConnection(deps.tenant.tenant_id, meant.connection_id)
      return connection && isEnabled(connection, client) ? { kind: 'chosen', connection } : { kind: 'none' }
    }
    default:
      return meant
  }
}

/** @returns how the choice ends, without reading what only a sign-in needs, such as scripts */
export async function judgeConnection(
  ...about: Parameters<typeof chooseConnection>
): Promise<{ kind: 'chosen'; connection_id: string } | Exclude<ChosenConnection, { kind: 'chosen' }>> {
  const meant = await meantConnection(...about)
  switch (meant.kind) {
    case 'found':
      return { kind: 'chosen', connection_id: meant.connection.connection_id }
    case 'id':
      return { kind: 'chosen', connection_id: meant.connection_id }
    default:
      return meant
  }
}

async function meantConnection(
  { store, tenant: { tenant_id } }: Deps,
  client: Client,
  { default_directory }: TenantSettings,
  { name, enabled_ids }: Asked,
): Promise<Meant | Exclude<ChosenConnection, { kind: 'chosen' }>> {
  if (name !== undefined) {
    const named = await store.findConnectionByName(tenant_id, name)
    return named && isEnabled(named, client) ? { kind: 'found', connection: named } : { kind: 'unknown' }
  }
  if (default_directory !== undefined) {
    const usual = await store.findConnectionByName(tenant_id, default_directory)
    if (usual && isEnabled(usual, client)) return { kind: 'found', connection: usual }
  }
  const ids = enabled_ids ?? (await store.findEnabledConnections(tenant_id, client.client_id, 2))
  const [first, second] = ids
  if (first === undefined) return { kind: 'none' }
  return second === undefined ? { kind: 'id', connection_id: first } : { kind: 'several' }
}

const isEnabled = ({ enabled_clients }: Connection, { client_id }: Client): boolean =>
  enabled_clients.includes(client_id)
