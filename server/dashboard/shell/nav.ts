/** The entries of the side bar, in order. @module */
import { paths } from '../routes.ts'
import { TEXT } from '../text.ts'
import type { IconName } from '../ui/icons.tsx'

interface NavEntry {
  label: string
  icon: IconName
  /** Second key after `g`. */
  key: string
  href: (tenant: string) => string
}

/** A page of the side bar is one line here. */
export const NAV: readonly NavEntry[] = [
  { label: TEXT.nav.connections, icon: 'database', key: 'c', href: paths.connections },
  { label: TEXT.nav.users, icon: 'users', key: 'u', href: paths.users },
  { label: TEXT.nav.applications, icon: 'application', key: 'a', href: paths.applications },
]
