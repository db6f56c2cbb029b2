/** `GET` and `DELETE /api/v2/users/{id}/login-names`: further sign-in names (`ferry_identifier: alias`). @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { normaliseIdentifier } from '../../../migration/identifiers/identifier.ts'
import { defineRoute } from '../../route/route.ts'
import { UserParams } from '../../shapes/management-user.ts'
import { Identifier } from '../../shapes/person-input.ts'

const LoginNames = z
  .array(
    z.object({
      name: z.string().describe('The name, as it is looked up: A–Z in lower case.'),
      connection: z.string().describe('The name of the connection.'),
      user_id: z.string().describe('The ID of the identity, without `auth0|`.'),
      created_at: z.iso.datetime().describe('When the user first signed in by it.'),
    }),
  )
  .meta({
    id: 'LoginNames',
    description: 'Names by which a user signs in beside email address and username.',
    examples: [
      [{ name: '4711', connection: 'legacy', user_id: '42', created_at: '2026-05-04T10:11:12.000Z' }],
    ],
  })

export const listLoginNames = defineRoute({
  method: 'get',
  path: '/api/v2/users/:id/login-names',
  name: 'listLoginNames',
  tag: 'Users',
  summary: 'List the further sign-in names of a user',
  description:
    'Ferry’s own. Lists the names by which a user signs in beside email address and username, oldest first. Connections with `ferry_identifier: alias` keep them, at most five for each identity.',
  scopes: ['read:users'],
  params: UserParams,
  result: LoginNames,
  errors: ['inexistent_user'],
  async handle({ store }, { tenant, params }) {
    const user = await store.findUser(tenant.tenant_id, params.id)
    if (!user) throw new ApiError('inexistent_user')
    const names = new Map(user.identities.map(({ connection_id, connection }) => [connection_id, connection]))
    const aliases = await store.listAliases(tenant.tenant_id, params.id)
    return aliases.map(({ alias, connection_id, external_id, created_at }) => ({
      name: alias,
      connection: names.get(connection_id) ?? connection_id,
      user_id: external_id,
      created_at: new Date(created_at).toISOString(),
    }))
  },
})

export const deleteLoginName = defineRoute({
  method: 'delete',
  path: '/api/v2/users/:id/login-names',
  name: 'deleteLoginName',
  tag: 'Users',
  summary: 'Remove a further sign-in name of a user',
  description:
    'Ferry’s own. From then on the user is not found by this name; while the legacy store still lets the user in by it, the next sign-in keeps it again. Removing a name that the user does not have succeeds.',
  scopes: ['update:users'],
  params: UserParams,
  query: z.object({
    connection: Identifier.min(1).describe('The name of the connection.'),
    name: Identifier.min(1).describe('The further sign-in name.'),
  }),
  errors: ['inexistent_user'],
  async handle({ store }, { tenant, params, query }) {
    const user = await store.findUser(tenant.tenant_id, params.id)
    if (!user) throw new ApiError('inexistent_user')
    const identity = user.identities.find(({ connection }) => connection === query.connection)
    if (!identity) return
    const key = normaliseIdentifier(query.name)
    await store.deleteAlias(tenant.tenant_id, params.id, identity.connection_id, key)
  },
})
