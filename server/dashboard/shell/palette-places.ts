/** What the palette finds on every page: pages, what can be created, commands and documentation, with synonyms. @module */
import { paths } from '../routes.ts'
import type { IconName } from '../ui/icons.tsx'
import { NAV } from './nav.ts'
import { SETTINGS_PAGES } from './settings-pages.ts'
import { paletteText, settingsPagesText } from './text.ts'
import { NEW } from './use-new.ts'

/** An entry that leads to a page. */
export interface Place {
  label: string
  /** Where it belongs, if the label does not say it. */
  detail?: string
  icon: IconName
  /** Other words for it. A text that starts one of them finds the entry. */
  words: readonly string[]
  href: (tenant: string) => string
}

/** Other words for a page, by the last part of its address. */
const WORDS: { readonly [page: string]: readonly string[] } = {
  connections: ['database', 'legacy store', 'custom database', 'scripts', 'migration', 'import'],
  users: ['people', 'persons', 'accounts', 'identities', 'block', 'reset password'],
  applications: [
    'clients',
    'api keys',
    'secrets',
    'client secret',
    'machine to machine',
    'm2m',
    'callback urls',
    'sso',
  ],
  apis: ['resource servers', 'audience', 'scopes', 'permissions'],
  'sign-in-page': [
    'branding',
    'universal login',
    'logo',
    'colours',
    'colors',
    'login page',
    'texts',
    'languages',
  ],
  settings: ['tenant', 'sessions', 'signing keys', 'key rotation', 'support email', 'configuration'],
  'bring-scripts': ['import scripts', 'upload', 'zip', 'auth0 export', 'a0deploy', 'paste scripts'],
  email: ['mail', 'smtp', 'sender', 'outbox', 'test email', 'letters'],
  protection: [
    'attack protection',
    'brute force',
    'recent sign-in',
    'networks',
    'test address',
    'allowed networks',
    'rate limits',
    'block',
  ],
  overview: ['home', 'start page', 'progress', 'migration'],
  logs: ['errors', 'audit', 'log id', 'events', 'failures', 'activity'],
  'sign-in-help': ['support', 'locked out', 'blocked', 'cannot sign in', 'log id', 'whois'],
  'custom-domains': ['domains', 'host names', 'login domain', 'dns', 'txt record'],
  members: ['team', 'invite', 'invitations', 'roles', 'dashboard users', 'administrators', 'owners'],
}

const lastPartOf = (href: string): string => href.split('/').at(-1) ?? ''

const wordsOf = (href: (tenant: string) => string): readonly string[] => WORDS[lastPartOf(href('x'))] ?? []

/** All pages that a tenant has once. */
export const PLACES: readonly Place[] = [
  ...NAV.map(({ label, icon, href }) => ({ label, icon, href, words: wordsOf(href) })),
  ...Object.entries(SETTINGS_PAGES)
    .filter(([name]) => name !== 'general')
    .map(([name, href]) => ({
      label: settingsPagesText.titles[name as keyof typeof SETTINGS_PAGES],
      detail: paletteText.inSettings,
      icon: 'settings' as const,
      href,
      words: wordsOf(href),
    })),
  { label: paletteText.bring, icon: 'database', words: wordsOf(paths.bring), href: paths.bring },
]

/** What can be created: the page opens its dialog. */
export const NEW_PLACES: readonly Place[] = [
  [paletteText.newConnection, paths.connections, ['create connection', 'add connection']],
  [paletteText.newUser, paths.users, ['create user', 'add user']],
  [
    paletteText.newApplication,
    paths.applications,
    ['create application', 'new client', 'new api key', 'create api key'],
  ],
  [paletteText.newApi, paths.apis, ['create api', 'new resource server']],
  [paletteText.newMember, paths.members, ['new member', 'add member', 'create member']],
].map(([label, href, words]) => ({
  label: label as string,
  icon: 'plus' as const,
  words: words as readonly string[],
  href: (tenant: string) => `${(href as Place['href'])(tenant)}${NEW}`,
}))

/** A page of the documentation: what follows the address of the documentation. */
export interface DocsPlace {
  label: string
  slug: string
  words: readonly string[]
}

/** Pages of the documentation; a test compares them with those that the server has. */
export const DOCS_PLACES: readonly DocsPlace[] = [
  { label: 'Documentation', slug: '', words: ['docs', 'help', 'manual', 'readme', 'guide'] },
  { label: 'Start in five minutes', slug: 'start', words: ['quick start', 'tutorial'] },
  { label: 'Coming from Auth0', slug: 'from-auth0', words: ['auth0', 'deploy tool', 'a0deploy'] },
  { label: 'Sign-in for applications', slug: 'applications', words: ['openid connect', 'oauth', 'sdk'] },
  { label: 'Writing action scripts', slug: 'scripts', words: ['scripts'] },
  { label: 'Modules for scripts', slug: 'modules', words: ['modules', 'packages', 'npm'] },
  { label: 'Templates', slug: 'templates', words: ['templates'] },
  { label: 'Modes and the life of a user', slug: 'modes', words: ['import mode', 'migration'] },
  { label: 'Operations', slug: 'operations', words: ['backup', 'restore', 'operate'] },
  { label: 'Monitoring', slug: 'monitoring', words: ['metrics', 'prometheus', 'health'] },
  { label: 'Sizing', slug: 'sizing', words: ['performance', 'memory'] },
  { label: 'Server settings', slug: 'settings', words: ['environment', 'configuration', 'operator'] },
  { label: 'Upgrade', slug: 'upgrade', words: ['update', 'version'] },
  { label: 'Security', slug: 'security', words: ['threats', 'networks'] },
  { label: 'API', slug: 'api', words: ['api reference', 'management api', 'openapi', 'curl'] },
  { label: 'Errors', slug: 'errors', words: ['error codes', 'what to do'] },
]

/** What the account menu and the shell do, too. */
export type Command =
  | 'theme system'
  | 'theme light'
  | 'theme dark'
  | 'password'
  | 'sign out'
  | 'sign out everywhere'

/** The commands, in the order of the account menu. */
export const COMMANDS: readonly {
  command: Command
  label: string
  icon: IconName
  words: readonly string[]
}[] = [
  { command: 'theme system', label: paletteText.themes.system, icon: 'settings', words: ['theme'] },
  {
    command: 'theme light',
    label: paletteText.themes.light,
    icon: 'settings',
    words: ['theme', 'light mode'],
  },
  { command: 'theme dark', label: paletteText.themes.dark, icon: 'settings', words: ['theme', 'dark mode'] },
  {
    command: 'password',
    label: paletteText.password,
    icon: 'key',
    words: ['password', 'own password', 'account'],
  },
  {
    command: 'sign out',
    label: paletteText.signOut,
    icon: 'person',
    words: ['log out', 'logout', 'leave', 'account'],
  },
  {
    command: 'sign out everywhere',
    label: paletteText.signOutEverywhere,
    icon: 'person',
    words: ['log out everywhere', 'end sessions'],
  },
]

/** @returns the synonym that starts with the query; else the label, in which letters may be scattered */
export function textFor(
  query: string,
  {
    label,
    detail = '',
    words = [],
  }: { label: string; detail?: string | undefined; words?: readonly string[] },
): string {
  const typed = query.trim().toLowerCase()
  const word = typed.length < 2 ? undefined : words.find((one) => one.startsWith(typed))
  return word ?? `${label} ${detail}`
}
