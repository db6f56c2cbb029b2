/** Custom domains: the routes. @module */
import type { Route } from '../../route/spec.ts'
import {
  createCustomDomain,
  deleteCustomDomain,
  getCustomDomain,
  listCustomDomains,
  updateCustomDomain,
} from './custom-domains.ts'
import { getPrimaryDomain, setPrimaryDomain } from './primary-domain.ts'
import { verifyCustomDomain, verifyTenantDomain } from './verify-custom-domain.ts'

/** In the order of the API's description. */
export const CUSTOM_DOMAIN_ROUTES: readonly Route[] = [
  listCustomDomains,
  createCustomDomain,
  // Before the path that would take `default` for an ID.
  getPrimaryDomain,
  setPrimaryDomain,
  getCustomDomain,
  updateCustomDomain,
  deleteCustomDomain,
  verifyCustomDomain,
  verifyTenantDomain,
]
