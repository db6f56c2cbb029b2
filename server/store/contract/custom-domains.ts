/** Custom domains: host names of tenants beside their own addresses. @module */
import type { Json } from '../../../runtime/index.ts'
import type { Tenant } from './tenants.ts'

export interface CustomDomain {
  /** `cd_` and 16 alphanumerics. */
  custom_domain_id: string
  /** Lower case, ASCII, without a port and without a dot at its end. */
  domain: string
  /** The value of the TXT record that proves the name: public, random, and another one for each tenant. */
  proof: string
  /** Further settings under their names in Auth0's API. */
  settings: { [name: string]: Json }
  created_at: number
  /** Undefined: the tenant does not answer at this name. */
  verified_at: number | undefined
  /** Whether links start with it: at most one of the tenant's verified domains. */
  is_primary: boolean
}

export type NewCustomDomain = Pick<CustomDomain, 'domain' | 'proof' | 'settings'>

export type VerifyDomainResult =
  /** Also when it was verified before. */
  | { kind: 'verified'; domain: CustomDomain }
  /** Another tenant has verified it. */
  | { kind: 'taken' }
  | { kind: 'missing' }

export interface CustomDomainStore {
  /**
   * Keeps a name that is not verified yet.
   *
   * @param most how many domains a tenant may have
   * @returns `exists`: in this tenant; `taken`: another tenant has verified it
   */
  createCustomDomain(
    tenant_id: string,
    domain: NewCustomDomain,
    most: number,
  ): Promise<{ kind: 'created'; domain: CustomDomain } | { kind: 'exists' | 'taken' | 'too_many' }>
  /** @returns all domains of the tenant, oldest first */
  listCustomDomains(tenant_id: string): Promise<CustomDomain[]>
  /** @returns the tenant that has verified the name */
  findTenantOfDomain(domain: string): Promise<Tenant | undefined>
  /** @returns the primary verified domain */
  findPrimaryDomain(tenant_id: string): Promise<string | undefined>
  /** From now on the tenant answers at the name, and no other tenant can. The tenant's first verified domain is its primary. */
  verifyCustomDomain(tenant_id: string, custom_domain_id: string): Promise<VerifyDomainResult>
  /** @param settings replace members of the same name; null removes one */
  updateCustomDomain(
    tenant_id: string,
    custom_domain_id: string,
    settings: CustomDomain['settings'],
  ): Promise<CustomDomain | undefined>
  /** @returns the primary domain; undefined when the tenant has verified no such name */
  setPrimaryDomain(tenant_id: string, domain: string): Promise<CustomDomain | undefined>
  /** The tenant does not answer at it any more. @returns whether the domain existed */
  deleteCustomDomain(tenant_id: string, custom_domain_id: string): Promise<boolean>
}
