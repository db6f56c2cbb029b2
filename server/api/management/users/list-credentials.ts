/** `GET /api/v2/users/{id}/credentials`: Ferry's own. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { hashFacts } from '../../../password/hash.ts'
import { defineRoute } from '../../route/route.ts'

const Credential = z.object({
  connection: z.string(),
  provider: z.string(),
  user_id: z.string().describe('Of the identity, without prefix'),
  password: z
    .object({
      algorithm: z.string(),
      memory_cost: z.int().describe('KiB'),
      time_cost: z.int(),
      parallelism: z.int(),
    })
    .optional()
    .describe('Missing when the legacy store alone knows the password'),
})

export const listCredentials = defineRoute({
  method: 'get',
  path: '/api/v2/users/:id/credentials',
  name: 'listUserCredentials',
  tag: 'Users',
  summary: 'List how the passwords of a user are kept',
  description:
    'Ferry’s own. Says for each identity of the user whether Ferry has a password hash, and by which algorithm it was made. It never answers a hash.',
  scopes: ['read:users'],
  params: z.object({ id: z.string().min(1).max(300) }),
  result: z.object({ credentials: z.array(Credential) }),
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
