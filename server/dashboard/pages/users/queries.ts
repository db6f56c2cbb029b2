/** What several pages of users read. @module */
import { queryOptions } from '@tanstack/react-query'
import type { ApiClient } from '../../api/client.ts'
import type { Operations } from '../../api/schema.ts'

/** As the API gives it. */
export type User = Operations['GET /api/v2/users/{id}']['result']

const MOST = 100

/** Names, ids and options of the tenant's connections, for filters and choices. */
export function connectionChoices(client: ApiClient) {
  return queryOptions({
    queryKey: ['connections', 'choices'],
    queryFn: async ({ signal }) => {
      const answer = await client.call('GET /api/v2/connections', { query: { per_page: MOST }, signal })
      return Array.isArray(answer) ? answer : answer.connections
    },
  })
}

/** @returns what a user is called in sentences */
export function callUser(user: User): string {
  return user.email ?? user.username ?? user.user_id ?? ''
}
