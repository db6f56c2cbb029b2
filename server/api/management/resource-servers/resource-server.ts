/** A resource server (an API of the tenant) as the Management API takes and shows it. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { ApiError } from '../../../common/errors.ts'
import type { ResourceServer } from '../../../store/contract.ts'
import { apiSettings, TOKEN_DIALECTS, WEB_ACCESS_TOKEN_S } from '../../../tokens/audiences.ts'
import { ACCESS_TOKEN_S } from '../../../tokens/tokens.ts'
import { managementAudience } from '../../../tokens/verification.ts'
import { SCOPES, scopesOf } from '../../access/scopes.ts'
import type { Deps } from '../../http/deps.ts'
import { SentJson } from '../../shapes/storable.ts'
import { text } from '../connections/connection.ts'

/** The ID of the Management API, which every tenant has and no store keeps. */
const MANAGEMENT_ID = 'api_management'
/** Auth0’s deploy tool knows the Management API by this name, and leaves it alone. */
const MANAGEMENT_NAME = 'Auth0 Management API'

const MOST_SCOPES = 1_000
const LONGEST_S = 2_592_000

const Scope = z.object({
  value: z
    .string()
    .regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,280}$/, 'must be a scope: printable, without blanks')
    .describe('The scope, as tokens have it.'),
  description: z.string().max(500).nullish().describe('What the scope allows.'),
})

const Dialect = z.enum(TOKEN_DIALECTS)

const TEXTS = {
  name: 'The name of the API, without `<` and `>`.',
  identifier: 'The audience of its tokens. It is never changed.',
  scopes: 'The scopes of the API, each once. Tokens can have no others.',
  token_lifetime: `How many seconds access tokens are valid; default ${ACCESS_TOKEN_S}.`,
  token_lifetime_for_web: `How many seconds access tokens are valid that \`/authorize\` itself answers (implicit and hybrid response types); default ${WEB_ACCESS_TOKEN_S}.`,
  skip_consent_for_verifiable_first_party_clients:
    'False: people are asked for their consent to first-party clients, too; default true. They are always asked for that to third parties.',
  allow_offline_access: 'Whether people’s applications can get refresh tokens for the API; default false.',
  enforce_policies:
    'True: people get only scopes of their permissions. Ferry has no permissions, so they get none of the API’s scopes.',
  token_dialect:
    '`rfc9068_profile` (default): the type of access tokens is `at+jwt`. `access_token`: it is `JWT`. With `_authz`, and `enforce_policies`, tokens have `permissions`.',
} as const

const Name = text(200).refine((name) => !/[<>]/.test(name), 'must not have < or >')
const Scopes = z
  .array(Scope)
  .max(MOST_SCOPES)
  .refine((scopes) => new Set(scopes.map(({ value }) => value)).size === scopes.length, 'has a scope twice')

const settings = {
  token_lifetime: z.int().min(1).max(LONGEST_S).nullish().describe(TEXTS.token_lifetime),
  token_lifetime_for_web: z.int().min(1).max(LONGEST_S).nullish().describe(TEXTS.token_lifetime_for_web),
  skip_consent_for_verifiable_first_party_clients: z
    .boolean()
    .nullish()
    .describe(TEXTS.skip_consent_for_verifiable_first_party_clients),
  allow_offline_access: z.boolean().nullish().describe(TEXTS.allow_offline_access),
  enforce_policies: z.boolean().nullish().describe(TEXTS.enforce_policies),
  token_dialect: Dialect.nullish().describe(TEXTS.token_dialect),
}

/** The body of a new API. */
export const NewResourceServer = z
  .object({
    identifier: text(600).describe(TEXTS.identifier),
    name: Name.optional().describe(`${TEXTS.name} Default: the identifier.`),
    scopes: Scopes.optional().describe(TEXTS.scopes),
    ...settings,
  })
  .catchall(SentJson)
  .meta({
    id: 'ResourceServerCreate',
    description: 'A new API.',
    examples: [
      {
        identifier: 'https://orders.example.com',
        name: 'Orders',
        scopes: [{ value: 'read:orders', description: 'Read orders' }],
      },
    ],
  })

/** The body of a change. */
export const ResourceServerUpdate = z
  .object({
    name: Name.optional().describe(TEXTS.name),
    scopes: Scopes.nullish().describe(TEXTS.scopes),
    ...settings,
  })
  .catchall(SentJson)
  .meta({
    id: 'ResourceServerUpdate',
    description: 'Members of an API to change. `scopes` replaces all; null removes a setting.',
    examples: [{ token_lifetime: 3_600 }],
  })

