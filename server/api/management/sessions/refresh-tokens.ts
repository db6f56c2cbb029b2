/** `/api/v2/refresh-tokens` and `/api/v2/users/{id}/refresh-tokens`. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import type { Client, RefreshTokenFamily, Tenant } from '../../../store/contract.ts'
import { refreshTokenSettings } from '../../../tokens/refresh-tokens.ts'
import type { Deps } from '../../http/deps.ts'
import { CheckpointQuery, DEFAULT_SIZE } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'
import { UserParams } from '../../shapes/management-user.ts'

/** Path of one refresh token. */
const RefreshTokenParams = z.object({
  id: z
    .string()
    .min(1)
    .max(100)
    .describe('The ID of the refresh token, which stays the same when the token is exchanged.'),
})

const ManagementRefreshToken = z
  .object({
    id: z.string().describe('The ID of the refresh token. It is no token: nobody can sign in with it.'),
    user_id: z.string().describe('The `user_id` of the user.'),
    client_id: z.string().describe('The ID of the client that has the token.'),
    session_id: z
      .string()
      .nullable()
      .describe('The ID of the session in which the token was issued; null for tokens of other grants.'),
    rotating: z.boolean().describe('Whether each use gives a new token.'),
    created_at: z.iso.datetime().describe('When the user signed in.'),
    idle_expires_at: z.iso
      .datetime()
      .nullable()
      .describe('When the token ends unless it is used before; null: never.'),
    expires_at: z.iso
      .datetime()
      .nullable()
      .describe('When the token ends, however often it is used; null: never.'),
    last_exchanged_at: z.iso.datetime().nullable().describe('When the token was last used; null: never.'),
    resource_servers: z
      .array(
        z.object({
          audience: z.string().describe('The identifier of the API.'),
          scopes: z.string().describe('The scopes that were granted, separated by spaces.'),
        }),
      )
      .describe('What the token is for. Empty when no audience was asked for.'),
  })
  .meta({
    id: 'RefreshToken',
    description: 'A refresh token that a user gave to an application, without the token itself.',
  })

const RefreshTokenPage = z
  .object({
    tokens: z.array(ManagementRefreshToken).describe('The refresh tokens of the page, newest first.'),
    next: z.string().optional().describe('`from` of the next page. Missing on the last page.'),
  })
  .meta({ id: 'RefreshTokenPage', description: 'A page of a user’s refresh tokens.' })

export const getRefreshToken = defineRoute({
  method: 'get',
  path: '/api/v2/refresh-tokens/:id',
  name: 'getRefreshToken',
  tag: 'Refresh tokens',
  summary: 'Get a refresh token',
  description:
    'Answers what is known about one refresh token. A token that is revoked or has expired does not exist any more.',
  scopes: ['read:refresh_tokens'],
  params: RefreshTokenParams,
  result: ManagementRefreshToken,
  errors: ['inexistent_refresh_token'],
  async handle(deps, { tenant, params }) {
    const family = await deps.store.findRefreshTokenFamily(tenant.tenant_id, params.id)
    const [shown] = family && isValid(family) ? await toManagement(deps, tenant, [family]) : []
    if (!shown) throw new ApiError('inexistent_refresh_token')
    return shown
  },
})

export const deleteRefreshToken = defineRoute({
  method: 'delete',
  path: '/api/v2/refresh-tokens/:id',
  name: 'deleteRefreshToken',
  tag: 'Refresh tokens',
  summary: 'Revoke a refresh token',
  description:
    'Revokes a refresh token and all that replaced it. The access token of its last use stays valid until it expires.',
  scopes: ['delete:refresh_tokens'],
  params: RefreshTokenParams,
  status: 202,
  errors: ['inexistent_refresh_token'],
  async handle({ store }, { tenant, params }) {
    const revoked = await store.revokeRefreshTokens(tenant.tenant_id, { family_id: params.id })
    if (revoked === 0) throw new ApiError('inexistent_refresh_token')
  },
})

export const listRefreshTokensOfUser = defineRoute({
  method: 'get',
  path: '/api/v2/users/:id/refresh-tokens',
  name: 'listRefreshTokensOfUser',
  tag: 'Refresh tokens',
  summary: 'List the refresh tokens of a user',
  description: 'Lists the valid refresh tokens of a user, newest first.',
  scopes: ['read:refresh_tokens'],
  params: UserParams,
  query: CheckpointQuery,
  result: RefreshTokenPage,
  errors: ['inexistent_user'],
  async handle(deps, { tenant, params, query }) {
    const { tenant_id } = tenant
    if (!(await deps.store.findUser(tenant_id, params.id))) throw new ApiError('inexistent_user')
    const page = { from: query.from || undefined, take: query.take ?? DEFAULT_SIZE }
    const { families, next } = await deps.store.listRefreshTokenFamilies(tenant_id, params.id, page)
    return {
      tokens: await toManagement(deps, tenant, families),
      ...(next === undefined ? {} : { next }),
    }
  },
})

export const deleteRefreshTokensOfUser = defineRoute({
  method: 'delete',
  path: '/api/v2/users/:id/refresh-tokens',
  name: 'deleteRefreshTokensOfUser',
  tag: 'Refresh tokens',
  summary: 'Revoke all refresh tokens of a user',
  description:
    'Revokes every refresh token of a user. Sessions stay; `DELETE /api/v2/users/{id}/sessions` ends them.',
  scopes: ['delete:refresh_tokens'],
  params: UserParams,
  status: 202,
  errors: ['inexistent_user'],
  async handle({ store }, { tenant, params }) {
    const { tenant_id } = tenant
    if (!(await store.findUser(tenant_id, params.id))) throw new ApiError('inexistent_user')
    await store.revokeRefreshTokens(tenant_id, { user_id: params.id })
  },
})

function isValid({ revoked_at, usable_until }: RefreshTokenFamily): boolean {
  return revoked_at === undefined && (usable_until === undefined || usable_until > Date.now())
}

/** @returns the tokens with Auth0's fields, in the same order; without those whose client was deleted meanwhile */
async function toManagement(
  { store }: Pick<Deps, 'store'>,
  { tenant_id }: Tenant,
  families: readonly RefreshTokenFamily[],
): Promise<z.input<typeof ManagementRefreshToken>[]> {
  const clients = new Map<string, Client | undefined>()
  for (const client_id of new Set(families.map((one) => one.client_id))) {
    clients.set(client_id, await store.findClient(tenant_id, client_id))
  }
  return families.flatMap((family) => {
    const client = clients.get(family.client_id)
    return client ? [shapeOf(family, refreshTokenSettings(client).rotation_type === 'rotating')] : []
  })
}

function shapeOf(family: RefreshTokenFamily, rotating: boolean): z.input<typeof ManagementRefreshToken> {
  const { audience, scopes } = family
  return {
    id: family.family_id,
    user_id: family.user_id,
    client_id: family.client_id,
    session_id: family.session_id ?? null,
    rotating,
    created_at: new Date(family.created_at).toISOString(),
    idle_expires_at: timeOrNull(family.usable_until),
    expires_at: timeOrNull(family.expires_at),
    last_exchanged_at: timeOrNull(family.last_used_at),
    resource_servers: audience === undefined ? [] : [{ audience, scopes: scopes.join(' ') }],
  }
}

const timeOrNull = (at_ms: number | undefined): string | null =>
  at_ms === undefined ? null : new Date(at_ms).toISOString()
