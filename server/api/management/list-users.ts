/** `GET /api/v2/users`. @module */
import * as z from 'zod'
import type { UserFilter } from '../../store/contract.ts'
import { ManagementUser, toManagementUser } from '../../user.ts'
import type { Deps } from '../route.ts'
import { defineRoute } from '../route.ts'
import { ListQuery, listAnswer, listResult, pageOf, selectFields } from './paging.ts'
import { parseUserQuery } from './user-query.ts'

/** Stored users: those who are still in the legacy store are not seen, and no script runs. */
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
  result: listResult('users', ManagementUser.partial()),
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
