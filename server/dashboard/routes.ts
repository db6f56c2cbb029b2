/** URLs of the pages, below the URL of the dashboard. @module */

/** Base path of the router; the server uses the same. */
export const BASE_PATH = '/dashboard'

/** Patterns for the router. */
export const PATTERNS = {
  signIn: '/sign-in',
  setup: '/setup',
  memberLink: '/member-link',
  setupStore: '/setup/store',
  setupOwn: '/setup/store/:template',
  setupSignIn: '/setup/sign-in/:id',
  setupDone: '/setup/done/:id',
  tenant: '/t/:tenant/*?',
  overview: '/t/:tenant/overview',
  connections: '/t/:tenant/connections',
  bring: '/t/:tenant/bring-scripts',
  scripts: '/t/:tenant/connections/:id/scripts/:script',
  migration: '/t/:tenant/connections/:id/migration',
  tryLogin: '/t/:tenant/connections/:id/try',
  history: '/t/:tenant/connections/:id/history',
  connectionSettings: '/t/:tenant/connections/:id/settings',
  applications: '/t/:tenant/applications',
  application: '/t/:tenant/applications/:id',
  triedSignIn: '/t/:tenant/applications/:id/tried',
  apis: '/t/:tenant/apis',
  api: '/t/:tenant/apis/:id',
  branding: '/t/:tenant/sign-in-page',
  tenantSettings: '/t/:tenant/settings',
  customDomains: '/t/:tenant/settings/custom-domains',
  logs: '/t/:tenant/logs',
  log: '/t/:tenant/logs/:id',
  run: '/t/:tenant/runs/:id',
  signInHelp: '/t/:tenant/sign-in-help',
  members: '/t/:tenant/settings/members',
  protection: '/t/:tenant/settings/protection',
  email: '/t/:tenant/settings/email',
  users: '/t/:tenant/users',
  user: '/t/:tenant/users/:id',
  kit: '/_ui',
} as const

/** URLs for links. */
export const paths = {
  home: '/',
  /** @param back the URL to show after signing in, as the router names it */
  signIn: (back?: string) =>
    back === undefined ? '/sign-in' : `/sign-in?return=${encodeURIComponent(back)}`,
  setupStore: '/setup/store',
  setupOwn: (template: string) => `/setup/store/${encodeURIComponent(template)}`,
  /** @param template the template that the connection was created from: its keys can be corrected there */
  setupSignIn: (id: string, template?: string) =>
    `/setup/sign-in/${encodeURIComponent(id)}${template === undefined ? '' : `?template=${encodeURIComponent(template)}`}`,
  setupDone: (id: string) => `/setup/done/${encodeURIComponent(id)}`,
  overview: (tenant: string) => `/t/${encodeURIComponent(tenant)}/overview`,
  connections: (tenant: string) => `/t/${encodeURIComponent(tenant)}/connections`,
  bring: (tenant: string) => `/t/${encodeURIComponent(tenant)}/bring-scripts`,
  script: (tenant: string, id: string, script: string) =>
    `/t/${encodeURIComponent(tenant)}/connections/${encodeURIComponent(id)}/scripts/${script}`,
  migration: (tenant: string, id: string) =>
    `/t/${encodeURIComponent(tenant)}/connections/${encodeURIComponent(id)}/migration`,
  tryLogin: (tenant: string, id: string) =>
    `/t/${encodeURIComponent(tenant)}/connections/${encodeURIComponent(id)}/try`,
  history: (tenant: string, id: string) =>
    `/t/${encodeURIComponent(tenant)}/connections/${encodeURIComponent(id)}/history`,
  connectionSettings: (tenant: string, id: string) =>
    `/t/${encodeURIComponent(tenant)}/connections/${encodeURIComponent(id)}/settings`,
  /** The part of the settings that says which applications may use the connection. */
  connectionApplications: (tenant: string, id: string) =>
    `/t/${encodeURIComponent(tenant)}/connections/${encodeURIComponent(id)}/settings#applications`,
  applications: (tenant: string) => `/t/${encodeURIComponent(tenant)}/applications`,
  application: (tenant: string, id: string) =>
    `/t/${encodeURIComponent(tenant)}/applications/${encodeURIComponent(id)}`,
  apis: (tenant: string) => `/t/${encodeURIComponent(tenant)}/apis`,
  api: (tenant: string, id: string) => `/t/${encodeURIComponent(tenant)}/apis/${encodeURIComponent(id)}`,
  branding: (tenant: string) => `/t/${encodeURIComponent(tenant)}/sign-in-page`,
  tenantSettings: (tenant: string) => `/t/${encodeURIComponent(tenant)}/settings`,
  customDomains: (tenant: string) => `/t/${encodeURIComponent(tenant)}/settings/custom-domains`,
  /** @param filter names and values of the filters, as the page reads them from its URL */
  logs: (tenant: string, filter: { readonly [name: string]: string } = {}) =>
    withQuery(`/t/${encodeURIComponent(tenant)}/logs`, filter),
  log: (tenant: string, id: string) => `/t/${encodeURIComponent(tenant)}/logs/${encodeURIComponent(id)}`,
  run: (tenant: string, id: string) => `/t/${encodeURIComponent(tenant)}/runs/${encodeURIComponent(id)}`,
  /** @param person what the person types to sign in, or a user ID */
  signInHelp: (tenant: string, person?: string) =>
    withQuery(`/t/${encodeURIComponent(tenant)}/sign-in-help`, person === undefined ? {} : { person }),
  members: (tenant: string) => `/t/${encodeURIComponent(tenant)}/settings/members`,
  protection: (tenant: string) => `/t/${encodeURIComponent(tenant)}/settings/protection`,
  email: (tenant: string) => `/t/${encodeURIComponent(tenant)}/settings/email`,
  users: (tenant: string) => `/t/${encodeURIComponent(tenant)}/users`,
  user: (tenant: string, id: string) => `/t/${encodeURIComponent(tenant)}/users/${encodeURIComponent(id)}`,
}

function withQuery(path: string, query: { readonly [name: string]: string }): string {
  const search = new URLSearchParams(query)
  return search.size === 0 ? path : `${path}?${search}`
}

/** @returns the same text for all URLs of one page: the scripts of a connection are views of one draft */
export function pageOf(path: string): string {
  return path.replace(/(\/connections\/[^/]+\/scripts)\/.*$/, '$1')
}

/**
 * @param wanted the `return` parameter of a URL, which anyone may have written
 * @returns a path of the dashboard; never a URL of another site
 */
export function safeReturn(wanted: string | null): string {
  if (wanted === null || !/^\/(?![/\\])[^\\]*$/.test(wanted)) return paths.home
  return /^\/(?:sign-in|setup|member-link)(?:[?#]|$)/.test(wanted) ? paths.home : wanted
}

/** @param coded a part of a URL; a typed URL may be malformed */
export function decoded(coded = ''): string {
  try {
    return decodeURIComponent(coded)
  } catch {
    return coded
  }
}
