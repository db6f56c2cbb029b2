/** The settings of the tenant. @module */
import { queryOptions } from '@tanstack/react-query'
import type { ApiClient } from './client.ts'
import type { Operations } from './operations.ts'

/** Settings by their names in the API. */
export type TenantSettings = Operations['GET /api/v2/tenants/settings']['result']

/** Query key of the settings; every write of them invalidates it. */
export const TENANT_SETTINGS_KEY: readonly unknown[] = ['tenant-settings']

/** The settings, with the defaults of those that are not set. */
export function tenantSettingsQuery(client: ApiClient) {
  return queryOptions({
    queryKey: TENANT_SETTINGS_KEY,
    queryFn: ({ signal }): Promise<TenantSettings> => client.call('GET /api/v2/tenants/settings', { signal }),
  })
}
