/** `GET /api/v2/users/{id}/credentials`: Ferry's own. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { hashFacts } from '../../../password/hash.ts'
import { defineRoute } from '../../route/route.ts'
import { UserParams } from '../../shapes/management-user.ts'

const Credential = z
  .object({
    connection: z.string().describe('The name of the connection.'),
    provider: z.string().describe('The provider of the identity: `auth0`.'),
    user_id: z.string().describe('The ID of the identity: without `auth0|`.'),
    password: z
      .object({
        algorithm: z.string().describe('The algorithm, such as `argon2id`.'),
        memory_cost: z.int().describe('Memory that one hash takes, in KiB.'),
        time_cost: z.int().describe('Passes over the memory.'),
        parallelism: z.int().describe('Lanes that can be computed at the same time.'),
      })
      .optional()
      .describe('How the hash was made. Missing when only the legacy store knows the password.'),
  })
  .meta({ id: 'Credential', description: 'How Ferry keeps the password of one identity.' })

export const listCredentials = defineRoute({
  method: 'get',
  path: '/api/v2/users/:id/credentials',
  name: 'listUserCredentials',
  tag: 'Users',
  summary: 'List how the passwords of a user are kept',
  description:
    'Ferry’s own. Says for each identity of the user whether Ferry has a password hash, and by which algorithm it was made. It never answers a hash.',
  scopes: ['read:users'],
  params: UserParams,
  result: z
    .object({ credentials: z.array(Credential).describe('One for each identity of the user.') })
    .meta({ id: 'Credentials', description: 'How Ferry keeps the passwords of a user.' }),
  errors: ['inexistent_user'],
  async handle({ store }, { tenant: { tenant_id }, params }) {
    const user = await store.findUser(tenant_id, params.id)
    if (!user) throw new ApiError('inexistent_user')
    const credentials = await Promise.all(
      user.identities.map(async ({ connection_id, connection, provider, external_id }) => {
        const stored = await store.findIdentity(tenant_id, connection_id, external_id)
        const phc = stored?.password_hash
        return {
          connection,
          provider,
          user_id: external_id,
          ...(phc === undefined ? {} : { password: hashFacts(phc) }),
        }
      }),
    )
    return { credentials }
  },
})
