/** The list of a tenant’s connections. @module */
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { useParams, useSearchParams } from 'wouter'
import type { Summary } from '../../api/connection-summaries.ts'
import { summariesQuery } from '../../api/connection-summaries.ts'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { paths } from '../../routes.ts'
import { Page } from '../../shell/page.tsx'
import { Part } from '../../shell/part.tsx'
import { TEXT } from '../../text.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Badge, Empty } from '../../ui/data.tsx'
import { Icon } from '../../ui/icons.tsx'
import { ConnectionsTable } from './connections-table.tsx'
import { CreateConnection } from './create-connection.tsx'
import { matching } from './matching.ts'
import { connectionsText, createText } from './text.ts'
import './connections.css'

const NONE: readonly Summary[] = []

/** Rows that are there at once: more would make every letter of the filter wait for them. */
const FIRST = 50

/** A list that is filtered while the person types; the filter is in the address. */
export function ConnectionsPage() {
  const client = useApi()
  const { tenant = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const [creating, setCreating] = useState(false)
  const refusal = useRefusal('create:connections')
  const connections = useQuery(summariesQuery(client))
  const filter = search.get('filter') ?? ''
  // Typing stays ahead of the rows that it brings back.
  const deferred = useDeferredValue(filter)
  const all = connections.data ?? NONE
  const rows = useMemo(() => matching(all, deferred), [all, deferred])
  const [showsAll, setShowsAll] = useState(false)
  const first = useMemo(() => (showsAll ? rows : rows.slice(0, FIRST)), [rows, showsAll])
  const create = (
    <Button
      // An empty list has its own button below.
      variant={connections.data?.length === 0 ? 'plain' : 'primary'}
      icon="plus"
      writes
      blocked={refusal}
      onClick={() => setCreating(true)}
    >
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
      title={TEXT.connections.title}
      aside={all.length > 0 && <Badge>{all.length.toLocaleString()}</Badge>}
      actions={create}
    >
      <Part query={connections}>
        {() =>
          all.length === 0 ? (
            <Empty
              action={
                <ButtonLink variant="primary" href={paths.setupStore}>
                  {TEXT.connections.begin}
                </ButtonLink>
              }
            >
              {TEXT.connections.empty}
            </Empty>
          ) : (
            <div className="stack">
              <div className="filter-row">
                <label className="filter">
                  <Icon name="search" />
                  <span className="unseen">{connectionsText.filter}</span>
                  <input
                    type="search"
                    className="input"
                    placeholder={connectionsText.filterPlaceholder}
                    autoComplete="off"
                    spellCheck={false}
                    value={filter}
                    onChange={(event) => changeFilter(event.target.value)}
                  />
                </label>
                <span className="hint" role="status">
                  {deferred !== '' && connectionsText.shown(rows.length, all.length)}
                </span>
              </div>
              {rows.length === 0 ? (
                <Empty action={<Button onClick={() => changeFilter('')}>{connectionsText.clear}</Button>}>
                  {connectionsText.none(deferred)}
                </Empty>
              ) : (
                <ConnectionsTable tenant={tenant} rows={first} />
              )}
              {first.length < rows.length && (
                <div className="row">
                  <Button onClick={() => setShowsAll(true)}>{connectionsText.showAll(rows.length)}</Button>
                </div>
              )}
            </div>
          )
        }
      </Part>
      {creating && (
        <CreateConnection
          tenant={tenant}
          names={all.map(({ name }) => name)}
          onClose={() => setCreating(false)}
        />
      )}
    </Page>
  )
}
