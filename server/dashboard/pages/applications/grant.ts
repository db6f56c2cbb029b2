/** Client grants of an application. @module */
import { queryOptions } from '@tanstack/react-query'
import type { ApiClient } from '../../api/client.ts'
import type { Operations } from '../../api/operations.ts'

/** A client grant of the API. */
export type Grant = Operations['GET /api/v2/client-grants/{id}']['result']

const MOST = 100

/** Query key of the grants of an application. */
export const grantsKey = (client_id: string): readonly unknown[] => ['application', client_id, 'grants']

/** The grants of an application: one per audience. */
export function grantsQuery(client: ApiClient, client_id: string) {
  return queryOptions({
    queryKey: grantsKey(client_id),
    queryFn: async ({ signal }): Promise<Grant[]> => {
      const answer = await client.call('GET /api/v2/client-grants', {
        query: { client_id, per_page: MOST },
        signal,
      })
      return Array.isArray(answer) ? answer : answer.client_grants
    },
  })
}

/** @returns whether the grant is for the Management API, on any host, by the server's rule */
export function isManagement({ audience }: Pick<Grant, 'audience'>): boolean {
  return audience.endsWith('/api/v2/')
}
