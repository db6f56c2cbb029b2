/** The frame of the pages of the tenant's settings: title and tabs. @module */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useSession } from '../api/context.tsx'
import { paths } from '../routes.ts'
import { TEXT } from '../text.ts'
import { Page } from './page.tsx'
import type { SettingsTab } from './settings-pages.ts'
import { SETTINGS_PAGES } from './settings-pages.ts'
import { settingsPagesText as says } from './text.ts'

/** A page of the settings. @param props.tab the page that is shown */
export function SettingsPage({
  tab,
  aside,
  actions,
  children,
}: {
  tab: SettingsTab
  aside?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  const { tenant } = useSession()
  return (
    <Page
      title={tab === 'general' ? TEXT.nav.settings : says.titles[tab]}
      {...(tab !== 'general' && {
        parent: { href: paths.tenantSettings(tenant.name), label: TEXT.nav.settings },
      })}
      aside={aside}
      actions={actions}
      tabs={
        <nav className="tabs-list" aria-label={says.pages}>
          {(Object.keys(SETTINGS_PAGES) as SettingsTab[]).map((name) => (
            <Link
              key={name}
              href={SETTINGS_PAGES[name](tenant.name)}
              className="tab"
              aria-current={name === tab ? 'page' : undefined}
            >
              {says.titles[name]}
            </Link>
          ))}
        </nav>
      }
    >
      {children}
    </Page>
  )
}
