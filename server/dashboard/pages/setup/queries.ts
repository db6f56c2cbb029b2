/** Queries of the setup. @module */
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import type { Operations } from '../../api/operations.ts'

/** The sample legacy store, and its person for the first sign-in. */
export type SampleStore = Operations['GET /api/v2/sample-store']['result']

/** Name that the server gives to the connection of the sample legacy store. */
export const SAMPLE_CONNECTION = 'sample-legacy-store'

/** Key of the sample legacy store in the query cache. */
export const SAMPLE_KEY = ['sample-store'] as const

/** @returns the templates, without their texts */
export function useTemplates() {
  const client = useApi()
  return useQuery({
    queryKey: ['templates'],
    queryFn: ({ signal }) => client.call('GET /api/v2/templates', { signal }),
  })
}

/** @returns the connections; every write that changes a connection invalidates `['connections']` */
export function useConnections() {
  const client = useApi()
  return useQuery({
    queryKey: ['connections', 'of-setup'],
    queryFn: ({ signal }) => client.call('GET /api/v2/connections', { query: { strategy: 'auth0' }, signal }),
    select: (answer) => (Array.isArray(answer) ? answer : answer.connections),
  })
}
