/** One application: each of its fields is saved by itself. @module */
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import type { Application as Summary } from '../../api/application-summaries.ts'
import { applicationsQuery } from '../../api/application-summaries.ts'
import { useApi } from '../../api/context.tsx'
import { isNotFound } from '../../api/problem.ts'
import { decoded, paths } from '../../routes.ts'
import { NotFound } from '../../shell/not-found.tsx'
import { Page } from '../../shell/page.tsx'
import { Part } from '../../shell/part.tsx'
import { Badge, Banner, CopyText } from '../../ui/data.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { AddressesGroup } from './addresses-group.tsx'
import { BasicsGroup } from './basics-group.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { ConnectionsGroup } from './connections-group.tsx'
import { CredentialsGroup, isPublic } from './credentials-group.tsx'
import { DangerGroup } from './danger-group.tsx'
import { GrantsGroup } from './grants-group.tsx'
import { typeName } from './kinds.ts'
import { ManagementGroup } from './management-group.tsx'
import { applicationsText, applicationText } from './text.ts'
import type { Application } from './use-application.ts'
import { useApplication, useEditing } from './use-application.ts'
import { UseGroup } from './use-group.tsx'
import './applications.css'

/** At `…/applications/:id`. */
export function ApplicationPage() {
  const { tenant = '', id: coded = '' } = useParams()
  const id = decoded(coded)
  const query = useApplication(id)
  const summaries = useQuery(applicationsQuery(useApi()))
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
    >
      <Part query={query}>
        {(read) => (
          <Part query={summaries}>
            {(all) => {
              // An older list may not yet contain an application that was created a moment ago.
              const summary = all.find(({ client_id }) => client_id === id) ?? summaryOf(id, read)
              return <Groups key={id} id={id} tenant={tenant} read={read} summary={summary} />
            }}
          </Part>
        )}
      </Part>
    </Page>
  )
}

function Groups({
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
  const editing = useEditing(id, read, summary)
  return (
    <div className="stack application">
      {editing.refusal !== undefined && (
        <Banner tone="info" title={applicationText.refused}>
          <p>{editing.refusal}</p>
        </Banner>
      )}
      <BasicsGroup editing={editing} />
      <CredentialsGroup editing={editing} />
      <ConnectionsGroup editing={editing} tenant={tenant} />
      <GrantsGroup editing={editing} />
      <UseGroup editing={editing} />
      <AddressesGroup editing={editing} />
      <ManagementGroup editing={editing} />
      <DangerGroup editing={editing} tenant={tenant} />
      <ConflictDialog editing={editing} />
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
