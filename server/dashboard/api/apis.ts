/** The APIs of the tenant. @module */
import { queryOptions } from '@tanstack/react-query'
import type { ApiClient } from './client.ts'
import type { Operations } from './operations.ts'

/** An API (resource server) of the tenant. */
export type Api = Operations['GET /api/v2/resource-servers/{id}']['result']

const PAGE_SIZE = 100

/** All APIs of the tenant, the Management API first. Every write invalidates `['apis']`. */
export function apisQuery(client: ApiClient) {
  return queryOptions({
    queryKey: ['apis'],
    queryFn: async ({ signal }): Promise<Api[]> => {
      const all: Api[] = []
      for (;;) {
        const page = all.length / PAGE_SIZE
        const answer = await client.call('GET /api/v2/resource-servers', {
          query: { page, per_page: PAGE_SIZE },
          signal,
        })
        const items = Array.isArray(answer) ? answer : answer.resource_servers
        all.push(...items)
        if (items.length < PAGE_SIZE) return all
      }
    },
  })
}
