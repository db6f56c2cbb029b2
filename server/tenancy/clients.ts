/** Clients (applications) and their secrets. @module */
import { createHash, timingSafeEqual } from 'node:crypto'
import { ConfigError } from '../common/config.ts'
import { randomAlphanumerics, randomSecret } from '../common/ids.ts'
import type { Client, ClientChange, Store } from '../store/contract.ts'

/** `grant_type` of a login at one named connection. */
export const PASSWORD_REALM_GRANT = 'http://auth0.com/oauth/grant-type/password-realm'

/** Every grant that the token endpoint knows. */
export const GRANT_TYPES = ['client_credentials', 'password', PASSWORD_REALM_GRANT, 'refresh_token'] as const

/** @returns hex SHA-256; a plain hash will do, because secrets are random and 256 bits long */
function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** @returns a new secret, to be shown once, and what is kept of it */
export function newSecret(): { client_secret: string; secret_sha256: string } {
  const client_secret = randomSecret()
  return { client_secret, secret_sha256: secretHash(client_secret) }
}

/** @returns a client that may do nothing at the Management API yet, and its secret when it has one */
export function newClient(
  fields: Pick<Client, 'name' | 'app_type' | 'grant_types' | 'settings'> & { has_secret: boolean },
): { client: Omit<Client, 'tenant_id'>; client_secret: string | undefined } {
  const { has_secret, ...rest } = fields
  const secret = has_secret ? newSecret() : undefined
  return {
    client: {
      ...rest,
      client_id: randomAlphanumerics(32),
      secret_sha256: secret?.secret_sha256,
      api_scopes: [],
      created_at: Date.now(),
    },
    client_secret: secret?.client_secret,
  }
}

/** @returns a client that may call the whole Management API of the tenant that it is made in */
export function newAdminClient(): {
  client: Omit<Client, 'tenant_id'>
  client_id: string
  client_secret: string
} {
  const made = { client_id: randomAlphanumerics(32), client_secret: randomSecret() }
  return { client: adminClient(made.client_id, made.client_secret), ...made }
}

/** Compares in constant time (T4), for an unknown client too. */
export function isClientSecret(client: Client | undefined, secret: string): boolean {
  const stored = Buffer.from(client?.secret_sha256 ?? secretHash(''), 'hex')
  const given = Buffer.from(secretHash(secret), 'hex')
  return timingSafeEqual(stored, given) && client?.secret_sha256 !== undefined
}

/** What a start did about the administrator's client. */
interface EnsuredClient {
  /** Id and secret of one that was made up here, to be shown this once. */
  generated: { client_id: string; client_secret: string } | undefined
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
  wanted: { client_id: string; client_secret: string } | undefined,
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
    await store.createClient({ ...adminClient(client_id, client_secret), tenant_id })
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

/** Whether it may call the whole Management API of its tenant, without any client grant. */
export function isAdministrator({ api_scopes }: Pick<Client, 'api_scopes'>): boolean {
  return api_scopes.includes('*')
}

/** Whether it can get a token that opens everything. */
function isAdminClient(client: Client): boolean {
  const { grant_types, secret_sha256 } = client
  return isAdministrator(client) && grant_types.includes('client_credentials') && secret_sha256 !== undefined
}

function whatAdminLacks(
  { secret_sha256, api_scopes, grant_types, settings }: Client,
  client_secret: string,
): ClientChange {
  const isPublic = secret_sha256 === undefined || settings.token_endpoint_auth_method === 'none'
  return {
    ...(secret_sha256 === undefined && { secret_sha256: secretHash(client_secret) }),
    ...(isPublic && { settings: { token_endpoint_auth_method: 'client_secret_post' } }),
    ...(!api_scopes.includes('*') && { api_scopes: ['*'] }),
    ...(!grant_types.includes('client_credentials') && {
      grant_types: [...grant_types, 'client_credentials'],
    }),
  }
}

function adminClient(client_id: string, client_secret: string): Omit<Client, 'tenant_id'> {
  return {
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
