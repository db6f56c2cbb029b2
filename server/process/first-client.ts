/** The administrator's client, which each start ensures. @module */
import { ConfigError } from '../common/config.ts'
import { sha256 } from '../common/hash.ts'
import type { Client, ClientChange, Store } from '../store/contract.ts'
import type { ClientCredentials } from '../tenancy/clients.ts'
import { canAdminister, isClientSecret, newAdminClient } from '../tenancy/clients.ts'

/** What a start did about the administrator's client. */
interface EnsuredClient {
  /** Id and secret of a client that was created now; shown only once. */
  generated: ClientCredentials | undefined
  /** Fields of the client in the settings that blocked it and were repaired. */
  repaired: readonly (keyof ClientChange)[]
}

/**
 * Ensures that the tenant has a client that may call the whole Management API. Whoever controls the settings also controls the
 * data folder, so a start restores what the API took from the client. Only another secret stays: it may have been rotated
 * because the secret in the settings was stolen.
 *
 * @param wanted from the settings; without it one is created if no client could get a token
 * @throws {ConfigError} the client has another secret
 */
export async function ensureAdminClient(
  store: Store,
  tenant_id: string,
  wanted: ClientCredentials | undefined,
): Promise<EnsuredClient> {
  if (!wanted) {
    const clients = await store.listClients(tenant_id)
    if (clients.some(canAdminister)) return { generated: undefined, repaired: [] }
    const { client, ...generated } = newAdminClient()
    await store.createClient({ ...client, tenant_id })
    return { generated, repaired: [] }
  }
  const { client_id, client_secret } = wanted
  const known = await store.findClient(tenant_id, client_id)
  if (!known) {
    await store.createClient({ ...newAdminClient(wanted).client, tenant_id })
    return { generated: undefined, repaired: [] }
  }
  if (known.secret_sha256 !== undefined && !isClientSecret(known, client_secret)) {
    throw new ConfigError(
      `FERRY_ADMIN_CLIENT_SECRET is not the secret of the client ${client_id} in the data folder. ` +
        'Set the right secret, or set another FERRY_ADMIN_CLIENT_ID to add a client.',
    )
  }
  const change = whatAdminLacks(known, client_secret)
  const repaired = Object.keys(change) as (keyof ClientChange)[]
  if (repaired.length > 0) await store.updateClient(tenant_id, client_id, change)
  return { generated: undefined, repaired }
}

function whatAdminLacks(
  { secret_sha256, api_scopes, grant_types, settings }: Client,
  client_secret: string,
): ClientChange {
  const isPublic = secret_sha256 === undefined || settings.token_endpoint_auth_method === 'none'
  return {
    ...(secret_sha256 === undefined && { secret_sha256: sha256(client_secret) }),
    ...(isPublic && { settings: { token_endpoint_auth_method: 'client_secret_post' } }),
    ...(!api_scopes.includes('*') && { api_scopes: ['*'] }),
    ...(!grant_types.includes('client_credentials') && {
      grant_types: [...grant_types, 'client_credentials'],
    }),
  }
}
