/** Clients (applications) and their secrets. @module */
import { createHash, timingSafeEqual } from 'node:crypto'
import { ConfigError } from './config.ts'
import { randomAlphanumerics, randomSecret } from './ids.ts'
import type { Client, Store } from './store/contract.ts'

/** `grant_type` of a login at one named connection. */
export const PASSWORD_REALM_GRANT = 'http://auth0.com/oauth/grant-type/password-realm'

/** Every grant that the token endpoint knows. */
export const GRANT_TYPES = ['client_credentials', 'password', PASSWORD_REALM_GRANT, 'refresh_token'] as const

/** @returns hex SHA-256; a plain hash will do, because secrets are random and 256 bits long */
function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Compares in constant time (T4), for an unknown client too. */
export function isClientSecret(client: Client | undefined, secret: string): boolean {
  const stored = Buffer.from(client?.secret_sha256 ?? secretHash(''), 'hex')
  const given = Buffer.from(secretHash(secret), 'hex')
  return timingSafeEqual(stored, given) && client?.secret_sha256 !== undefined
}

/**
 * Makes sure that the tenant has a client that may call the whole Management API.
 *
 * @param wanted from the settings; else one is made, once
 * @returns id and secret of a client that was made up here, to be shown this once
 */
export async function ensureAdminClient(
  store: Store,
  tenant_id: string,
  wanted: { client_id: string; client_secret: string } | undefined,
): Promise<{ client_id: string; client_secret: string } | undefined> {
  if (wanted) {
    const known = await store.findClient(tenant_id, wanted.client_id)
    if (!known) {
      await store.createClient(adminClient(tenant_id, wanted.client_id, wanted.client_secret))
    } else if (!isClientSecret(known, wanted.client_secret)) {
      throw new ConfigError(
        `FERRY_ADMIN_CLIENT_SECRET is not the secret of the client ${wanted.client_id} in the data folder. ` +
          'Set the right one, or set another FERRY_ADMIN_CLIENT_ID to add a client',
      )
    }
    return undefined
  }
  const clients = await store.listClients(tenant_id)
  if (clients.some((client) => client.api_scopes.includes('*'))) return undefined
  const made = { client_id: randomAlphanumerics(32), client_secret: randomSecret() }
  await store.createClient(adminClient(tenant_id, made.client_id, made.client_secret))
  return made
}

function adminClient(tenant_id: string, client_id: string, client_secret: string): Client {
  return {
    tenant_id,
    client_id,
    name: 'Ferry administration',
    secret_sha256: secretHash(client_secret),
    app_type: 'non_interactive',
    grant_types: [...GRANT_TYPES],
    api_scopes: ['*'],
    settings: {},
    created_at: Date.now(),
  }
}
