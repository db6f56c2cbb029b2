/** `GET /api/v2/users-by-email`. @module */
import * as z from 'zod'
import { ListQuery, selectFields } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'
import { PartialUser, toManagementUser } from '../../shapes/management-user.ts'

export const listUsersByEmail = defineRoute({
  method: 'get',
  path: '/api/v2/users-by-email',
  name: 'listUsersByEmail',
  tag: 'Users',
  summary: 'List users by email address',
  description:
    'Lists the users of all connections who have exactly this email address. Upper and lower case count.',
  scopes: ['read:users'],
  query: ListQuery.pick({ fields: true, include_fields: true }).extend({
    email: z.string().min(1).max(320).describe('The email address, spelled as it is stored.'),
  }),
  result: z.array(PartialUser),
  async handle({ store, flows }, { tenant, query }) {
    await flows.login.settled()
    const users = await store.findUsersByEmail(tenant.tenant_id, query.email)
    return users.map((user) => selectFields(toManagementUser(user), query))
  },
})
