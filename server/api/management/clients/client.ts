/** A client (application) as the Management API takes and shows it. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { ApiError } from '../../../common/errors.ts'
import { nearestName } from '../../../common/nearest.ts'
import type { Client } from '../../../store/contract.ts'
import { PASSWORD_REALM_GRANT, SERVED_GRANT_TYPES } from '../../../tenancy/clients.ts'
import { keyIdsOf } from '../../../tokens/client-keys.ts'
import { RefreshTokenSettings, refreshTokenSettings } from '../../../tokens/refresh-tokens.ts'
import { ID_TOKEN_S } from '../../../tokens/tokens.ts'
import { AUTH_METHODS, KNOWN_GRANT_TYPES } from '../../fields/clients.ts'
import { isOriginPattern } from '../../http/cors.ts'
import type { Deps } from '../../http/deps.ts'
import { MOST_ADDRESSES, ReturnAddress } from '../../shapes/return-address.ts'
import { SentJson } from '../../shapes/storable.ts'
import { text } from '../connections/connection.ts'
import { AuthenticationMethods } from './authentication-method.ts'
import { OidcLogout } from './oidc-logout.ts'

const Origin = text(2_000).refine(
  isOriginPattern,
  'must be an origin: scheme, host and port alone, in lower case, such as https://app.example.com or https://*.example.com',
)

/** Descriptions of the lists of addresses. */
const ADDRESSES = {
  callbacks:
    'Addresses that people may be sent to after they have signed in. An address is compared as a whole: one with a wildcard is kept, and matches nothing.',
  allowed_logout_urls:
    'Addresses that people may be sent to after they have signed out. An address with a wildcard is kept, and matches nothing.',
} as const

const AuthMethod = z.enum(AUTH_METHODS)
const AppType = z.enum(['native', 'spa', 'regular_web', 'non_interactive'])

const GrantType = z.string().superRefine((name, context) => {
  if (KNOWN_GRANT_TYPES.some((known) => known === name)) return
  const meant = nearestName(name, KNOWN_GRANT_TYPES)
  const hint = meant === undefined ? '' : `. Did you mean '${meant}'?`
  context.addIssue({ code: 'custom', message: `is not a grant type that is known${hint}` })
})

const JwtConfiguration = z
  .object({
    lifetime_in_seconds: z
      .int()
      .min(1)
      .max(2_592_000)
      .nullish()
      .describe(`How many seconds an ID token is valid; default ${ID_TOKEN_S}.`),
  })
  .catchall(SentJson)

const FIRST_PARTY =
  'False: the client belongs to someone else, so people are asked what it may have; default true.'

