/** The log of the tenant, live. @module */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useLocation, useParams, useSearchParams } from 'wouter'
import { applicationsQuery } from '../../api/application-summaries.ts'
import { summariesQuery } from '../../api/connection-summaries.ts'
import { useApi } from '../../api/context.tsx'
import { isUserId } from '../../api/logs.ts'
import { useRefusal } from '../../api/may.ts'
import { logIdIn, pathOfLogId } from '../../log-ids.ts'
import { Page } from '../../shell/page.tsx'
import { Problem } from '../../shell/part.tsx'
import { syntaxProblem } from '../../shell/search-box.tsx'
import { Button } from '../../ui/button.tsx'
import { Badge, Banner, Empty, Skeleton } from '../../ui/data.tsx'
import { useOnline } from '../../ui/online.ts'
import '../users/users.css'
import { ExportDialog } from './export-dialog.tsx'
import { LogFilters } from './filters.tsx'
import type { LogFilter } from './log-filter.ts'
import { isFiltered, readLogFilter, searchOf, withChange } from './log-filter.ts'
import { LogsTable } from './logs-table.tsx'
import { logsText } from './text.ts'
import { useLogList } from './use-log-list.ts'

/** At `…/logs`; the URL has the whole state of the list. */
export function LogsPage() {
  const refusal = useRefusal('read:logs')
  if (refusal === undefined) return <Logs />
  return (
    <Page title={logsText.title}>
      <Banner tone="info" title={logsText.readRefused}>
        <p>{refusal}</p>
      </Banner>
    </Page>
  )
}

function Logs() {
  const { tenant = '' } = useParams()
  const [, navigate] = useLocation()
  const [search, setSearch] = useSearchParams()
  const [exporting, setExporting] = useState(false)
  const filter = readLogFilter(search)
  const choices = useChoices()
  const { search: q, before } = useSearch(filter, choices)
  const place = useReading()
  const list = useLogList(q, place.isReading)
  const syntax = filter.q === '' ? undefined : syntaxProblem(list.pages.error, before)
  const change = (wish: Partial<LogFilter>): void => setSearch((before) => withChange(before, wish))
  const lookFor = (typed: string): void => {
    const id = logIdIn(typed)
    if (id !== undefined) navigate(pathOfLogId(tenant, id))
    else if (/^[^\s@"]+@[^\s@"]+$/.test(typed) || isUserId(typed)) change({ q: '', person: typed })
    else change({ q: typed })
  }
  const { pages, rows } = list
  const isBroken = pages.error !== null
  return (
    <Page
      title={logsText.title}
      aside={
        <span title={logsText.liveHint[list.live]}>
          <Badge tone={list.live === 'live' ? 'ok' : 'plain'}>{logsText.live[list.live]}</Badge>
        </span>
      }
      actions={
        <Button
          writes
          blocked={q === undefined ? logsText.live.opening : undefined}
          onClick={() => setExporting(true)}
        >
          {logsText.exporting.open}
        </Button>
      }
    >
      <div className="stack">
        <LogFilters
          filter={filter}
          choices={{ connections: choices.connections, applications: choices.applications }}
          syntax={syntax}
          onChange={change}
          onSearch={lookFor}
        />
        <span ref={place.top} className="logs-top" aria-hidden="true" />
        {list.waiting > 0 && !isBroken && (
          <div className="logs-new" role="status">
            <Button
              variant="primary"
              onClick={() => {
                list.show()
                place.toTop()
              }}
            >
              {logsText.fresh(list.waiting, list.isWaitingFull)}
            </Button>
          </div>
        )}
        {pages.isPending && <Loading />}
        {pages.error && syntax === undefined && (
          <Problem error={pages.error} onRetry={() => void pages.refetch()} />
        )}
        {pages.data && !isBroken && rows.length === 0 && (
          <Nothing isFiltered={isFiltered(filter)} onClear={() => setSearch({})} />
        )}
        {rows.length > 0 && syntax === undefined && (
          <div ref={place.list} className={pages.isPlaceholderData ? 'stale' : undefined}>
            <LogsTable tenant={tenant} rows={rows} />
          </div>
        )}
        {pages.hasNextPage && syntax === undefined && (
          <div className="row">
            <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
              {logsText.more}
            </Button>
          </div>
        )}
      </div>
      {exporting && q !== undefined && <ExportDialog q={q} onClose={() => setExporting(false)} />}
    </Page>
  )
}

/** Without a network nothing loads: the page says so instead of showing a loading state. */
function Loading() {
  return useOnline() ? <Skeleton lines={10} /> : <Empty>{logsText.offline}</Empty>
}

function Nothing({ isFiltered: narrowed, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (!narrowed) return <Empty>{logsText.none}</Empty>
  return <Empty action={<Button onClick={onClear}>{logsText.clear}</Button>}>{logsText.noMatch}</Empty>
}

/** Connections and applications that the member may read, for the filters. */
function useChoices() {
  const client = useApi()
  const readsConnections = useRefusal('read:connections') === undefined
  const readsApplications = useRefusal('read:clients') === undefined
  const connections = useQuery({ ...summariesQuery(client), enabled: readsConnections })
  const applications = useQuery({ ...applicationsQuery(client), enabled: readsApplications })
  return {
    connections: readsConnections ? (connections.data ?? []) : undefined,
    applications: readsApplications ? (applications.data ?? []) : undefined,
    /** Whether the names of connections are known, or cannot be. */
    isKnown: !readsConnections || !connections.isPending,
  }
}

/** @returns the search of the filters; the times before now are those of the moment when the filters changed */
function useSearch(
  filter: LogFilter,
  { connections, isKnown }: ReturnType<typeof useChoices>,
): { search: string | undefined; before: number } {
  const key = JSON.stringify(filter)
  const isReady = filter.connection === '' || isKnown
  const names = JSON.stringify(
    isReady && filter.connection !== '' ? (connections ?? []).map(({ id, name }) => ({ id, name })) : [],
  )
  return useMemo(() => {
    if (!isReady) return { search: undefined, before: 0 }
    return searchOf(
      JSON.parse(key) as LogFilter,
      JSON.parse(names) as { id: string; name: string }[],
      Date.now(),
    )
  }, [isReady, key, names])
}

/** Knows whether the list is being read: it is scrolled away from its top, or a row has the focus. */
function useReading() {
  const top = useRef<HTMLSpanElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const isAtTop = useRef(true)
  useEffect(() => {
    if (!top.current) return
    const observer = new IntersectionObserver(([entry]) => {
      isAtTop.current = entry?.isIntersecting !== false
    })
    observer.observe(top.current)
    return () => observer.disconnect()
  }, [])
  return {
    top,
    list,
    isReading: () => !isAtTop.current || list.current?.contains(document.activeElement) === true,
    toTop: () => top.current?.scrollIntoView({ block: 'center' }),
  }
}
