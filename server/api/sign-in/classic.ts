/** Whether a sign-in begins on the page that the tenant wrote itself. @module */
import type { Deps } from '../http/deps.ts'

/**
 * Such a page runs the tenant's scripts at the tenant's issuer. So it is shown only where the operator allows it, and only at
 * custom domains: at the other hosts its scripts could act in the dashboard in the name of members.
 */
export function allowsClassicPage({ mayHaveClassicPage, is_custom_domain, tenant }: Deps): boolean {
  return is_custom_domain && mayHaveClassicPage(tenant.name)
}

/** @returns the address of the tenant's page, with the parameters that scripts of such pages read */
export function classicAddress(state: string, client_id: string): string {
  return `/login?${new URLSearchParams({ state, client: client_id, protocol: 'oauth2' }).toString()}`
}

/** @returns the tenant's HTML; undefined when Ferry's own page is to be shown */
export async function classicPageOf(deps: Deps): Promise<string | undefined> {
  if (!allowsClassicPage(deps)) return undefined
  const page = await deps.store.findLoginPage(deps.tenant.tenant_id)
  return page?.is_on && page.html !== '' ? page.html : undefined
}
