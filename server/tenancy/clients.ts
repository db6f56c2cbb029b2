/** Clients (applications) and their secrets. @module */
import { timingSafeEqual } from 'node:crypto'
import { sha256 } from '../common/hash.ts'
import { randomAlphanumerics, randomSecret } from '../common/ids.ts'
import type { Client } from '../store/contract.ts'

/** `grant_type` of a sign-in at a named connection. */
export const PASSWORD_REALM_GRANT = 'http://auth0.com/oauth/grant-type/password-realm'

/** `grant_type` of a device. @see RFC 8628 */
export const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

/** Grant types of the token endpoint. */
export const GRANT_TYPES = [
  'authorization_code',
  'client_credentials',
  'password',
  PASSWORD_REALM_GRANT,
  'refresh_token',
  DEVICE_GRANT,
] as const

/** Every grant that does something: `implicit` is served by `/authorize` alone. */
export const SERVED_GRANT_TYPES = [...GRANT_TYPES, 'implicit'] as const

/** Grants of the client that an operator begins with: nobody signs in by it in a browser. */
const ADMIN_GRANT_TYPES = GRANT_TYPES.filter(
  (grant) => grant !== 'authorization_code' && grant !== DEVICE_GRANT,
)

/** @returns a new secret, to be shown once, and the hash to store */
export function newSecret(): { client_secret: string; secret_sha256: string } {
  const client_secret = randomSecret()
  return { client_secret, secret_sha256: sha256(client_secret) }
}

/** @returns a client without scopes of the Management API, and its secret if it has one */
export function newClient(
  fields: Pick<Client, 'name' | 'app_type' | 'grant_types' | 'settings'> & {
    has_secret: boolean
    client_id_prefix?: string
  },
): { client: Omit<Client, 'tenant_id'>; client_secret: string | undefined } {
  const { has_secret, client_id_prefix = '', ...rest } = fields
  const secret = has_secret ? newSecret() : undefined
  return {
    client: {
      ...rest,
      client_id: `${client_id_prefix}${randomAlphanumerics(32)}`,
      secret_sha256: secret?.secret_sha256,
      api_scopes: [],
      created_at: Date.now(),
    },
    client_secret: secret?.client_secret,
  }
}

/** Id and secret of a client. */
export interface ClientCredentials {
  client_id: string
  client_secret: string
}

/**
 * @param credentials default: random ones
 * @returns a client that may call the whole Management API of the tenant that it is created in
 */
export function newAdminClient(
  credentials: ClientCredentials = { client_id: randomAlphanumerics(32), client_secret: randomSecret() },
): ClientCredentials & { client: Omit<Client, 'tenant_id'> } {
  return { client: adminClient(credentials), ...credentials }
}

/** Compares in constant time (T4), also for an unknown client. */
export function isClientSecret(client: Client | undefined, secret: string): boolean {
  const stored = Buffer.from(client?.secret_sha256 ?? sha256(''), 'hex')
  const given = Buffer.from(sha256(secret), 'hex')
  return timingSafeEqual(stored, given) && client?.secret_sha256 !== undefined
}

/** Whether the client may call the whole Management API of its tenant without a client grant. */
export function isAdministrator({ api_scopes }: Pick<Client, 'api_scopes'>): boolean {
  return api_scopes.includes('*')
}

/** Whether the client can get a token with all scopes. */
export function canAdminister({
  api_scopes,
  grant_types,
  secret_sha256,
}: Pick<Client, 'api_scopes' | 'grant_types' | 'secret_sha256'>): boolean {
  return (
    isAdministrator({ api_scopes }) &&
    grant_types.includes('client_credentials') &&
    secret_sha256 !== undefined
  )
}

function adminClient({ client_id, client_secret }: ClientCredentials): Omit<Client, 'tenant_id'> {
  return {
    client_id,
    name: 'Ferry administration',
    secret_sha256: sha256(client_secret),
    app_type: 'non_interactive',
    grant_types: [...ADMIN_GRANT_TYPES],
    api_scopes: ['*'],
    settings: {},
    created_at: Date.now(),
  }
}
