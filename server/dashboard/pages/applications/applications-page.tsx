/** The applications of a tenant. @module */
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { useParams, useSearchParams } from 'wouter'
import type { Application } from '../../api/application-summaries.ts'
import { applicationsQuery } from '../../api/application-summaries.ts'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { Page } from '../../shell/page.tsx'
import { Part } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Badge, Banner, Empty } from '../../ui/data.tsx'
import { Icon } from '../../ui/icons.tsx'
import { ApplicationsTable } from './applications-table.tsx'
import { CreateApplication } from './create-application.tsx'
import { ownOf, typeName } from './kinds.ts'
import { applicationsText, createText } from './text.ts'
import './applications.css'

const NONE: readonly Application[] = []

/** Rows that are there at once: more would make every letter of the filter wait for them. */
const FIRST = 50

/** A list that is filtered as somebody types; the filter is in the address. */
export function ApplicationsPage() {
  const client = useApi()
  const { tenant = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const [creating, setCreating] = useState(false)
  const refusal = useRefusal('create:clients')
  const applications = useQuery(applicationsQuery(client))
  const filter = search.get('filter') ?? ''
  // Typing stays ahead of the rows that it brings back.
  const deferred = useDeferredValue(filter)
  const all = applications.data ?? NONE
  const rows = useMemo(() => matching(all, deferred), [all, deferred])
  const [showsAll, setShowsAll] = useState(false)
  const first = useMemo(() => (showsAll ? rows : rows.slice(0, FIRST)), [rows, showsAll])
  const create = (
    <Button variant="primary" icon="plus" writes blocked={refusal} onClick={() => setCreating(true)}>
      {createText.title}
    </Button>
  )
  const changeFilter = (next: string): void =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before)
        if (next === '') after.delete('filter')
        else after.set('filter', next)
        return after
      },
      { replace: true },
    )
  return (
    <Page
      title={applicationsText.title}
      aside={all.length > 0 && <Badge>{all.length.toLocaleString()}</Badge>}
      // Of an empty list the first step is the way in, which stands below.
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
              <div className="filter-row">
                <label className="filter">
                  <Icon name="search" />
                  <span className="unseen">{applicationsText.filter}</span>
                  <input
                    type="search"
                    className="input"
                    placeholder={applicationsText.filterPlaceholder}
                    autoComplete="off"
                    spellCheck={false}
                    value={filter}
                    onChange={(event) => changeFilter(event.target.value)}
                  />
                </label>
                <span className="hint" role="status">
                  {deferred !== '' && applicationsText.shown(rows.length, all.length)}
                </span>
              </div>
              {rows.length === 0 ? (
                <Empty action={<Button onClick={() => changeFilter('')}>{applicationsText.clear}</Button>}>
                  {applicationsText.none(deferred)}
                </Empty>
              ) : (
                <ApplicationsTable tenant={tenant} rows={first} />
              )}
              {first.length < rows.length && (
                <div className="row">
                  <Button onClick={() => setShowsAll(true)}>{applicationsText.showAll(rows.length)}</Button>
                </div>
              )}
            </div>
          )
        }
      </Part>
      {creating && <CreateApplication tenant={tenant} onClose={() => setCreating(false)} />}
    </Page>
  )
}

/** @returns those that have every word of the filter in what their row says */
function matching(applications: readonly Application[], filter: string): readonly Application[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  return applications.filter(({ name, client_id, app_type }) => {
    const text = `${name}\n${client_id}\n${typeName(app_type) ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
