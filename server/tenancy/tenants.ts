/** Finds the tenant of a request, with what is needed to answer. @module */
import { isIPv4, isIPv6 } from 'node:net'
import * as z from 'zod'
import { isLoopback } from '../common/loopback.ts'
import type { Store, Tenant } from '../store/contract.ts'
import { followKeyRing } from '../tokens/keys.ts'
import type { SigningKeys } from '../tokens/signing-keys.ts'
import { createSigningKeys } from '../tokens/signing-keys.ts'
import type { Tokens } from '../tokens/tokens.ts'
import { createTokens } from '../tokens/tokens.ts'

/** The tenant that exists from the start. Its clients may be operators; it answers at the public address and at loopback. */
export const DEFAULT_TENANT = 'default'

/** Name of a tenant: one label of a host name. */
export const TenantName = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    'must have 1 to 63 lower-case letters, digits and dashes, and start and end with a letter or digit',
  )

/** A tenant with its address and tokens. */
export interface TenantContext {
  tenant: Tenant
  tokens: Tokens
  signingKeys: SigningKeys
  /** Public address without a trailing slash. From settings, never from a `Host` header. */
  public_url: string
}

/** The tenants of this process. */
export interface Tenants {
  /**
   * @param host of the request as sent
   * @returns whether a tenant may answer at this host: it is configured, or loopback; or a setting opens all hosts
   */
  answersAt(host: string | undefined): boolean
  /** @param host at which Ferry answers; of any other the default tenant; @returns undefined when it names an unknown tenant */
  forHost(host: string | undefined): Promise<TenantContext | undefined>
  /** @returns the tenant of that name; undefined when there is none */
  named(name: string): Promise<TenantContext | undefined>
  /** @returns public address of the tenant of that name, without a trailing slash */
  publicUrlOf(name: string): string
}

/**
 * Finds tenants by host name. Reads a tenant's keys at its first request, and its row at each request, so that deleted tenants
 * disappear at once and tenants that another server created are found.
 *
 * @param settings.public_url of the default tenant, without a trailing slash
 * @param settings.tenant_url of other tenants: `{tenant}` stands for the name, as the first label of the host
 * @param settings.more_hosts at which the default tenant answers: `addresses` are IP addresses, for a server whose public address
 * nobody has set. No name in somebody's domain name system can stand for an IP address in `Host`
 */
export async function openTenants(settings: {
  store: Store
  default_tenant: Tenant
  public_url: string
  tenant_url: string
  more_hosts: 'all' | 'addresses' | 'none'
}): Promise<Tenants> {
  const { store, default_tenant, public_url, more_hosts } = settings
  const publicUrlOf = (name: string): string => publicUrl(name, settings)
  const suffix = hostnameOf(new URL(publicUrlOf('x')).host).slice(1)
  const publicHostname = hostnameOf(new URL(public_url).host)
  const opened = new Map<string, { tenant_id: string; context: Promise<TenantContext> }>()

  async function open(tenant: Tenant): Promise<TenantContext> {
    const url = publicUrlOf(tenant.name)
    const keys = await followKeyRing(store, tenant.tenant_id)
    return {
      tenant,
      tokens: createTokens(`${url}/`, keys.now, keys.withNext),
      signingKeys: createSigningKeys(store, tenant.tenant_id, keys),
      public_url: url,
    }
  }

  const ofDefault = await open(default_tenant)

  async function named(name: string): Promise<TenantContext | undefined> {
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
    // After a failure the next request tries again.
    context.catch(() => opened.delete(name))
    return context
  }

  return {
    named,
    publicUrlOf,
    answersAt(host = '') {
      const hostname = hostnameOf(host)
      if (hostname === publicHostname || hostname.endsWith(suffix) || isLoopback(hostname)) return true
      return more_hosts === 'all' || (more_hosts === 'addresses' && isAddress(hostname))
    },
    async forHost(host) {
      const hostname = hostnameOf(host ?? '')
      if (hostname === publicHostname || !hostname.endsWith(suffix)) return ofDefault
      return named(hostname.slice(0, -suffix.length))
    },
  }
}

/** @returns public address of the tenant of that name, without a trailing slash */
export function publicUrl(name: string, settings: { public_url: string; tenant_url: string }): string {
  return name === DEFAULT_TENANT ? settings.public_url : settings.tenant_url.replace('{tenant}', name)
}

/** @returns the host without its port, in lower case; a name may end with a dot */
function hostnameOf(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '')
}

/** Whether the host is an IP address; IPv6 in brackets. */
function isAddress(hostname: string): boolean {
  return isIPv4(hostname) || (/^\[.*\]$/.test(hostname) && isIPv6(hostname.slice(1, -1)))
}

/**
 * @returns the default address of tenants: below `localhost`, at the port of the local server's address in the browser
 * @param settings.address where the server listens
 */
export function localTenantUrl(settings: { public_url: string; address: string }): string {
  const seen = new URL(settings.public_url)
  const { protocol, port } = isLoopback(seen.hostname) ? seen : new URL(settings.address)
  return `${protocol}//{tenant}.localhost${port === '' ? '' : `:${port}`}`
}
