/** A client (application) as the Management API takes and shows it. @module */
import * as z from 'zod'
import type { Json } from '../../../runtime/index.ts'
import { GRANT_TYPES, PASSWORD_REALM_GRANT } from '../../clients.ts'
import { ApiError } from '../../errors.ts'
import type { Client } from '../../store/contract.ts'
import { RefreshTokenSettings, refreshTokenSettings } from '../../tokens/refresh-tokens.ts'
import { parseAddress } from '../addresses.ts'
import type { Deps } from '../route.ts'
import { clientScopes } from '../scopes.ts'
import { SentJson } from '../storable.ts'
import { text } from './connection.ts'

const MOST_ADDRESSES = 100
/** Schemes that run or show what they carry instead of leading to an application. */
const UNSAFE_SCHEME = /^(?:javascript|data|vbscript|file|blob|about):$/

/** Where browsers may be sent: compared whole, so it can have no wildcard (H3). */
const ReturnAddress = text(2_000).refine(
  (address) => isAddress(address),
  'must be an absolute URL without fragment and wildcard, such as https://app.example.com/callback',
)

const Origin = text(2_000).refine(
  (address) => parseAddress(address)?.origin === address && /^https?:/.test(address),
  'must be an origin: scheme, host and port alone, in lower case, such as https://app.example.com',
)

function isAddress(address: string): boolean {
  const url = parseAddress(address)
  if (!url || UNSAFE_SCHEME.test(url.protocol) || address.includes('*')) return false
  if (address.includes('#') || url.username !== '' || url.password !== '') return false
  return !/^https?:$/.test(url.protocol) || url.hostname !== ''
}

const AuthMethod = z.enum(['none', 'client_secret_post', 'client_secret_basic'])
const AppType = z.enum(['native', 'spa', 'regular_web', 'non_interactive'])

/** Fields that both creating and changing take. Others are kept and returned as they were sent. */
export const ClientInput = z
  .object({
    name: text(200).refine((name) => !/[<>]/.test(name), 'must not have < or >'),
    description: z.string().max(140).optional(),
    app_type: AppType.optional(),
    callbacks: z.array(ReturnAddress).max(MOST_ADDRESSES).optional(),
    allowed_logout_urls: z.array(ReturnAddress).max(MOST_ADDRESSES).optional(),
    web_origins: z.array(Origin).max(MOST_ADDRESSES).optional(),
    allowed_origins: z.array(Origin).max(MOST_ADDRESSES).optional(),
    grant_types: z
      .array(z.enum([...GRANT_TYPES, 'authorization_code', 'implicit']))
      .max(20)
      .optional(),
    token_endpoint_auth_method: AuthMethod.optional(),
    refresh_token: RefreshTokenSettings.optional(),
    client_metadata: z.record(z.string().max(255), z.string().max(255).nullable()).optional(),
    client_secret: z
      .undefined('is made by the server: POST /api/v2/clients/{id}/rotate-secret gives a new one')
      .optional(),
  })
  .catchall(SentJson)

/** What is a column of its own, or is told by the server. */
const NOT_SETTINGS = new Set([
  'name',
  'app_type',
  'grant_types',
  'client_id',
  'client_secret',
  'tenant',
  'global',
  'is_first_party',
  'signing_keys',
])

/** @returns the fields that are kept as they are, to be read back; null stays, so that a change can remove one */
export function settingsOf(input: { [name: string]: Json | undefined }): { [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(input).filter(
      (entry): entry is [string, Json] => entry[1] !== undefined && !NOT_SETTINGS.has(entry[0]),
    ),
  )
}

/** @returns how the client proves itself; one without a secret does not */
export function defaultAuthMethod(app_type: string | undefined): z.output<typeof AuthMethod> {
  return app_type === 'spa' || app_type === 'native' ? 'none' : 'client_secret_post'
}

/** @returns what a client may do when nothing else is said */
export function defaultGrantTypes(app_type: string | undefined): string[] {
  if (app_type === 'non_interactive') return ['client_credentials']
  const forPeople = ['authorization_code', 'implicit', 'refresh_token']
  if (app_type === 'spa' || app_type === 'native') return forPeople
  return [...forPeople, 'client_credentials', 'password', PASSWORD_REALM_GRANT]
}

export const ManagementClient = z.looseObject({
  client_id: z.string(),
  name: z.string(),
  tenant: z.string(),
  global: z.boolean(),
  is_first_party: z.boolean(),
  app_type: z.string().optional(),
  grant_types: z.array(z.string()),
  token_endpoint_auth_method: z.string(),
  callbacks: z.array(z.string()).optional(),
  allowed_logout_urls: z.array(z.string()).optional(),
  web_origins: z.array(z.string()).optional(),
  allowed_origins: z.array(z.string()).optional(),
  refresh_token: z.looseObject({ rotation_type: z.string() }),
})

/** With the secret: the answer that makes it, and no other (K6). */
export const ClientWithSecret = ManagementClient.extend({
  client_secret: z.string().optional().describe('Shown this once; only its hash is kept'),
})

/** Never with a secret. */
export function toManagementClient(
  client: Client,
  { name }: Deps['tenant'],
): z.input<typeof ManagementClient> {
  return {
    ...client.settings,
    client_id: client.client_id,
    name: client.name,
    tenant: name,
    global: false,
    is_first_party: true,
    ...(client.app_type === undefined ? {} : { app_type: client.app_type }),
    grant_types: client.grant_types,
    token_endpoint_auth_method: authMethodOf(client),
    refresh_token: refreshTokenSettings(client),
  }
}

function authMethodOf({ secret_sha256, settings }: Client): string {
  if (secret_sha256 === undefined) return 'none'
  const { token_endpoint_auth_method: method } = settings
  return typeof method === 'string' && method !== 'none' ? method : 'client_secret_post'
}

/** Path of one client. */
export const ClientParams = z.object({ id: z.string().min(1).max(200) })

/** @throws {ApiError} inexistent_client */
export async function findClient({ store, tenant }: Deps, id: string): Promise<Client> {
  const client = await store.findClient(tenant.tenant_id, id)
  if (!client) throw new ApiError('inexistent_client')
  return client
}

/**
 * Nobody hands out by a client what they do not have themselves: not by a grant, and not by a secret that lets them act as it.
 *
 * @throws {ApiError} insufficient_scope
 */
export async function refuseMoreThanOwn(
  { store, tenant }: Deps,
  client: Client,
  own: readonly string[],
): Promise<void> {
  const grants = await store.listGrantsOfClient(tenant.tenant_id, client.client_id)
  refuseScopes(clientScopes(client, grants, tenant), own)
}

/** @throws {ApiError} insufficient_scope */
export function refuseScopes(scopes: readonly string[], own: readonly string[]): void {
  const missing = scopes.filter((scope) => !own.includes(scope))
  if (missing.length === 0) return
  throw new ApiError(
    'insufficient_scope',
    `Insufficient scope: only who has ${missing.join(', ')} may let a client have it`,
  )
}
