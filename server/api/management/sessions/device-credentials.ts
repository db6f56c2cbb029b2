/** `/api/v2/device-credentials`: refresh tokens, as Auth0’s older endpoints show them. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import type { Listed, RefreshTokenFamily } from '../../../store/contract.ts'
import { ListQuery, listAnswer, listResult, pageOf, selectFields } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'

const Type = z.enum(['refresh_token', 'rotating_refresh_token', 'public_key'])

const DeviceCredential = z
  .object({
    id: z
      .string()
      .describe(
        'The ID of the refresh token, as in `/api/v2/refresh-tokens`. It is no token: nobody can sign in with it.',
      ),
    type: Type.describe('The type that was asked for.'),
    user_id: z.string().describe('The `user_id` of the user.'),
    client_id: z.string().describe('The ID of the client that has the token.'),
  })
  .meta({
    id: 'DeviceCredential',
    description: 'What an application keeps to sign a user in again. Ferry keeps no names of devices.',
    examples: [
      {
        id: 'b5bb9d8014a0f9b1',
        type: 'refresh_token',
        user_id: 'auth0|42',
        client_id: 'Ne6oGgVbXyTsgNU0UCH4d',
      },
    ],
  })

const PartialDeviceCredential = DeviceCredential.partial().meta({
  id: 'PartialDeviceCredential',
  description: 'A `DeviceCredential`. With `fields` or `include_fields` it has only some of the members.',
})

export const listDeviceCredentials = defineRoute({
  method: 'get',
  path: '/api/v2/device-credentials',
  name: 'listDeviceCredentials',
  tag: 'Refresh tokens',
  summary: 'List device credentials',
  description:
    'Lists the valid refresh tokens of all users, oldest first. Whether they rotate is a setting of their client, so `refresh_token` and `rotating_refresh_token` answer the same ones. There are no public keys.',
  scopes: ['read:device_credentials'],
  query: ListQuery.extend({
    type: Type.default('refresh_token').describe('The type of credentials.'),
    user_id: z.string().min(1).max(300).optional().describe('Only credentials of this user.'),
    client_id: z.string().min(1).max(100).optional().describe('Only credentials of this client.'),
  }),
  result: listResult('device_credentials', 'DeviceCredential', PartialDeviceCredential),
  async handle({ store }, { tenant, query }) {
    const { user_id, client_id, type } = query
    const listed: Listed<RefreshTokenFamily> =
      type === 'public_key'
        ? { items: [], total: 0 }
        : await store.pageRefreshTokenFamilies(tenant.tenant_id, { user_id, client_id }, pageOf(query))
    const shown = listed.items.map(({ family_id, ...family }) =>
      selectFields({ id: family_id, type, user_id: family.user_id, client_id: family.client_id }, query),
    )
    return listAnswer('device_credentials', query, listed, shown)
  },
})

export const deleteDeviceCredential = defineRoute({
  method: 'delete',
  path: '/api/v2/device-credentials/:id',
  name: 'deleteDeviceCredential',
  tag: 'Refresh tokens',
  summary: 'Delete a device credential',
  description:
    'Revokes a refresh token and all that replaced it, as `DELETE /api/v2/refresh-tokens/{id}` does.',
  scopes: ['delete:device_credentials'],
  own: { scopes: ['delete:current_user_device_credentials'], whose: 'handle' },
  cors: 'client',
  params: z.object({ id: z.string().min(1).max(100).describe('The ID of the credential.') }),
  errors: ['inexistent_refresh_token'],
  async handle({ store }, { tenant, params, caller: { person } }) {
    const { tenant_id } = tenant
    const family_id = params.id
    if (person) {
      const family = await store.findRefreshTokenFamily(tenant_id, family_id)
      // Whether somebody else has such a token is nobody's business.
      if (family?.user_id !== person.user.user_id) throw new ApiError('insufficient_scope')
    }
    const revoked = await store.revokeRefreshTokens(tenant_id, { family_id })
    if (revoked === 0) throw new ApiError('inexistent_refresh_token')
  },
})
