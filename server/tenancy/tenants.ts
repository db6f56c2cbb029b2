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
import type { OwnHosts } from './domain-names.ts'
import { domainProblem, hostnameOf, isDomainName, lowerAscii } from './domain-names.ts'

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
  /**
   * Public address without a trailing slash: from settings, or of a verified custom domain of the tenant, and never any other
   * text of a `Host` header.
   */
  public_url: string
  /** Whether the address is a custom domain: a place for people and applications, and not for the operator. */
  is_custom_domain: boolean
  /** @returns what links of emails start with: the primary custom domain, else the tenant's own address */
  linkUrl(): Promise<string>
}

/** The tenants of this process. */
export interface Tenants {
  /**
   * @param host of the request as sent
   * @returns `own`: the host is configured or loopback, or a setting opens all hosts; `custom_domain`: a tenant has verified it;
   * undefined: no tenant answers there
   */
  kindOfHost(host: string | undefined): Promise<'own' | 'custom_domain' | undefined>
  /**
   * @param host undefined: the default tenant, whatever the host
   * @returns undefined when it names an unknown tenant, or is no host at which Ferry answers
   */
  forHost(host: string | undefined): Promise<TenantContext | undefined>
  /** @returns whether people may open a tenant by this name: for the proxy, which asks before it gets a certificate */
  servesName(name: string): Promise<boolean>
  /** @returns public address of the tenant of that name, without a trailing slash */
  publicUrlOf(name: string): string
  /** @returns why no tenant can have the name as custom domain, as the end of a sentence; undefined if one can */
  domainProblem(name: string): string | undefined
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
  const { store, default_tenant, more_hosts } = settings
  const publicUrlOf = (name: string): string => publicUrl(name, settings)
  const hosts = ownHosts(settings)
  const { suffix, public_hostname } = hosts
  const opened = new Map<string, { tenant_id: string; contexts: Promise<Contexts> }>()

  async function open(tenant: Tenant): Promise<Contexts> {
    const { tenant_id } = tenant
    const own_url = publicUrlOf(tenant.name)
    const keys = await followKeyRing(store, tenant_id)
    const shared = {
      tenant,
      signingKeys: createSigningKeys(store, tenant_id, keys),
      async linkUrl() {
        const primary = await store.findPrimaryDomain(tenant_id)
        return primary === undefined ? own_url : urlAt(primary, own_url)
      },
    }
    return {
      own: {
        ...shared,
        tokens: createTokens(`${own_url}/`, keys.now, keys.withNext),
        public_url: own_url,
        is_custom_domain: false,
      },
      at(domain) {
        const url = urlAt(domain, own_url)
        const tokens = createTokens(`${url}/`, keys.now, keys.withNext, { is_custom_domain: true })
        return { ...shared, tokens, public_url: url, is_custom_domain: true }
      },
    }
  }

  async function openOnce(tenant: Tenant): Promise<Contexts> {
    if (tenant.tenant_id === default_tenant.tenant_id) return ofDefault
    const { tenant_id, name } = tenant
    const known = opened.get(name)
    if (known?.tenant_id === tenant_id) return known.contexts
    const contexts = open(tenant)
    opened.set(name, { tenant_id, contexts })
    // After a failure the next request tries again.
    contexts.catch(() => opened.delete(name))
    return contexts
  }

  /** Whose hosts are set by the operator: of those no custom domain counts. */
  const isOwn = (hostname: string): boolean =>
    hostname === public_hostname || hostname.endsWith(suffix) || isLoopback(hostname)
  const isOpen = (hostname: string): boolean =>
    more_hosts === 'all' || (more_hosts === 'addresses' && isAddress(hostname))
  /** The tenant of a host that ends as those of tenants do. */
  const tenantAt = async (hostname: string): Promise<Tenant | undefined> => {
    const name = hostname.slice(0, -suffix.length)
    return name === DEFAULT_TENANT ? default_tenant : store.findTenantByName(name)
  }
  const ownerOf = async (hostname: string): Promise<Tenant | undefined> =>
    isOwn(hostname) || !isDomainName(hostname) ? undefined : store.findTenantOfDomain(hostname)

  const ofDefault = await open(default_tenant)
  return {
    publicUrlOf,
    domainProblem: (name) => domainProblem(name, hosts),
    async kindOfHost(host = '') {
      const hostname = hostnameOf(host)
      if (isOwn(hostname)) return 'own'
      if (await ownerOf(hostname)) return 'custom_domain'
      return isOpen(hostname) ? 'own' : undefined
    },
    async servesName(name) {
      const hostname = lowerAscii(name)
      if (!isDomainName(hostname)) return false
      if (hostname === public_hostname) return true
      return (await (hostname.endsWith(suffix) ? tenantAt(hostname) : ownerOf(hostname))) !== undefined
    },
    async forHost(host) {
      if (host === undefined) return ofDefault.own
      const hostname = hostnameOf(host)
      if (hostname === public_hostname || !hostname.endsWith(suffix)) {
        const owner = await ownerOf(hostname)
        if (owner) return (await openOnce(owner)).at(hostname)
        // A custom domain may have been deleted since the host was looked at.
        return isOwn(hostname) || isOpen(hostname) ? ofDefault.own : undefined
      }
      const tenant = await tenantAt(hostname)
      if (tenant) return (await openOnce(tenant)).own
      opened.delete(hostname.slice(0, -suffix.length))
      return undefined
    },
  }
}

/** A tenant at its own address, and at each of its custom domains: all with the same keys. */
interface Contexts {
  own: TenantContext
  at(domain: string): TenantContext
}

/** @returns address of a custom domain: the proxy serves it as it serves the tenant's own */
function urlAt(domain: string, own_url: string): string {
  const { protocol, port } = new URL(own_url)
  return `${protocol}//${domain}${port === '' ? '' : `:${port}`}`
}

/** @returns the host names that the operator's settings give to tenants */
export function ownHosts(settings: { public_url: string; tenant_url: string }): OwnHosts {
  return {
    public_hostname: hostnameOf(new URL(settings.public_url).host),
    suffix: hostnameOf(new URL(publicUrl('x', settings)).host).slice(1),
  }
}

/** @returns public address of the tenant of that name, without a trailing slash */
export function publicUrl(name: string, settings: { public_url: string; tenant_url: string }): string {
  return name === DEFAULT_TENANT ? settings.public_url : settings.tenant_url.replace('{tenant}', name)
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
