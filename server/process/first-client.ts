/** The administrator's client, which each start makes sure of. @module */
import { ConfigError } from '../common/config.ts'
import { sha256 } from '../common/hash.ts'
import type { Client, ClientChange, Store } from '../store/contract.ts'
import type { ClientCredentials } from '../tenancy/clients.ts'
import { isClientSecret, newAdminClient } from '../tenancy/clients.ts'

/** What a start did about the administrator's client. */
interface EnsuredClient {
  /** Id and secret of one that was made up here, to be shown this once. */
  generated: ClientCredentials | undefined
  /** What of the one in the settings no longer let it in, and was set right. */
  repaired: readonly (keyof ClientChange)[]
}

/**
 * Makes sure that the tenant has a client that may call the whole Management API. Who has the settings has the data folder,
 * too: what somebody took from the client by the API, a start gives back. Another secret alone stays, since it may have been
 * rotated because the one in the settings was stolen.
 *
 * @param wanted from the settings; else one is made, when there is none that could get a token
 * @throws {ConfigError} the client has another secret
 */
export async function ensureAdminClient(
  store: Store,
  tenant_id: string,
  wanted: ClientCredentials | undefined,
): Promise<EnsuredClient> {
  if (!wanted) {
    const clients = await store.listClients(tenant_id)
    if (clients.some(isAdminClient)) return { generated: undefined, repaired: [] }
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
        'Set the right one, or set another FERRY_ADMIN_CLIENT_ID to add a client',
    )
  }
  const change = whatAdminLacks(known, client_secret)
  const repaired = Object.keys(change) as (keyof ClientChange)[]
  if (repaired.length > 0) await store.updateClient(tenant_id, client_id, change)
  return { generated: undefined, repaired }
}

/** Whether it can get a token that opens everything. */
function isAdminClient({ api_scopes, grant_types, secret_sha256 }: Client): boolean {
  return api_scopes.includes('*') && grant_types.includes('client_credentials') && secret_sha256 !== undefined
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
