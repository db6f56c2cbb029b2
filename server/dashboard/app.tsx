/** Routes: which page each URL shows, and to whom. @module */
import { CSPProvider } from '@base-ui/react/csp-provider'
import { lazy, Suspense } from 'react'
import { Redirect, Route, Router, Switch, useLocation, useSearchParams } from 'wouter'
import { ApiProvider, SessionProvider, useSessionQuery } from './api/context.tsx'
import { FreshSecretsProvider } from './pages/setup/fresh-secrets.tsx'
import { SignInPage } from './pages/sign-in/sign-in-page.tsx'
import { BASE_PATH, decoded, PATTERNS, paths, safeReturn } from './routes.ts'
import { ConfirmationArea } from './shell/confirmation-area.tsx'
import { NotFound } from './shell/not-found.tsx'
import { PageFocus } from './shell/page.tsx'
import { PartBoundary, Problem } from './shell/part.tsx'
import { Shell } from './shell/shell.tsx'
import { Skeleton } from './ui/data.tsx'
import { ToastArea } from './ui/toast.tsx'

// A page with its own chunk has one line here and one in the switch below.
const ApisPage = lazy(() => import('./pages/apis/apis-page.tsx').then(asDefault('ApisPage')))
const ApiPage = lazy(() => import('./pages/apis/api-page.tsx').then(asDefault('ApiPage')))
const ApplicationsPage = lazy(() =>
  import('./pages/applications/applications-page.tsx').then(asDefault('ApplicationsPage')),
)
const ApplicationPage = lazy(() =>
  import('./pages/applications/application-page.tsx').then(asDefault('ApplicationPage')),
)
const BringPage = lazy(() => import('./pages/bring/bring-page.tsx').then(asDefault('BringPage')))
const BrandingPage = lazy(() => import('./pages/branding/branding-page.tsx').then(asDefault('BrandingPage')))
const ConnectionsPage = lazy(() =>
  import('./pages/connections/connections-page.tsx').then(asDefault('ConnectionsPage')),
)
const CustomDomainsPage = lazy(() =>
  import('./pages/custom-domains/custom-domains-page.tsx').then(asDefault('CustomDomainsPage')),
)
const HistoryPage = lazy(() => import('./pages/history/history-page.tsx').then(asDefault('HistoryPage')))
const MigrationPage = lazy(() =>
  import('./pages/migration/migration-page.tsx').then(asDefault('MigrationPage')),
)
const OverviewPage = lazy(() => import('./pages/overview/overview-page.tsx').then(asDefault('OverviewPage')))
const EntryPage = lazy(() => import('./pages/logs/entry-page.tsx').then(asDefault('EntryPage')))
const LogsPage = lazy(() => import('./pages/logs/logs-page.tsx').then(asDefault('LogsPage')))
const RunPage = lazy(() => import('./pages/logs/run-page.tsx').then(asDefault('RunPage')))
const SignInHelpPage = lazy(() =>
  import('./pages/sign-in-help/sign-in-help-page.tsx').then(asDefault('SignInHelpPage')),
)
const EmailPage = lazy(() => import('./pages/email/email-page.tsx').then(asDefault('EmailPage')))
const MembersPage = lazy(() => import('./pages/members/members-page.tsx').then(asDefault('MembersPage')))
const MemberLinkPage = lazy(() =>
  import('./pages/member-link/member-link-page.tsx').then(asDefault('MemberLinkPage')),
)
const ProtectionPage = lazy(() =>
  import('./pages/protection/protection-page.tsx').then(asDefault('ProtectionPage')),
)
const ScriptsPage = lazy(() => import('./pages/scripts/scripts-page.tsx').then(asDefault('ScriptsPage')))
const TenantSettingsPage = lazy(() =>
  import('./pages/tenant-settings/tenant-settings-page.tsx').then(asDefault('TenantSettingsPage')),
)
const TryLoginPage = lazy(() =>
  import('./pages/try-login/try-login-page.tsx').then(asDefault('TryLoginPage')),
)
const TriedPage = lazy(() => import('./pages/try-sign-in/tried-page.tsx').then(asDefault('TriedPage')))
const UsersPage = lazy(() => import('./pages/users/users-page.tsx').then(asDefault('UsersPage')))
const SettingsPage = lazy(() =>
  import('./pages/connection-settings/settings-page.tsx').then(asDefault('SettingsPage')),
)
const UserPage = lazy(() => import('./pages/user/user-page.tsx').then(asDefault('UserPage')))
const SetupPage = lazy(() => import('./pages/setup/setup-page.tsx').then(asDefault('SetupPage')))
const StorePage = lazy(() => import('./pages/setup/store-page.tsx').then(asDefault('StorePage')))
const OwnStorePage = lazy(() => import('./pages/setup/own-store-page.tsx').then(asDefault('OwnStorePage')))
const FirstSignInPage = lazy(() =>
  import('./pages/setup/first-sign-in-page.tsx').then(asDefault('FirstSignInPage')),
)
const DonePage = lazy(() => import('./pages/setup/done-page.tsx').then(asDefault('DonePage')))
const KitPage = __KIT__ ? lazy(() => import('./pages/kit/kit-page.tsx').then(asDefault('KitPage'))) : NotFound

