/** Side bar, keys, banners: what stands around every page of a tenant. @module */
import type { ReactNode } from 'react'
import { lazy, Suspense, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useSession } from '../api/context.tsx'
import { paths } from '../routes.ts'
import { TEXT } from '../text.ts'
import { Button } from '../ui/button.tsx'
import { Banner, Kbd } from '../ui/data.tsx'
import { Icon, Mark } from '../ui/icons.tsx'
import { useOnline } from '../ui/online.ts'
import type { KeyBinding } from './keys.ts'
import { useKeys } from './keys.ts'
import { NAV } from './nav.ts'
import { PartBoundary } from './part.tsx'
import { readPreferences, writePreferences } from './preferences.ts'

const KeyHelp = lazy(() => import('./key-help.tsx').then((module) => ({ default: module.KeyHelp })))
const AccountMenu = lazy(() =>
  import('./account-menu.tsx').then((module) => ({ default: module.AccountMenu })),
)

/** The frame of a tenant's pages. A page that breaks leaves it standing. */
export function Shell({ children }: { children: ReactNode }) {
  const { tenant } = useSession()
  const [path, navigate] = useLocation()
  const online = useOnline()
  const [helpIsOpen, setHelpIsOpen] = useState(false)
  const [menuIsOpen, setMenuIsOpen] = useState(false)
  const [letters, setLetters] = useState(() => readPreferences().letter_keys)
  const bindings: KeyBinding[] = [
    ...NAV.map(({ label, key, href }) => ({
      keys: ['g', key],
      label: TEXT.keys.goTo(label),
      run: () => navigate(href(tenant.name)),
    })),
    { keys: ['/'], label: TEXT.keys.filter, run: focusFilter },
    { keys: ['?'], label: TEXT.keys.help, run: () => setHelpIsOpen(true) },
  ]
  useKeys(bindings, letters)
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {TEXT.shell.skip}
      </a>
      <nav className="side" aria-label={TEXT.shell.main} data-open={menuIsOpen || undefined}>
        <Link href={paths.home} className="brand">
          <Mark />
          {TEXT.product}
        </Link>
        <span className="tenant">
          <span className="unseen">{TEXT.shell.tenant}</span>
          {tenant.name}
        </span>
        <Button
          className="menu-button"
          variant="quiet"
          icon="menu"
          aria-label={TEXT.shell.menu}
          aria-expanded={menuIsOpen}
          onClick={() => setMenuIsOpen(!menuIsOpen)}
        />
        {NAV.map(({ label, icon, href }) => (
          <Link
            key={label}
            href={href(tenant.name)}
            className="nav-link"
            aria-current={path.startsWith(href(tenant.name)) ? 'page' : undefined}
            onClick={() => setMenuIsOpen(false)}
          >
            <Icon name={icon} />
            {label}
          </Link>
        ))}
        <span className="grow" />
        <button type="button" className="side-hint" onClick={() => setHelpIsOpen(true)}>
          <Kbd>?</Kbd> {TEXT.shell.keyHelp}
        </button>
        <Account />
      </nav>
      <main id="main" className="main" tabIndex={-1}>
        {!online && (
          <div className="offline">
            <Banner tone="warn" live title={TEXT.offline.title}>
              <p>{TEXT.offline.detail}</p>
            </Banner>
          </div>
        )}
        {/* The scripts of a connection are one page: what is typed for a test run stays from tab to tab. */}
        <PartBoundary key={path.replace(/(\/scripts)\/[^/]+$/, '$1')}>{children}</PartBoundary>
      </main>
      {helpIsOpen && (
        <Suspense>
          <KeyHelp
            onClose={() => setHelpIsOpen(false)}
            bindings={bindings}
            letters={letters}
            onLetters={(on) => {
              setLetters(on)
              writePreferences({ letter_keys: on })
            }}
          />
        </Suspense>
      )}
    </div>
  )
}

/** The button stands there at once; the menu comes with the first press. */
function Account() {
  const { member } = useSession()
  const [wanted, setWanted] = useState(false)
  const button = (
    <Button
      variant="quiet"
      icon="person"
      className="account"
      title={TEXT.shell.account}
      aria-haspopup="menu"
      onClick={() => setWanted(true)}
    >
      {member.email}
    </Button>
  )
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <AccountMenu />
    </Suspense>
  )
}

/** A page marks its filter with `type="search"`. */
function focusFilter(): void {
  document.querySelector<HTMLElement>('main input[type="search"]')?.focus()
}
