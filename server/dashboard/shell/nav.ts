/** The entries of the side bar, in order. @module */
import { paths } from '../routes.ts'
import { TEXT } from '../text.ts'
import type { IconName } from '../ui/icons.tsx'

interface NavEntry {
  label: string
  icon: IconName
  /** The second key, after `g`. */
  key: string
  href: (tenant: string) => string
}

/** The pages of the side bar, one line each. */
export const NAV: readonly NavEntry[] = [
  { label: TEXT.nav.overview, icon: 'chart', key: 'o', href: paths.overview },
  { label: TEXT.nav.connections, icon: 'database', key: 'c', href: paths.connections },
  { label: TEXT.nav.users, icon: 'users', key: 'u', href: paths.users },
  {
    label: TEXT.nav.logs,
    icon: 'list',
    key: 'l',
    href: (tenant) => paths.logs(tenant),
  },
  {
    label: TEXT.nav.signInHelp,
    icon: 'help',
    key: 'h',
    href: (tenant) => paths.signInHelp(tenant),
  },
  { label: TEXT.nav.applications, icon: 'application', key: 'a', href: paths.applications },
  { label: TEXT.nav.apis, icon: 'api', key: 'p', href: paths.apis },
  { label: TEXT.nav.branding, icon: 'brush', key: 's', href: paths.branding },
  { label: TEXT.nav.settings, icon: 'settings', key: 't', href: paths.tenantSettings },
]
