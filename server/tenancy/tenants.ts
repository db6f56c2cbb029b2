/** Which tenant a request is for, and what it needs to answer in its name. @module */
import * as z from 'zod'
import type { Store, Tenant } from '../store/contract.ts'
import { openKeyRing } from '../tokens/keys.ts'
import type { Tokens } from '../tokens/tokens.ts'
import { createTokens } from '../tokens/tokens.ts'

/** The tenant that exists from the start: its clients may be operators, and it answers at every address of no other. */
export const DEFAULT_TENANT = 'default'

/** Name of a tenant: one label of a host name. */
export const TenantName = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    'must have 1 to 63 lower-case letters, digits and dashes, and start and end with a letter or digit',
  )

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
  /** @returns public address of a tenant of that name, without a slash at its end */
  publicUrlOf(name: string): string
}

/**
 * Finds tenants by host name. A tenant's keys are read when it is first asked for, and its row each time: one that was
 * deleted is gone at once, and one that was made by another server is there.
 *
 * @param settings.public_url of the default tenant, without a slash at its end
 * @param settings.tenant_url of the others: `{tenant}` stands for the name, as the first label of the host
 */
export async function openTenants(settings: {
  store: Store
  default_tenant: Tenant
  public_url: string
  tenant_url: string
}): Promise<Tenants> {
  const { store, default_tenant, public_url } = settings
  const publicUrlOf = (name: string): string => publicUrl(name, settings)
  const suffix = hostnameOf(new URL(publicUrlOf('x')).host).slice(1)
  const publicHostname = hostnameOf(new URL(public_url).host)
  const opened = new Map<string, { tenant_id: string; context: Promise<TenantContext> }>()

  async function open(tenant: Tenant): Promise<TenantContext> {
    const url = publicUrlOf(tenant.name)
    const keyRing = await openKeyRing(store, tenant.tenant_id)
    return { tenant, tokens: createTokens(`${url}/`, keyRing), public_url: url }
  }

  const ofDefault = await open(default_tenant)
  return {
    publicUrlOf,
    async forHost(host) {
      const hostname = hostnameOf(host ?? '')
      if (hostname === publicHostname || !hostname.endsWith(suffix)) return ofDefault
      const name = hostname.slice(0, -suffix.length)
      if (name === DEFAULT_TENANT) return ofDefault
      const tenant = await store.findTenantByName(name)
      const known = opened.get(name)
      if (!tenant) {
        opened.delete(name)
        return undefined
      }
      if (known?.tenant_id === tenant.tenant_id) return known.context
      const context = open(tenant)
      opened.set(name, { tenant_id: tenant.tenant_id, context })
      // One that could not be opened is tried again by the next request.
      context.catch(() => opened.delete(name))
      return context
    },
  }
}

/** @returns public address of the tenant of that name, without a slash at its end */
export function publicUrl(name: string, settings: { public_url: string; tenant_url: string }): string {
  return name === DEFAULT_TENANT ? settings.public_url : settings.tenant_url.replace('{tenant}', name)
}

/** @returns the host without its port, in lower case; a name may end with a dot */
function hostnameOf(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '')
}

/**
 * @returns where tenants are without a setting: below `localhost`, at the port that the browser's address of a local server has
 * @param settings.address where the server listens
 */
export function localTenantUrl(settings: { public_url: string; address: string }): string {
  const seen = new URL(settings.public_url)
  const isLocal = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(seen.hostname)
  const { protocol, port } = isLocal ? seen : new URL(settings.address)
  return `${protocol}//{tenant}.localhost${port === '' ? '' : `:${port}`}`
}
