/** APIs that an application can be allowed to call. @module */
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import type { Operations } from '../../api/operations.ts'

/** An API (resource server). */
export type TargetApi = Operations['GET /api/v2/resource-servers/{id}']['result']

/** Further APIs are reached by the Management API alone. */
const MOST = 100

/** The scope that only owners of the default tenant have and can grant. */
export const OWNERS_SCOPE = 'manage:tenants'

/** @returns the query of the APIs of the tenant, the Management API first; it stays idle for members who may not read them */
export function useTargetApis() {
  const client = useApi()
  const refusal = useRefusal('read:resource_servers')
  return useQuery({
    queryKey: ['resource-servers', 'targets'],
    enabled: refusal === undefined,
    queryFn: async ({ signal }): Promise<TargetApi[]> => {
      const answer = await client.call('GET /api/v2/resource-servers', { query: { per_page: MOST }, signal })
      return Array.isArray(answer) ? answer : answer.resource_servers
    },
  })
}

/** A scope with what it allows. */
interface ScopeRow {
  value: string
  description: string | undefined
}

/**
 * @returns the scopes by the resource that they name, as `users` in `read:users`; those of an API whose scopes name none are one
 *   group
 */
export function scopesByThing(
  scopes: readonly { value?: string; description?: string }[],
): readonly (readonly [thing: string, scopes: readonly ScopeRow[]])[] {
  const groups = new Map<string, ScopeRow[]>()
  for (const { value = '', description } of scopes) {
    const thing = value.split(':')[1] ?? ''
    groups.set(thing, [...(groups.get(thing) ?? []), { value, description }])
  }
  return [...groups]
}
