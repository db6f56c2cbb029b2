/** Which API a token is for, and what its tokens are like: the one place that decides. @module */
import * as z from 'zod'
import { ApiError } from '../common/errors.ts'
import type { Client, ResourceServer, Store, TenantSettings } from '../store/contract.ts'
import type { AccessTokenKind } from './tokens.ts'
import { ACCESS_TOKEN_S } from './tokens.ts'
import { isManagementAudience, managementAudience } from './verification.ts'

/** Default lifetime of an access token that `/authorize` answers itself, seconds. */
export const WEB_ACCESS_TOKEN_S = 7_200

/** How the access tokens of an API are written; `_authz`: with the claim `permissions`. */
export const TOKEN_DIALECTS = [
  'access_token',
  'access_token_authz',
  'rfc9068_profile',
  'rfc9068_profile_authz',
] as const

/** What tokens of an API are like. Lifetimes are in seconds. */
export interface Api {
  identifier: string
  name: string
  /** Scopes that the API knows; undefined: an audience without an API, whose scopes are its own matter. */
  scopes: readonly { value: string; description?: string | undefined }[] | undefined
  token_lifetime: number
  /** Of tokens that `/authorize` answers itself. */
  token_lifetime_for_web: number
  token_dialect: (typeof TOKEN_DIALECTS)[number]
  allow_offline_access: boolean
  /** Whether people only get scopes of their permissions. Ferry has no permissions, so they get none of the API’s scopes. */
  enforce_policies: boolean
  /** False: people are asked for their consent to first-party clients, too. */
  skip_consent_for_verifiable_first_party_clients: boolean
}

/** What a request for a token asks for. */
export type Audience =
  /** None: the token is for this issuer’s `/userinfo` alone. */
  { kind: 'userinfo' } | { kind: 'management'; audience: string } | { kind: 'api'; api: Api }

const Settings = z.object({
  token_lifetime: z.int().min(1).catch(ACCESS_TOKEN_S),
  token_lifetime_for_web: z.int().min(1).catch(WEB_ACCESS_TOKEN_S),
  token_dialect: z.enum(TOKEN_DIALECTS).catch('rfc9068_profile'),
  allow_offline_access: z.boolean().catch(false),
  enforce_policies: z.boolean().catch(false),
  skip_consent_for_verifiable_first_party_clients: z.boolean().catch(true),
})

/** @returns the settings of an API that change its tokens, with their defaults */
export function apiSettings(settings: ResourceServer['settings']): z.output<typeof Settings> {
  return Settings.parse(settings)
}

/**
 * Decides by the API’s row.
 *
 * @param row the tenant’s API with this identifier, if there is one
 * @param settings.ferry_any_audience whether an audience without a row counts, too
 * @throws {ApiError} forbidden_audience: there is no such API
 */
export function judgeAudience(
  issuer: string,
  asked: string | undefined,
  row: ResourceServer | undefined,
  { ferry_any_audience = false }: Pick<TenantSettings, 'ferry_any_audience'>,
): Audience {
  if (asked === undefined || asked === '' || asked === `${issuer}userinfo`) return { kind: 'userinfo' }
  if (isManagementAudience(asked)) return { kind: 'management', audience: asked }
  if (row) {
    const { identifier, name, scopes } = row
    return { kind: 'api', api: { identifier, name, scopes, ...apiSettings(row.settings) } }
  }
  if (!ferry_any_audience) throw new ApiError('forbidden_audience', `Service not found: ${asked}`)
  const open = { ...apiSettings({}), allow_offline_access: true }
  return { kind: 'api', api: { identifier: asked, name: asked, scopes: undefined, ...open } }
}

/**
 * Reads the API of an audience, and decides.
 *
 * @param asked as the request has it; missing or empty: the tenant’s default
 * @throws {ApiError} forbidden_audience: there is no such API
 */
export async function audienceOf(
  { store, tokens: { issuer } }: AudienceDeps,
  tenant_id: string,
  asked: string | undefined,
  settings: TenantSettings,
): Promise<Audience> {
  const audience = asked || settings.default_audience
  const needsRow = audience !== undefined && !isManagementAudience(audience)
  const row = needsRow ? await store.findResourceServerByIdentifier(tenant_id, audience) : undefined
  return judgeAudience(issuer, audience, row, settings)
}

interface AudienceDeps {
  store: Pick<Store, 'findResourceServerByIdentifier'>
  tokens: { issuer: string }
}

/**
 * @returns whether a person’s token for the client can have the audience: the Management API only at its own issuer, and never
 *   for a client that registered itself
 */
export function isForPeople(
  issuer: string,
  audience: Audience,
  { is_registered }: Pick<Client, 'is_registered'>,
): boolean {
  if (audience.kind !== 'management') return true
  return !is_registered && audience.audience === managementAudience(issuer)
}

/** @returns the audience as tokens have it; undefined for none */
export function audienceText(audience: Audience): string | undefined {
  switch (audience.kind) {
    case 'userinfo':
      return undefined
    case 'management':
      return audience.audience
    case 'api':
      return audience.api.identifier
  }
}

/** @returns the scopes of the API that a person’s token can have, of those that were asked for */
export function apiScopesOfPeople(
  { scopes = [], enforce_policies }: Pick<Api, 'scopes' | 'enforce_policies'>,
  asked: readonly string[],
): string[] {
  if (enforce_policies) return []
  const known = new Set(scopes.map(({ value }) => value))
  return asked.filter((scope) => known.has(scope))
}

/**
 * @param granted of the client grant
 * @returns those of them that tokens can have: a scope that the API no longer has is dropped
 */
export function apiScopesOfClients(
  { scopes }: Pick<Api, 'scopes'>,
  granted: readonly string[],
  { ferry_any_audience = false }: Pick<TenantSettings, 'ferry_any_audience'>,
): string[] {
  if (scopes === undefined || ferry_any_audience) return [...granted]
  const known = new Set(scopes.map(({ value }) => value))
  return granted.filter((scope) => known.has(scope))
}

/** @param permissions of the caller: those of a person are none @returns what the API’s tokens are like */
export function tokenKind(api: Api, permissions: readonly string[]): AccessTokenKind {
  const { token_dialect, token_lifetime, enforce_policies } = api
  const hasPermissions = enforce_policies && token_dialect.endsWith('_authz')
  return {
    life_s: token_lifetime,
    typ: token_dialect.startsWith('rfc9068') ? 'at+jwt' : 'JWT',
    ...(hasPermissions ? { permissions } : {}),
  }
}