/** The whole dashboard. */
export function App() {
  return (
    <CSPProvider disableStyleElements>
      <ApiProvider>
        <Router base={BASE_PATH}>
          <ToastArea>
            <PageFocus>
              <PartBoundary>
                <Pages />
              </PartBoundary>
            </PageFocus>
          </ToastArea>
        </Router>
      </ApiProvider>
    </CSPProvider>
  )
}

function Pages() {
  return (
    <Suspense fallback={<Skeleton />}>
      <Switch>
        <Route path={PATTERNS.setup} component={SetupPage} />
        <Route path={PATTERNS.memberLink} component={MemberLinkPage} />
        <Route path={PATTERNS.kit} component={KitPage} />
        <Route component={MemberPages} />
      </Switch>
    </Suspense>
  )
}

/** People who are not signed in sign in first, and then see the same URL. */
function MemberPages() {
  const session = useSessionQuery()
  const [path] = useLocation()
  const [search] = useSearchParams()
  if (session.data === undefined) {
    if (session.isError) {
      return (
        <main className="door">
          <Problem error={session.error} onRetry={() => void session.refetch()} />
        </main>
      )
    }
    return <Skeleton />
  }
  const isSignIn = path === PATTERNS.signIn
  if (session.data === null) {
    if (isSignIn) return <SignInPage />
    const query = search.size > 0 ? `?${search}` : ''
    return <Redirect to={paths.signIn(path === paths.home ? undefined : path + query)} replace />
  }
  if (isSignIn) return <Redirect to={safeReturn(search.get('return'))} replace />
  return (
    <SessionProvider session={session.data}>
      <ConfirmationArea />
      <FreshSecretsProvider>
        <Switch>
          <Route path={paths.home}>
            <Redirect to={paths.connections(session.data.tenant.name)} replace />
          </Route>
          <Route path={PATTERNS.setupStore} component={StorePage} />
          <Route path={PATTERNS.setupOwn} component={OwnStorePage} />
          <Route path={PATTERNS.setupSignIn} component={FirstSignInPage} />
          <Route path={PATTERNS.setupDone} component={DonePage} />
          <Route path={PATTERNS.tenant}>
            {({ tenant }) => (
              <Shell>{decoded(tenant) === session.data?.tenant.name ? <TenantPages /> : <NotFound />}</Shell>
            )}
          </Route>
          <Route>
            <Shell>
              <NotFound />
            </Shell>
          </Route>
        </Switch>
      </FreshSecretsProvider>
    </SessionProvider>
  )
}

/** Pages of the session's tenant. A URL with the name of another tenant shows “not found”. */
function TenantPages() {
  return (
    <Suspense fallback={<Skeleton />}>
      <Switch>
        <Route path={PATTERNS.overview} component={OverviewPage} />
        <Route path={PATTERNS.connections} component={ConnectionsPage} />
        <Route path={PATTERNS.bring} component={BringPage} />
        <Route path={PATTERNS.scripts} component={ScriptsPage} />
        <Route path={PATTERNS.migration} component={MigrationPage} />
        <Route path={PATTERNS.tryLogin} component={TryLoginPage} />
        <Route path={PATTERNS.history} component={HistoryPage} />
        <Route path={PATTERNS.connectionSettings} component={SettingsPage} />
        <Route path={PATTERNS.applications} component={ApplicationsPage} />
        <Route path={PATTERNS.application} component={ApplicationPage} />
        <Route path={PATTERNS.triedSignIn} component={TriedPage} />
        <Route path={PATTERNS.apis} component={ApisPage} />
        <Route path={PATTERNS.api} component={ApiPage} />
        <Route path={PATTERNS.branding} component={BrandingPage} />
        <Route path={PATTERNS.tenantSettings} component={TenantSettingsPage} />
        <Route path={PATTERNS.customDomains} component={CustomDomainsPage} />
        <Route path={PATTERNS.logs} component={LogsPage} />
        <Route path={PATTERNS.log} component={EntryPage} />
        <Route path={PATTERNS.run} component={RunPage} />
        <Route path={PATTERNS.signInHelp} component={SignInHelpPage} />
        <Route path={PATTERNS.members} component={MembersPage} />
        <Route path={PATTERNS.protection} component={ProtectionPage} />
        <Route path={PATTERNS.email} component={EmailPage} />
        <Route path={PATTERNS.users} component={UsersPage} />
        <Route path={PATTERNS.user} component={UserPage} />
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  )
}

/** `lazy` needs a default export; our modules have named exports. */
function asDefault<Name extends string>(
  name: Name,
): <Page>(module: { [key in Name]: Page }) => { default: Page } {
  return (module) => ({ default: module[name] })
}