export const ManagementResourceServer = z
  .looseObject({
    id: z.string().describe('The ID of the API.'),
    name: z.string().describe(TEXTS.name),
    is_system: z.boolean().describe('True for the Management API, which every tenant has.'),
    identifier: z.string().describe(TEXTS.identifier),
    scopes: z
      .array(
        z.object({
          value: z.string().describe('The scope, as tokens have it.'),
          description: z.string().optional().describe('What the scope allows.'),
        }),
      )
      .describe(TEXTS.scopes),
    signing_alg: z.literal('RS256').describe('How tokens are signed.'),
    token_lifetime: z.int().describe(TEXTS.token_lifetime),
    token_lifetime_for_web: z.int().describe(TEXTS.token_lifetime_for_web),
    skip_consent_for_verifiable_first_party_clients: z
      .boolean()
      .describe(TEXTS.skip_consent_for_verifiable_first_party_clients),
    allow_offline_access: z.boolean().describe(TEXTS.allow_offline_access),
    enforce_policies: z.boolean().describe(TEXTS.enforce_policies),
    token_dialect: Dialect.describe(TEXTS.token_dialect),
  })
  .meta({
    id: 'ResourceServer',
    description: 'An API of the tenant. Settings that are kept only are further members.',
    examples: [
      {
        id: 'api_d2VqK0zN4cVx8Yb1',
        name: 'Orders',
        is_system: false,
        identifier: 'https://orders.example.com',
        scopes: [{ value: 'read:orders', description: 'Read orders' }],
        signing_alg: 'RS256',
        token_lifetime: 86_400,
        token_lifetime_for_web: 7_200,
        skip_consent_for_verifiable_first_party_clients: true,
        allow_offline_access: false,
        enforce_policies: false,
        token_dialect: 'rfc9068_profile',
      },
    ],
  })

/** An API as it is answered. */
type Answered = z.input<typeof ManagementResourceServer>

/** @returns the API under Auth0’s names */
export function toManagementResourceServer(api: ResourceServer): Answered {
  return {
    ...api.settings,
    id: api.resource_server_id,
    name: api.name,
    is_system: false,
    identifier: api.identifier,
    scopes: api.scopes,
    signing_alg: 'RS256',
    ...apiSettings(api.settings),
  }
}

/** @returns the Management API, as an API of the tenant */
export function managementApi({ tenant, tokens }: Deps): Answered {
  const api = toManagementResourceServer({
    resource_server_id: MANAGEMENT_ID,
    identifier: managementAudience(tokens.issuer),
    name: MANAGEMENT_NAME,
    scopes: scopesOf(tenant).map((value) => ({ value, description: SCOPES[value] })),
    settings: {},
    created_at: 0,
  })
  return { ...api, is_system: true }
}

/** @returns whether a path names the Management API of the tenant */
export function isManagementApi({ tokens }: Deps, key: string): boolean {
  return key === MANAGEMENT_ID || key === managementAudience(tokens.issuer)
}

/** @returns the scopes of a body, without empty descriptions */
export function sentScopes(scopes: z.output<typeof Scopes>): ResourceServer['scopes'] {
  return scopes.map(({ value, description }) => (description ? { value, description } : { value }))
}

/** Members with their own columns, and members that are the same for every API. */
const NOT_SETTINGS = new Set(['name', 'identifier', 'scopes', 'is_system', 'signing_alg', 'signing_secret'])

/** @returns what is kept as it was sent; null stays, so that a change can remove one */
export function settingsOf(input: { [name: string]: Json | undefined }): ResourceServer['settings'] {
  return Object.fromEntries(
    Object.entries(input).filter(
      (entry): entry is [string, Json] => entry[1] !== undefined && !NOT_SETTINGS.has(entry[0]),
    ),
  )
}

/** Path of one API. */
export const ResourceServerParams = z.object({
  id: z.string().min(1).max(600).describe('The ID of the API, or its identifier.'),
})

/** @throws {ApiError} inexistent_resource_server */
export async function findResourceServer({ store, tenant }: Deps, key: string): Promise<ResourceServer> {
  const api = await store.findResourceServer(tenant.tenant_id, key)
  if (!api) throw new ApiError('inexistent_resource_server')
  return api
}
