/** Reading users. @module */
import * as z from 'zod'
import { ApiError } from '../../errors.ts'
import type { UserFilter } from '../../store/contract.ts'
import { ManagementUser, toManagementUser } from '../../user.ts'
import type { Deps } from '../route.ts'
import { defineRoute } from '../route.ts'
import { ListQuery, listAnswer, listResult, pageOf, selectFields } from './paging.ts'
import { parseUserQuery } from './user-query.ts'

const Selected = ManagementUser.partial()

/** `GET /api/v2/users`. */
export const listUsers = defineRoute({
  method: 'get',
  path: '/api/v2/users',
  summary: 'List or search users',
  scopes: ['read:users'],
  query: ListQuery.extend({
    q: z.string().max(1_000).optional(),
    search_engine: z.enum(['v2', 'v3']).optional(),
    connection: z.string().max(128).optional().describe('Name of a connection'),
  }),
  result: listResult('users', Selected),
  async handle(deps, { tenant, query }) {
    const filter = await filterOf(deps, query.q ?? '', query.connection)
    const page = pageOf(query)
    const listed = filter
      ? await deps.store.listUsers(tenant.tenant_id, filter, page)
      : { items: [], total: 0 }
    const items = listed.items.map((user) => selectFields(toManagementUser(user), query))
    return listAnswer('users', query, listed, items)
  },
})

/** @returns undefined when no user can match */
async function filterOf(
  { store, tenant }: Deps,
  q: string,
  connection: string | undefined,
): Promise<UserFilter | undefined> {
  const { connection: named, ...filter } = parseUserQuery(q)
  if (named !== undefined && connection !== undefined && named !== connection) return undefined
  const name = named ?? connection
  if (name === undefined) return filter
  const found = await store.findConnectionByName(tenant.tenant_id, name)
  return found && { ...filter, connection_id: found.connection_id }
}

/** `GET /api/v2/users/{id}`. */
export const getUser = defineRoute({
  method: 'get',
  path: '/api/v2/users/:id',
  summary: 'Get a user',
  scopes: ['read:users'],
  params: z.object({ id: z.string().min(1).max(300) }),
  query: ListQuery.pick({ fields: true, include_fields: true }),
  result: Selected,
  errors: ['inexistent_user'],
  async handle({ store }, { tenant, params, query }) {
    const user = await store.findUser(tenant.tenant_id, params.id)
    if (!user) throw new ApiError('inexistent_user')
    return selectFields(toManagementUser(user), query)
  },
})

/** `GET /api/v2/users-by-email`: exact and case-sensitive. */
export const listUsersByEmail = defineRoute({
  method: 'get',
  path: '/api/v2/users-by-email',
  summary: 'Find users by e-mail',
  scopes: ['read:users'],
  query: ListQuery.pick({ fields: true, include_fields: true }).extend({ email: z.string().min(1).max(320) }),
  result: z.array(Selected),
  async handle({ store }, { tenant, query }) {
    const users = await store.findUsersByEmail(tenant.tenant_id, query.email)
    return users.map((user) => selectFields(toManagementUser(user), query))
  },
})
