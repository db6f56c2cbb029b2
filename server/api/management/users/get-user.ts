/** `GET /api/v2/users/{id}`. @module */
import { ApiError } from '../../../common/errors.ts'
import { ListQuery, selectFields } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'
import { PartialUser, toManagementUser, UserParams } from '../../shapes/management-user.ts'

export const getUser = defineRoute({
  method: 'get',
  path: '/api/v2/users/:id',
  name: 'getUser',
  tag: 'Users',
  summary: 'Get a user',
  description: 'Answers one user that Ferry stores. No script runs.',
  scopes: ['read:users'],
  params: UserParams,
  query: ListQuery.pick({ fields: true, include_fields: true }),
  result: PartialUser,
  errors: ['inexistent_user'],
  async handle({ store, loginFlow }, { tenant, params, query }) {
    await loginFlow.settled()
    const user = await store.findUser(tenant.tenant_id, params.id)
    if (!user) throw new ApiError('inexistent_user')
    return selectFields(toManagementUser(user), query)
  },
})
