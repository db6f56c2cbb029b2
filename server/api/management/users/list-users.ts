/** `GET /api/v2/users`. @module */
import * as z from 'zod'
import { USER_FIELDS } from '../../../search/fields.ts'
import type { SearchNode } from '../../../store/contract.ts'
import {
  ListQuery,
  listAnswer,
  listResult,
  pageOf,
  selectFields,
  streamedAnswer,
} from '../../lists/paging.ts'
import { readSearch, readSort, SearchQuery } from '../../lists/searching.ts'
import { defineRoute } from '../../route/route.ts'
import { PartialUser, toManagementUser } from '../../shapes/management-user.ts'

const ORIGINS = [
  'login',
  'reset',
  'import',
  'sign_up',
  'administrator',
  'legacy_login',
  'migrated',
  'local',
] as const

export const listUsers = defineRoute({
  method: 'get',
  path: '/api/v2/users',
  name: 'listUsers',
  tag: 'Users',
  summary: 'List or search users',
  description:
    'Lists the users that Ferry stores. People who are only in the legacy store are not listed, and no script runs.',
  scopes: ['read:users'],
  query: ListQuery.extend(SearchQuery.shape).extend({
    search_engine: z
      .enum(['v2', 'v3'])
      .optional()
      .describe('The version of the search grammar. Ferry has one, that of `v3`, and takes both.'),
    connection: z
      .string()
      .max(128)
      .optional()
      .describe('The name of a connection. Only its users are listed.'),
    origin: z
      .enum(ORIGINS)
      .optional()
      .describe(
        'Ferry’s own. Only users with this `migrated_by` or `made_by`; `migrated`: with any `migrated_by`; `local`: without one.',
      ),
    blocked: z
      .enum(['true', 'false'])
      .optional()
      .describe('Ferry’s own. Only users who are blocked, or only users who are not.'),
  }),
  result: listResult('users', 'User', PartialUser),
  item: PartialUser,
  errors: ['search_timeout', 'temporarily_unavailable'],
  async handle({ store, loginFlow }, { tenant, query }) {
    await loginFlow.settled()
    const searched = readSearch(query.q, USER_FIELDS)
    const filters = [...originTest(query.origin), ...blockedTest(query.blocked)]
    const where: SearchNode = filters.length === 0 ? searched : { kind: 'and', parts: [searched, ...filters] }
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
    const { items: found, ...listed } = await store.pageUsers(tenant.tenant_id, filter, pageOf(query))
    async function* items(): AsyncGenerator<unknown> {
      for (const one of found) {
        const user = typeof one === 'string' ? await store.findUser(tenant.tenant_id, one) : one
        if (user) yield selectFields(toManagementUser(user), query)
      }
    }
    return streamedAnswer('users', query, listed, items())
  },
})

const field = (name: string, test: Extract<SearchNode, { kind: 'field' }>['test']): SearchNode => ({
  kind: 'field',
  field: name,
  path: [],
  test,
})

/** @returns no condition when none is wished */
function originTest(origin: (typeof ORIGINS)[number] | undefined): SearchNode[] {
  switch (origin) {
    case undefined:
      return []
    case 'migrated':
      return [field('migrated_by', { kind: 'exists' })]
    case 'local':
      return [{ kind: 'not', part: field('migrated_by', { kind: 'exists' }) }]
    case 'login':
    case 'reset':
    case 'import':
      return [field('migrated_by', { kind: 'is', value: origin })]
    case 'sign_up':
    case 'administrator':
    case 'legacy_login':
      return [field('made_by', { kind: 'is', value: origin })]
  }
}

function blockedTest(blocked: 'true' | 'false' | undefined): SearchNode[] {
  return blocked === undefined ? [] : [field('blocked', { kind: 'flag', value: blocked === 'true' })]
}