/** Fields that both creating and changing take. Others are kept and returned as they were sent: see `CLIENT_FIELDS`. */
const ClientInput = z
  .object({
    name: text(200)
      .refine((name) => !/[<>]/.test(name), 'must not have < or >')
      .describe('The name of the client, without `<` and `>`.'),
    description: z.string().max(140).optional().describe('What the client is for.'),
    app_type: AppType.optional().describe('The kind of application, which decides the defaults.'),
    callbacks: z.array(ReturnAddress).max(MOST_ADDRESSES).optional().describe(ADDRESSES.callbacks),
    allowed_logout_urls: z
      .array(ReturnAddress)
      .max(MOST_ADDRESSES)
      .optional()
      .describe(ADDRESSES.allowed_logout_urls),
    web_origins: z
      .array(Origin)
      .max(MOST_ADDRESSES)
      .optional()
      .describe('Origins whose web pages may call the Authentication API.'),
    allowed_origins: z
      .array(Origin)
      .max(MOST_ADDRESSES)
      .optional()
      .describe('Further origins whose web pages may call the Authentication API.'),
    is_first_party: z.boolean().optional().describe(FIRST_PARTY),
    grant_types: z
      .array(GrantType)
      .max(20)
      .optional()
      .describe(
        `The grants that the client may use. Ferry serves ${SERVED_GRANT_TYPES.join(', ')}; others are kept only.`,
      ),
    token_endpoint_auth_method: AuthMethod.optional().describe(
      'How the client proves itself; `none`: it has no secret.',
    ),
    refresh_token: RefreshTokenSettings.optional().describe(
      'How long refresh tokens live, and how they rotate.',
    ),
    jwt_configuration: JwtConfiguration.optional().describe('How ID tokens are made.'),
    require_pushed_authorization_requests: z
      .boolean()
      .optional()
      .describe('Whether `/authorize` takes only requests that were pushed to `/oauth/par` before.'),
    client_authentication_methods: AuthenticationMethods.optional().describe(
      'The keys by which the client proves itself, in place of a secret.',
    ),
    oidc_logout: OidcLogout.optional().describe('How the application is told that a session has ended.'),
    cross_origin_authentication: z
      .boolean()
      .optional()
      .describe(
        'Whether pages of the client’s origins may ask for passwords themselves (`/co/authenticate`), as `auth0-js` and `auth0-lock` do. Default: false.',
      ),
    cross_origin_auth: z
      .boolean()
      .optional()
      .describe('The earlier name of `cross_origin_authentication`, which counts without that one.'),
    client_metadata: z
      .record(z.string().max(255), z.string().max(255).nullable())
      .optional()
      .describe('Texts by name. Merged with those that are there; null removes one.'),
    client_secret: z
      .undefined('is made by the server: POST /api/v2/clients/{id}/rotate-secret gives a new one')
      .optional()
      .describe('Cannot be sent: the server makes the secret.'),
  })
  .catchall(SentJson)

/** Members with their own columns, and members that are the same for every client. */
const NOT_SETTINGS = new Set(['name', 'app_type', 'grant_types', 'client_secret'])

/** @returns the fields that are kept as they are, to be read back; null stays, so that a change can remove one */
export function settingsOf(input: { [name: string]: Json | undefined }): { [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(input).filter(
      (entry): entry is [string, Json] => entry[1] !== undefined && !NOT_SETTINGS.has(entry[0]),
    ),
  )
}

/** @returns metadata after a change: merged at the first level, and null removes a key */
export function mergedMetadata(
  known: Json | undefined,
  change: { [key: string]: string | null },
): { [key: string]: string } {
  const before = z.record(z.string(), z.string()).safeParse(known).data ?? {}
  const entries = Object.entries({ ...before, ...change })
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null))
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

const clientMembers = {
  client_id: z.string().describe('The ID of the client.'),
  name: z.string().describe('The name of the client.'),
  tenant: z.string().describe('The name of the tenant.'),
  global: z
    .boolean()
    .describe('Whether it stands for all applications, and has only the sign-in page of the tenant.'),
  is_first_party: z.boolean().describe(FIRST_PARTY),
  app_type: z.string().optional().describe('The kind of application.'),
  grant_types: z.array(z.string()).describe('The grants that the client may use.'),
  token_endpoint_auth_method: z
    .string()
    .optional()
    .describe('How the client proves itself; `none`: it has no secret. Missing for one that uses keys.'),
  callbacks: z.array(z.string()).optional().describe(ADDRESSES.callbacks),
  allowed_logout_urls: z.array(z.string()).optional().describe(ADDRESSES.allowed_logout_urls),
  web_origins: z
    .array(z.string())
    .optional()
    .describe('Origins whose web pages may call the Authentication API.'),
  allowed_origins: z
    .array(z.string())
    .optional()
    .describe('Further origins whose web pages may call the Authentication API.'),
  refresh_token: z
    .looseObject({ rotation_type: z.string().describe('Whether each use gives a new refresh token.') })
    .describe('How long refresh tokens live, and how they rotate.'),
}

