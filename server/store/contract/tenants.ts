/** Tenants and their settings. @module */
import type { Json } from '../../../runtime/index.ts'
import type { Client } from './clients.ts'

export interface Tenant {
  tenant_id: string
  /** As in host names: lower-case letters, digits, dashes. */
  name: string
  created_at: number
}

/** Settings under the names that they have in Auth0's API; one that is missing has its default. */
export interface TenantSettings {
  friendly_name?: string
  picture_url?: string
  support_email?: string
  support_url?: string
  /** Name of the connection that the `password` grant logs in at. */
  default_directory?: string
  /** Audience of people's and clients' tokens when the request names none. */
  default_audience?: string
  /** Hours. */
  session_lifetime?: number
  idle_session_lifetime?: number
  flags?: { [name: string]: boolean }
  /** Members who change something must have signed in a moment ago. Default true. */
  ferry_recent_sign_in?: boolean
  branding?: TenantBranding
}

/** How hosted pages and mails look. */
interface TenantBranding {
  /** `#rrggbb`. */
  colors?: { primary?: string; page_background?: string }
  logo_url?: string
  favicon_url?: string
}

/** What is to be different; null removes. `flags` and `branding` are merged at their first level, and so are `colors`. */
export type TenantSettingsChange = { [name in keyof TenantSettings]?: Json }

export type UpdateSettingsResult =
  | { kind: 'updated'; settings: TenantSettings }
  /** `default_directory` names none. */
  | { kind: 'no_connection' }

export interface TenantStore {
  /** @returns the tenant of that name, made when there is none */
  ensureTenant(name: string): Promise<Tenant>
  /** Makes a tenant with its first client. */
  createTenant(
    name: string,
    client: Omit<Client, 'tenant_id'>,
  ): Promise<{ kind: 'created'; tenant: Tenant } | { kind: 'name_taken' }>
  findTenantByName(name: string): Promise<Tenant | undefined>
  /** By name. */
  listTenants(): Promise<Tenant[]>
  /** Takes everything of the tenant with it. @returns whether there was one */
  deleteTenant(tenant_id: string): Promise<boolean>

  /** Tells whether two texts are equal, and nothing else to who lacks the master key. Hex. */
  fingerprint(tenant_id: string, text: string): Promise<string>

  readTenantSettings(tenant_id: string): Promise<TenantSettings>
  /** @returns the settings after the change */
  updateTenantSettings(tenant_id: string, change: TenantSettingsChange): Promise<UpdateSettingsResult>
}
