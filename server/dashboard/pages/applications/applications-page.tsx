/** The applications of a tenant. @module */
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import type { Application } from '../../api/application-summaries.ts'
import { applicationsQuery } from '../../api/application-summaries.ts'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { FilteredList } from '../../shell/filtered-list.tsx'
import { Page } from '../../shell/page.tsx'
import { Part } from '../../shell/part.tsx'
import { useNew } from '../../shell/use-new.ts'
import { Button } from '../../ui/button.tsx'
import { Badge, Banner, Empty } from '../../ui/data.tsx'
import { ApplicationsTable } from './applications-table.tsx'
import { CreateApplication } from './create-application.tsx'
import { ownOf, typeName } from './kinds.ts'
import { applicationsText, createText } from './text.ts'
import './applications.css'

const NONE: readonly Application[] = []

/** The list, and the button that creates an application. */
export function ApplicationsPage() {
  const client = useApi()
  const { tenant = '' } = useParams()
  const refusal = useRefusal('create:clients')
  const [creating, setCreating] = useNew(refusal)
  const applications = useQuery(applicationsQuery(client))
  const all = applications.data ?? NONE
  const create = (
    <Button variant="primary" icon="plus" writes blocked={refusal} onClick={() => setCreating(true)}>
      {createText.title}
    </Button>
  )
  return (
    <Page
      title={applicationsText.title}
      aside={all.length > 0 && <Badge>{all.length.toLocaleString()}</Badge>}
      // An empty list has its own button below.
      actions={applications.data?.length !== 0 && create}
    >
      <Part query={applications}>
        {() =>
          all.length === 0 ? (
            <Empty action={create}>{applicationsText.empty}</Empty>
          ) : (
            <div className="stack">
              {ownOf(all).length === 0 && (
                <Banner tone="info" title={applicationsText.onlyAdministration}>
                  <p>{applicationsText.onlyAdministrationDetail}</p>
                </Banner>
              )}
              <FilteredList all={all} matching={matching} says={applicationsText}>
                {(rows) => <ApplicationsTable tenant={tenant} rows={rows} />}
              </FilteredList>
            </div>
          )
        }
      </Part>
      {creating && <CreateApplication tenant={tenant} onClose={() => setCreating(false)} />}
    </Page>
  )
}

/** @returns the applications whose rows contain every word of the filter */
function matching(applications: readonly Application[], filter: string): readonly Application[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  return applications.filter(({ name, client_id, app_type }) => {
    const text = `${name}\n${client_id}\n${typeName(app_type) ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
