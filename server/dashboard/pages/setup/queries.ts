/** What the screens of the first run ask for. @module */
import { useQuery } from '@tanstack/react-query'
import type { ApiClient } from '../../api/client.ts'
import { useApi } from '../../api/context.tsx'
import type { Operations } from '../../api/operations.ts'

/** The sample legacy store, and the person to begin with. */
export type SampleStore = Operations['GET /api/v2/sample-store']['result']

/** Where the sample legacy store stands in the cache. */
export const SAMPLE_KEY = ['sample-store'] as const

/** @returns the templates, without their texts */
export function useTemplates() {
  const client = useApi()
  return useQuery({
    queryKey: ['templates'],
    queryFn: ({ signal }) => client.call('GET /api/v2/templates', { signal }),
  })
}

/** @returns the connections; whatever changes one invalidates `['connections']` */
export function useConnections() {
  const client = useApi()
  return useQuery({
    queryKey: ['connections', 'of-setup'],
    queryFn: ({ signal }) => client.call('GET /api/v2/connections', { query: { strategy: 'auth0' }, signal }),
    select: (answer) => (Array.isArray(answer) ? answer : answer.connections),
  })
}

/** @returns ids of the applications that a first connection is opened for: the oldest, which is the operator's own */
export async function firstApplication(client: ApiClient): Promise<string[]> {
  const answer = await client.call('GET /api/v2/clients', { query: { fields: 'client_id' } })
  const clients = Array.isArray(answer) ? answer : answer.clients
  return clients.flatMap(({ client_id }) => client_id ?? []).slice(0, 1)
}
