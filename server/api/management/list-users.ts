/** `GET /api/v2/users`. @module */
import * as z from 'zod'
import { USER_FIELDS } from '../../search/fields.ts'
import { ManagementUser, toManagementUser } from '../../user.ts'
import { defineRoute } from '../route.ts'
import { ListQuery, listAnswer, listResult, pageOf, selectFields } from './paging.ts'
import { readSearch, readSort, SearchQuery } from './searching.ts'

/** Stored users: those who are still in the legacy store are not seen, and no script runs. */
export const listUsers = defineRoute({
  method: 'get',
  path: '/api/v2/users',
  summary: 'List or search users',
  scopes: ['read:users'],
  query: ListQuery.extend(SearchQuery.shape).extend({
    search_engine: z.enum(['v2', 'v3']).optional().describe('Both mean the grammar of v3'),
    connection: z.string().max(128).optional().describe('Name of a connection'),
  }),
  result: listResult('users', ManagementUser.partial()),
  errors: ['search_timeout'],
  async handle({ store }, { tenant, query }) {
    const where = readSearch(query.q, USER_FIELDS)
    const sort = readSort(query.sort, USER_FIELDS)
    const connection =
      query.connection === undefined
        ? undefined
        : await store.findConnectionByName(tenant.tenant_id, query.connection)
    if (query.connection !== undefined && !connection) return listAnswer('users', query, { items: [] }, [])
    const filter = {
      where,
      ...(sort && { sort }),
      ...(connection && { connection_id: connection.connection_id }),
    }
    const listed = await store.listUsers(tenant.tenant_id, filter, pageOf(query))
    const items = listed.items.map((user) => selectFields(toManagementUser(user), query))
    return listAnswer('users', query, listed, items)
  },
})
