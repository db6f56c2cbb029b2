/** Summaries of connections, as lists show them. @module */
import { queryOptions } from '@tanstack/react-query'
import type { ApiClient } from './client.ts'
import type { Operations } from './operations.ts'

type Answer = Operations['GET /api/v2/connection-summaries']['result']

/** The summary of one connection. */
export type Summary = Answer['connections'][number]

/**
 * All connections of the tenant, sorted by name. Every write that changes a connection invalidates `['connections']`.
 */
export function summariesQuery(client: ApiClient) {
  return queryOptions({
    queryKey: ['connections', 'summaries'],
    queryFn: async ({ signal }): Promise<Summary[]> => {
      const all: Summary[] = []
      let from: string | undefined
      do {
        const page: Answer = await client.call('GET /api/v2/connection-summaries', {
          query: from === undefined ? {} : { from },
          signal,
        })
        all.push(...page.connections)
        from = page.next
      } while (from !== undefined)
      return all.toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
    },
  })
}
