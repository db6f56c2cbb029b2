/** The administrator's client, which each start ensures. @module */
import { ConfigError } from '../common/config.ts'
import { sha256 } from '../common/hash.ts'
import type { Client, ClientChange, Store } from '../store/contract.ts'
import type { ClientCredentials } from '../tenancy/clients.ts'
import { isClientSecret, newAdminClient } from '../tenancy/clients.ts'

/** What a start did about the administrator's client. */
interface EnsuredClient {
  /** Id and secret of a client that was created now; shown only once. */
  generated: ClientCredentials | undefined
  /** Fields of the client in the settings that blocked it and were repaired. */
  repaired: readonly (keyof ClientChange)[]
}

/**
 * Ensures that the tenant has a client that may call the whole Management API. Whoever controls the settings also controls the
 * store, so a start restores what the API took from the client. Only another secret stays: it may have been rotated
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
    const { client, ...generated } = newAdminClient()
    const isCreated = await store.createAdminClient({ ...client, tenant_id }, true)
    return { generated: isCreated ? generated : undefined, repaired: [] }
  }
  const { client_id, client_secret } = wanted
  if (await store.createAdminClient({ ...newAdminClient(wanted).client, tenant_id }, false)) {
    return { generated: undefined, repaired: [] }
  }
  const known = await store.findClient(tenant_id, client_id)
  if (!known) throw new Error('the client of the settings was deleted while the server started')
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