const EXAMPLE = {
  client_id: 'Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW',
  name: 'Shop',
  tenant: 'default',
  global: false,
  is_first_party: true,
  app_type: 'regular_web',
  grant_types: ['refresh_token', 'http://auth0.com/oauth/grant-type/password-realm'],
  token_endpoint_auth_method: 'client_secret_post',
  callbacks: ['https://shop.example.com/callback'],
  refresh_token: { rotation_type: 'rotating' },
}

export const ManagementClient = z.looseObject(clientMembers).meta({
  id: 'Client',
  description: 'A client: an application or a program. Settings that are kept only are further members.',
  examples: [EXAMPLE],
})

/** A client from which `fields` may leave members out. */
export const PartialClient = ManagementClient.partial().meta({
  id: 'PartialClient',
  description: 'A `Client`. With `fields` or `include_fields` it has only some of the members.',
})

/** A client with its secret, which only the response that creates the secret has (K6). */
export const ClientWithSecret = z
  .looseObject({
    ...clientMembers,
    client_secret: z
      .string()
      .optional()
      .describe('The new secret, when one was made. Shown this once; Ferry keeps only its hash.'),
  })
  .meta({ id: 'ClientWithSecret', description: 'A `Client` with the secret that was made for it.' })

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
    is_first_party: client.settings.is_first_party !== false,
    ...(client.app_type === undefined ? {} : { app_type: client.app_type }),
    grant_types: client.grant_types,
    ...(keyIdsOf(client) ? {} : { token_endpoint_auth_method: authMethodOf(client) }),
    refresh_token: refreshTokenSettings(client),
  }
}

/** The body of a new client. */
export const NewClient = ClientInput.meta({
  id: 'ClientCreate',
  description: 'A new client.',
  examples: [{ name: 'Shop', app_type: 'regular_web', callbacks: ['https://shop.example.com/callback'] }],
})

/** The body of a change: null clears what may be missing. */
export const ClientChange = ClientInput.partial()
  .extend({
    description: ClientInput.shape.description.nullable(),
    app_type: ClientInput.shape.app_type.nullable(),
    callbacks: ClientInput.shape.callbacks.nullable(),
    allowed_logout_urls: ClientInput.shape.allowed_logout_urls.nullable(),
    web_origins: ClientInput.shape.web_origins.nullable(),
    allowed_origins: ClientInput.shape.allowed_origins.nullable(),
    grant_types: ClientInput.shape.grant_types.nullable(),
    token_endpoint_auth_method: ClientInput.shape.token_endpoint_auth_method.nullable(),
    cross_origin_authentication: ClientInput.shape.cross_origin_authentication.nullable(),
    cross_origin_auth: ClientInput.shape.cross_origin_auth.nullable(),
    client_metadata: ClientInput.shape.client_metadata.nullable(),
    jwt_configuration: ClientInput.shape.jwt_configuration.nullable(),
    require_pushed_authorization_requests: ClientInput.shape.require_pushed_authorization_requests.nullable(),
    client_authentication_methods: ClientInput.shape.client_authentication_methods.nullable(),
    oidc_logout: ClientInput.shape.oidc_logout.nullable(),
    refresh_token: z.union([ClientInput.shape.refresh_token, z.null()]),
  })
  .meta({
    id: 'ClientUpdate',
    description: 'Members of a client to change. Null removes one.',
    examples: [{ callbacks: ['https://shop.example.com/callback'] }],
  })

function authMethodOf({ secret_sha256, settings }: Client): string {
  if (secret_sha256 === undefined) return 'none'
  const { token_endpoint_auth_method: method } = settings
  return typeof method === 'string' && method !== 'none' ? method : 'client_secret_post'
}

/** Path of one client. */
export const ClientParams = z.object({ id: z.string().min(1).max(200).describe('The `client_id`.') })

/** @throws {ApiError} inexistent_client */
export async function findClient({ store, tenant }: Deps, id: string): Promise<Client> {
  const client = await store.findClient(tenant.tenant_id, id)
  if (!client) throw new ApiError('inexistent_client')
  return client
}
