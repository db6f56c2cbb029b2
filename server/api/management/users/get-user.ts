/** `GET /api/v2/users/{id}`. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { definedOnly } from '../../../common/optional.ts'
import type { Identity, ProviderTokens, TokensOfIdentity } from '../../../store/contract.ts'
import { hasAny } from '../../access/caller.ts'
import { ListQuery, selectFields } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'
import {
  ManagementIdentity,
  PartialUser,
  toManagementIdentity,
  toManagementUser,
  UserParams,
} from '../../shapes/management-user.ts'

const UserWithTokens = PartialUser.extend({
  identities: z
    .array(
      ManagementIdentity.extend({
        access_token: z
          .string()
          .optional()
          .describe(
            'The access token that the login script returned last. Only with `read:user_idp_tokens`.',
          ),
        refresh_token: z
          .string()
          .optional()
          .describe(
            'The refresh token that the login script returned last. Only with `read:user_idp_tokens`.',
          ),
      }).meta({
        id: 'IdentityWithTokens',
        description: 'An `Identity`, with the tokens of its legacy service.',
      }),
    )
    .optional()
    .describe('Who the user is at each connection. Linked identities have `profileData`.'),
}).meta({ id: 'UserWithTokens', description: 'A `PartialUser`, whose identities may have tokens.' })

export const getUser = defineRoute({
  method: 'get',
  path: '/api/v2/users/:id',
  name: 'getUser',
  tag: 'Users',
  summary: 'Get a user',
  description:
    'Answers one user that Ferry stores. No script runs. A program with `read:user_idp_tokens` gets the tokens of the legacy service with each identity that has some.',
  scopes: ['read:users'],
  own: { scopes: ['read:current_user'], whose: 'path' },
  cors: 'client',
  params: UserParams,
  query: ListQuery.pick({ fields: true, include_fields: true }),
  result: UserWithTokens,
  errors: ['inexistent_user'],
  async handle({ store, flows }, { tenant, params, query, granted, caller }) {
    await flows.login.settled()
    const user = await store.findUser(tenant.tenant_id, params.id)
    if (!user) throw new ApiError('inexistent_user')
    const shown = toManagementUser(user)
    // Never to a page of the dashboard, whatever its member may grant to programs.
    const mayRead = caller.client !== undefined && hasAny(granted, ['read:user_idp_tokens'])
    if (!mayRead) return selectFields(shown, query)
    const tokens = await store.findProviderTokens(tenant.tenant_id, params.id)
    const identities = user.identities.map((identity) => ({
      ...toManagementIdentity(identity),
      ...tokensOf(identity, tokens),
    }))
    return selectFields({ ...shown, identities }, query)
  },
})

function tokensOf(
  { connection_id, external_id }: Identity,
  tokens: readonly TokensOfIdentity[],
): ProviderTokens {
  const own = tokens.find((one) => one.connection_id === connection_id && one.external_id === external_id)
  return definedOnly({ access_token: own?.access_token, refresh_token: own?.refresh_token })
}
