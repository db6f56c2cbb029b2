/** Reads the settings of protection, and saves their members one by one. @module */
import { queryOptions } from '@tanstack/react-query'
import type { ApiClient } from '../../api/client.ts'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import type { Operations } from '../../api/operations.ts'
import type { TenantSettings } from '../../api/tenant-settings.ts'
import { TENANT_SETTINGS_KEY } from '../../api/tenant-settings.ts'
import type { MemberSaves } from '../../shell/member-saves.ts'
import { useMemberSaves } from '../../shell/member-saves.ts'
import { protectionText } from './text.ts'

/** Protection of one person. */
export type Brute = Operations['GET /api/v2/attack-protection/brute-force-protection']['result']

/** Protection from an address. */
export type Throttling = Operations['GET /api/v2/attack-protection/suspicious-ip-throttling']['result']

const BRUTE_KEY = ['attack-protection', 'brute'] as const
const THROTTLING_KEY = ['attack-protection', 'throttling'] as const

/** The settings of brute-force protection. */
export function bruteQuery(client: ApiClient) {
  return queryOptions({
    queryKey: BRUTE_KEY,
    queryFn: ({ signal }): Promise<Brute> =>
      client.call('GET /api/v2/attack-protection/brute-force-protection', { signal }),
  })
}

/** The settings of suspicious-IP throttling. */
export function throttlingQuery(client: ApiClient) {
  return queryOptions({
    queryKey: THROTTLING_KEY,
    queryFn: ({ signal }): Promise<Throttling> =>
      client.call('GET /api/v2/attack-protection/suspicious-ip-throttling', { signal }),
  })
}

/** @param read the settings as the page last read them */
export function useBruteSaves(read: Brute): MemberSaves<Brute, Partial<Brute>> {
  const client = useApi()
  return useMemberSaves<Brute, Partial<Brute>>({
    key: BRUTE_KEY,
    read,
    load: () => client.call('GET /api/v2/attack-protection/brute-force-protection'),
    patch: (body) => client.call('PATCH /api/v2/attack-protection/brute-force-protection', { body }),
    refusal: useRefusal('update:attack_protection'),
    saved: protectionText.saved,
    changed: BRUTE_KEY,
  })
}

/** @param read the settings as the page last read them */
export function useThrottlingSaves(read: Throttling): MemberSaves<Throttling, Partial<Throttling>> {
  const client = useApi()
  return useMemberSaves<Throttling, Partial<Throttling>>({
    key: THROTTLING_KEY,
    read,
    load: () => client.call('GET /api/v2/attack-protection/suspicious-ip-throttling'),
    patch: (body) => client.call('PATCH /api/v2/attack-protection/suspicious-ip-throttling', { body }),
    refusal: useRefusal('update:attack_protection'),
    saved: protectionText.saved,
    changed: THROTTLING_KEY,
  })
}

/** @param read the settings of the tenant as the page last read them */
export function useRecentSaves(read: TenantSettings) {
  const client = useApi()
  return useMemberSaves<TenantSettings, { ferry_recent_sign_in: boolean }>({
    key: TENANT_SETTINGS_KEY,
    read,
    load: () => client.call('GET /api/v2/tenants/settings'),
    patch: (body) => client.call('PATCH /api/v2/tenants/settings', { body }),
    refusal: useRefusal('update:tenant_settings'),
    saved: protectionText.saved,
    changed: TENANT_SETTINGS_KEY,
  })
}
