/** Tenants and their settings. @module */
import type { Json } from '../../../runtime/index.ts'
import type { Client } from './clients.ts'

export interface Tenant {
  tenant_id: string
  /** Valid in host names: lower-case letters, digits, dashes. */
  name: string
  created_at: number
}

/** Settings under their names in Auth0's API; a missing one has its default. */
export interface TenantSettings {
  friendly_name?: string
  picture_url?: string
  support_email?: string
  support_url?: string
  /** Name of the connection that the `password` grant uses. */
  default_directory?: string
  /** Audience of tokens when the request names none. */
  default_audience?: string
  /** Hours. */
  session_lifetime?: number
  idle_session_lifetime?: number
  /** `non-persistent`: the cookie of a session ends with the browser. Default `persistent`. */
  session_cookie?: { mode?: 'persistent' | 'non-persistent' }
  /** Addresses that people may be sent to after they have signed out, without a client. */
  allowed_logout_urls?: string[]
  /** Languages of the hosted pages, the default first. */
  enabled_locales?: string[]
  flags?: { [name: string]: boolean }
  /** Whether members must have signed in recently to change something. Default true. */
  ferry_recent_sign_in?: boolean
  /** Whether tokens may have audiences that are no API of the tenant. Default false. */
  ferry_any_audience?: boolean
  branding?: TenantBranding
}

/** How hosted pages and mails look. */
interface TenantBranding {
  /** `#rrggbb`. */
  colors?: { primary?: string; page_background?: string }
  logo_url?: string
  favicon_url?: string
  /** Name of a font of the pages. */
  ferry_font?: 'sans' | 'humanist' | 'rounded' | 'serif'
}

/** The fields to change; null removes. `flags` and `branding` are merged at their first level, and so are `colors`. */
export type TenantSettingsChange = { [name in keyof TenantSettings]?: Json }

export type UpdateSettingsResult =
  | { kind: 'updated'; settings: TenantSettings }
  /** `default_directory` names none. */
  | { kind: 'no_connection' }

export interface TenantStore {
  /** @returns the tenant of that name; creates it if needed */
  ensureTenant(name: string): Promise<Tenant>
  /** Creates a tenant with its first client. */
  createTenant(
    name: string,
    client: Omit<Client, 'tenant_id'>,
  ): Promise<{ kind: 'created'; tenant: Tenant } | { kind: 'name_taken' }>
  findTenantByName(name: string): Promise<Tenant | undefined>
  /** Sorted by name. */
  listTenants(): Promise<Tenant[]>
  /** Deletes everything that the tenant owns. @returns whether the tenant existed */
  deleteTenant(tenant_id: string): Promise<boolean>

  /** Keyed hash, hex: equal for equal texts, and of no use without the master key. */
  fingerprint(tenant_id: string, text: string): Promise<string>

  readTenantSettings(tenant_id: string): Promise<TenantSettings>
  /** @returns the settings after the change */
  updateTenantSettings(tenant_id: string, change: TenantSettingsChange): Promise<UpdateSettingsResult>
}
