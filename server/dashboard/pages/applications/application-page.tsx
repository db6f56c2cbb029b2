/** One application: its settings, of which each is saved by itself, and code that uses it. @module */
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'wouter'
import type { Application as Summary } from '../../api/application-summaries.ts'
import { applicationsQuery } from '../../api/application-summaries.ts'
import { useApi } from '../../api/context.tsx'
import { isNotFound } from '../../api/problem.ts'
import { decoded, paths } from '../../routes.ts'
import { HelpLink } from '../../shell/help-link.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { Page } from '../../shell/page.tsx'
import { Part } from '../../shell/part.tsx'
import { Badge, Banner, CopyText } from '../../ui/data.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { AddressesGroup } from './addresses-group.tsx'
import { ApisGroup } from './apis-group.tsx'
import { BasicsGroup } from './basics-group.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { ConnectionsGroup } from './connections-group.tsx'
import { CredentialsGroup, isPublic } from './credentials-group.tsx'
import { DangerGroup } from './danger-group.tsx'
import { GrantsGroup } from './grants-group.tsx'
import { KeptGroup } from './kept-group.tsx'
import { KeysGroup } from './keys-group.tsx'
import { typeName } from './kinds.ts'
import { LogoutGroup } from './logout-group.tsx'
import { QuickStartTab } from './quick-start-tab.tsx'
import { applicationsText, applicationText } from './text.ts'
import { TokensGroup } from './tokens-group.tsx'
import { TrustGroup } from './trust-group.tsx'
import { TryButton } from './try-button.tsx'
import type { Application, Editing } from './use-application.ts'
import { useApplication, useEditing } from './use-application.ts'
import './applications.css'

/** At `…/applications/:id`. */
export function ApplicationPage() {
  const { tenant = '', id: coded = '' } = useParams()
  const id = decoded(coded)
  const query = useApplication(id)
  const summaries = useQuery(applicationsQuery(useApi()))
  // An older list may not yet contain an application that was created a moment ago.
  const summaryFor = (read: Application): Summary =>
    summaries.data?.find(({ client_id }) => client_id === id) ?? summaryOf(id, read)
  if (isNotFound(query)) return <NotFound />
  const { name, app_type } = query.data ?? {}
  return (
    <Page
      title={name === undefined ? applicationsText.one : inSentence(name)}
      parent={{ href: paths.applications(tenant), label: applicationsText.title }}
      aside={
        query.data && (
          <>
            {app_type !== undefined && <Badge>{inSentence(typeName(app_type) ?? '')}</Badge>}
            <CopyText text={id} label={applicationsText.copyId} />
          </>
        )
      }
      actions={
        <>
          <HelpLink topic="application" />
          {query.data && summaries.data && (
            <TryButton key={id} id={id} application={query.data} summary={summaryFor(query.data)} />
          )}
        </>
      }
    >
      <Part query={query}>
        {(read) => (
          <Part query={summaries}>
            {() => <Views key={id} id={id} tenant={tenant} read={read} summary={summaryFor(read)} />}
          </Part>
        )}
      </Part>
    </Page>
  )
}

const TABS = ['settings', 'quick-start'] as const

/** The query of the URL names the open tab. */
function Views({
  id,
  tenant,
  read,
  summary,
}: {
  id: string
  tenant: string
  read: Application
  summary: Summary
}) {
  const { tabs: says } = applicationText
  const editing = useEditing(id, read, summary)
  const [search, setSearch] = useSearchParams()
  return (
    <>
      <Tabs
        label={says.label}
        value={TABS.find((one) => one === search.get('tab')) ?? 'settings'}
        onChange={(tab) => setSearch({ tab }, { replace: true })}
        tabs={[
          { value: 'settings', label: says.settings, content: <Groups editing={editing} tenant={tenant} /> },
          {
            value: 'quick-start',
            label: says.quickStart,
            content: (
              <div className="stack application">
                <QuickStartTab editing={editing} />
              </div>
            ),
          },
        ]}
      />
      <ConflictDialog editing={editing} />
    </>
  )
}

function Groups({ editing, tenant }: { editing: Editing; tenant: string }) {
  return (
    <div className="stack application">
      {editing.refusal !== undefined && (
        <Banner tone="info" title={applicationText.refused}>
          <p>{editing.refusal}</p>
        </Banner>
      )}
      <BasicsGroup editing={editing} />
      <CredentialsGroup editing={editing} />
      <AddressesGroup editing={editing} />
      <TrustGroup editing={editing} />
      <ConnectionsGroup editing={editing} tenant={tenant} />
      <GrantsGroup editing={editing} />
      <TokensGroup editing={editing} />
      <ApisGroup editing={editing} />
      <LogoutGroup editing={editing} />
      <KeysGroup editing={editing} />
      <KeptGroup id={editing.id} />
      <DangerGroup editing={editing} tenant={tenant} />
    </div>
  )
}

function summaryOf(client_id: string, application: Application): Summary {
  const { name = client_id, grant_types = [] } = application
  return {
    client_id,
    name,
    grant_types,
    ferry: { administers: false, has_secret: !isPublic(application), created_at: new Date().toISOString() },
  }
}
