/** The query of the list of users: read from the URL, sent to the server. @module */
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import type { ApiClient } from '../../api/client.ts'

/** How users were created, in the order of the filter. */
export const ORIGINS = [
  'migrated',
  'login',
  'reset',
  'import',
  'local',
  'sign_up',
  'administrator',
  'legacy_login',
] as const

/** Sort orders; the first is the default. */
export const SORTS = [
  'created_at:-1',
  'created_at:1',
  'email:1',
  'name:1',
  'last_login:-1',
  'logins_count:-1',
  'migrated_at:-1',
] as const

/** Filters of the list; '' is any value. */
export interface UserList {
  q: string
  connection: string
  origin: '' | (typeof ORIGINS)[number]
  blocked: '' | 'true' | 'false'
  sort: (typeof SORTS)[number]
}

/** @param search the query of the URL, unchecked */
export function readUserList(search: URLSearchParams): UserList {
  const blocked = search.get('blocked')
  return {
    q: search.get('q') ?? '',
    connection: search.get('connection') ?? '',
    origin: ORIGINS.find((origin) => origin === search.get('origin')) ?? '',
    blocked: blocked === 'true' || blocked === 'false' ? blocked : '',
    sort: SORTS.find((sort) => sort === search.get('sort')) ?? SORTS[0],
  }
}

/** Whether the list is filtered; the sort order does not count. */
export function isNarrowed({ q, connection, origin, blocked }: UserList): boolean {
  return [q, connection, origin, blocked].some((wish) => wish !== '')
}

const PAGE_SIZE = 50

/** Pages of 50 users; the previous list stays visible until the next one has loaded. */
export function usersQuery(client: ApiClient, list: UserList) {
  return infiniteQueryOptions({
    queryKey: ['users', list],
    initialPageParam: 0,
    placeholderData: keepPreviousData,
    queryFn: async ({ pageParam, signal }) => {
      const answer = await client.call('GET /api/v2/users', {
        query: {
          q: list.q,
          sort: list.sort,
          page: pageParam,
          per_page: PAGE_SIZE,
          include_totals: 'true',
          ...(list.connection === '' ? {} : { connection: list.connection }),
          ...(list.origin === '' ? {} : { origin: list.origin }),
          ...(list.blocked === '' ? {} : { blocked: list.blocked }),
        },
        signal,
      })
      if (Array.isArray(answer)) return { users: answer, total: answer.length }
      return { users: answer.users, total: 'total' in answer ? answer.total : answer.users.length }
    },
    getNextPageParam: (last, pages) => (pages.length * PAGE_SIZE < last.total ? pages.length : undefined),
  })
}
