/** Summaries of applications, as lists show them. @module */
import { queryOptions } from '@tanstack/react-query'
import type { ApiClient } from './client.ts'
import type { Operations } from './operations.ts'

type Answer = Operations['GET /api/v2/client-summaries']['result']

/** The summary of one application. */
export type Application = Answer['clients'][number]

/**
 * All applications of the tenant, sorted by name. Every write that changes an application invalidates
 * `['applications']`.
 */
export function applicationsQuery(client: ApiClient) {
  return queryOptions({
    queryKey: ['applications'],
    queryFn: async ({ signal }): Promise<Application[]> => {
      const all: Application[] = []
      let from: string | undefined
      do {
        const page: Answer = await client.call('GET /api/v2/client-summaries', {
          query: from === undefined ? {} : { from },
          signal,
        })
        all.push(...page.clients)
        from = page.next
      } while (from !== undefined)
      return all.toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
    },
  })
}
