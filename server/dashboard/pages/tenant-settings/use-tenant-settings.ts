/** Changes the settings of the tenant one by one. @module */
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import type { Operations } from '../../api/operations.ts'
import type { TenantSettings } from '../../api/tenant-settings.ts'
import { TENANT_SETTINGS_KEY } from '../../api/tenant-settings.ts'
import type { MemberSaves } from '../../shell/member-saves.ts'
import { useMemberSaves } from '../../shell/member-saves.ts'
import { tenantText } from './text.ts'

/** Settings that this page changes; null removes one. */
export type Change = Pick<
  Operations['PATCH /api/v2/tenants/settings']['body'],
  | 'friendly_name'
  | 'support_email'
  | 'support_url'
  | 'session_lifetime'
  | 'idle_session_lifetime'
  | 'ferry_any_audience'
  | 'session_cookie'
  | 'allowed_logout_urls'
  | 'enabled_locales'
  | 'default_audience'
  | 'default_directory'
  | 'flags'
>

/** What the groups of the page need. */
export type Saves = MemberSaves<TenantSettings, Change>

/** @param read the settings as the page last read them */
export function useTenantSaves(read: TenantSettings): Saves {
  const client = useApi()
  return useMemberSaves<TenantSettings, Change>({
    key: TENANT_SETTINGS_KEY,
    read,
    load: () => client.call('GET /api/v2/tenants/settings'),
    patch: (body) => client.call('PATCH /api/v2/tenants/settings', { body }),
    refusal: useRefusal('update:tenant_settings'),
    saved: tenantText.saved,
    changed: TENANT_SETTINGS_KEY,
  })
}
