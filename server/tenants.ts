/** Which tenant a request is for, and what it needs to answer in its name. @module */
import type { Store, Tenant } from './store/contract.ts'
import { openKeyRing } from './tokens/keys.ts'
import type { Tokens } from './tokens/tokens.ts'
import { createTokens } from './tokens/tokens.ts'

/** A tenant, ready to serve. */
export interface TenantContext {
  tenant: Tenant
  tokens: Tokens
  /** Public address without a slash at its end. From settings, never from a `Host` header. */
  public_url: string
}

/** The tenants of this process. */
export interface Tenants {
  /** @param host of the request as sent; @returns undefined when it names a tenant that does not exist */
  forHost(host: string | undefined): Promise<TenantContext | undefined>
}

/** @param settings.public_url of the default tenant, without a slash at its end */
export async function openTenants(settings: {
  store: Store
  default_tenant: Tenant
  public_url: string
}): Promise<Tenants> {
  const { store, default_tenant: tenant, public_url } = settings
  const keyRing = await openKeyRing(store, tenant.tenant_id)
  const only: TenantContext = { tenant, tokens: createTokens(`${public_url}/`, keyRing), public_url }
  return { forHost: async () => only }
}
