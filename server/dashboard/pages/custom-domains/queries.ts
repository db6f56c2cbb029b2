/** Reads the custom domains. @module */
import { queryOptions } from '@tanstack/react-query'
import type { ApiClient } from '../../api/client.ts'
import type { Operations } from '../../api/operations.ts'

/** A custom domain of the tenant. */
export type Domain = Operations['GET /api/v2/custom-domains']['result'][number]

/** Query key of the domains; every write of them invalidates it. */
export const DOMAINS_KEY: readonly unknown[] = ['custom-domains']

/** All domains, the oldest first. */
export function domainsQuery(client: ApiClient) {
  return queryOptions({
    queryKey: DOMAINS_KEY,
    queryFn: ({ signal }): Promise<Domain[]> => client.call('GET /api/v2/custom-domains', { signal }),
  })
}

/** @returns whether the tenant answers at the domain */
export function isReady({ status }: Domain): boolean {
  return status === 'ready'
}
