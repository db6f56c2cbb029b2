/** The shell around every page of a tenant: side bar, shortcuts, banners. @module */
import type { ReactNode } from 'react'
import { lazy, Suspense, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useSession } from '../api/context.tsx'
import { pageOf, paths } from '../routes.ts'
import { TEXT } from '../text.ts'
import { Button } from '../ui/button.tsx'
import { Banner, Kbd } from '../ui/data.tsx'
import { Icon, Mark } from '../ui/icons.tsx'
import { useOnline } from '../ui/online.ts'
import { HelpLink } from './help-link.tsx'
import type { KeyBinding } from './keys.ts'
import { isLayerOpen, keyName, useKeys } from './keys.ts'
import { NAV } from './nav.ts'
import type { PageAction } from './palette-items.ts'
import { PartBoundary } from './part.tsx'
import { readPreferences, writePreferences } from './preferences.ts'
import { TypeAhead } from './type-ahead.ts'

const KeyHelp = lazy(() => import('./key-help.tsx').then((module) => ({ default: module.KeyHelp })))
const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })))
const ChangePassword = lazy(() =>
  import('./change-password.tsx').then((module) => ({ default: module.ChangePassword })),
)
const AccountMenu = lazy(() =>
  import('./account-menu.tsx').then((module) => ({ default: module.AccountMenu })),
)

const SEARCH_KEY = 'Mod+k'

/** The frame of a tenant's pages. An error in a page leaves the frame on the screen. */
export function Shell({ children }: { children: ReactNode }) {
  const { tenant } = useSession()
  const [path, navigate] = useLocation()
  const online = useOnline()
  const [helpIsOpen, setHelpIsOpen] = useState(false)
  const [searching, setSearching] = useState<readonly PageAction[]>()
  const typed = useRef('')
  const [menuIsOpen, setMenuIsOpen] = useState(false)
  const [isChanging, setIsChanging] = useState(false)
  const searchButton = useRef<HTMLButtonElement>(null)
  const [letters, setLetters] = useState(() => readPreferences().letter_keys)
  const search = (): void => {
    if (searching) setSearching(undefined)
    else if (!isLayerOpen()) {
      typed.current = ''
      setSearching([...pageActions(), help])
    }
  }
  const help = { label: TEXT.keys.title, run: () => setHelpIsOpen(true) }
  const bindings: KeyBinding[] = [
    { keys: [SEARCH_KEY], label: TEXT.keys.palette, run: search },
    ...NAV.map(({ label, key, href }) => ({
      keys: ['g', key],
      label: TEXT.keys.goTo(label),
      run: () => navigate(href(tenant.name)),
    })),
    { keys: ['/'], label: TEXT.keys.filter, run: focusFilter },
    { keys: ['j'], label: TEXT.keys.next, run: () => moveRow(1) },
    { keys: ['k'], label: TEXT.keys.previous, run: () => moveRow(-1) },
    { keys: ['?'], label: TEXT.keys.help, run: help.run },
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
        <button ref={searchButton} type="button" className="side-search" onClick={search}>
          <Icon name="search" />
          <span>{TEXT.shell.search}</span>
          <Kbd>{keyName(SEARCH_KEY)}</Kbd>
        </button>
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
        <HelpLink topic="start" className="nav-link">
          <Icon name="document" />
          {TEXT.shell.documentation}
        </HelpLink>
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
        <PartBoundary key={pageOf(path)}>{children}</PartBoundary>
      </main>
      {searching && (
        <Suspense fallback={<TypeAhead typed={typed} onLeave={() => setSearching(undefined)} />}>
          <Palette
            actions={searching}
            typed={typed}
            onPassword={() => setIsChanging(true)}
            onClose={() => setSearching(undefined)}
          />
        </Suspense>
      )}
      {isChanging && (
        <Suspense>
          <ChangePassword onClose={() => setIsChanging(false)} returnTo={searchButton} />
        </Suspense>
      )}
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

/** The button renders at once; the menu is loaded at the first click. */
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

/** The actions of a page are the buttons beside its title. */
function pageActions(): PageAction[] {
  const buttons = [...document.querySelectorAll<HTMLElement>('main .page-title .button')]
  return buttons
    .filter((button) => button.getAttribute('aria-disabled') !== 'true')
    .map((button) => ({
      label: button.getAttribute('aria-label') ?? button.textContent,
      run: () => {
        button.focus()
        button.click()
      },
    }))
}

/** The first cell of a row contains its link. */
function moveRow(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('main .table .primary-cell a')]
  const now = links.findIndex((link) => link.matches(':focus'))
  const next = now < 0 && by < 0 ? links.length - 1 : now + by
  links[next]?.focus()
}
