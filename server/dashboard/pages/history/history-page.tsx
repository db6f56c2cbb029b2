/** The versions of a connection, and the button that rolls back to one. @module */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams, useSearchParams } from 'wouter'
import { useApi, useSession } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import { ConnectionPage } from '../../shell/connection-page.tsx'
import { Problem as Failure } from '../../shell/part.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Badge, Skeleton } from '../../ui/data.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Table } from '../../ui/table.tsx'
import type { ServerDraft } from '../scripts/draft/saving.ts'
import { draftKey } from '../scripts/draft/saving.ts'
import { CompareDialog } from './compare-dialog.tsx'
import './history.css'
import { RollBackDialog } from './roll-back-dialog.tsx'
import type { Version } from './sides.ts'
import { historyText } from './text.ts'
import { ChangesCell } from './version-cells.tsx'

const PAGE = 25

/** The draft has a row too. */
type Row = { draft: ServerDraft; version?: undefined } | { draft?: undefined; version: Version }

/** At `…/connections/:id/history`; the query of the URL names the two sides of a comparison. */
export function HistoryPage() {
  const { id = '' } = useParams()
  return (
    <ConnectionPage id={id} tab="history">
      {() => <History id={id} />}
    </ConnectionPage>
  )
}

function History({ id }: { id: string }) {
  const client = useApi()
  const [search, setSearch] = useSearchParams()
  const [rollingBack, setRollingBack] = useState<number>()
  const query = useInfiniteQuery({
    queryKey: ['connection', id, 'versions'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ signal, pageParam }) =>
      client.call('GET /api/v2/connections/{id}/versions', {
        params: { id },
        query: { take: PAGE, ...(pageParam === undefined ? {} : { before: pageParam }) },
        signal,
      }),
    getNextPageParam: ({ versions }) => (versions.length < PAGE ? undefined : versions.at(-1)?.version),
  })
  const draft = useQuery({
    queryKey: draftKey(id),
    queryFn: ({ signal }) => client.call('GET /api/v2/connections/{id}/draft', { params: { id }, signal }),
  })
  if (query.isPending) return <Skeleton />
  const versions = query.data?.pages.flatMap((page) => page.versions) ?? []
  const live = query.data?.pages[0]?.live_version ?? 0
  const rows: Row[] = [
    ...(draft.data?.exists ? [{ draft: draft.data }] : []),
    ...versions.map((version) => ({ version })),
  ]
  const [first, second] = [search.get('from'), search.get('to')]

  function compare(from: string, to: string): void {
    setSearch({ from, to })
  }

  return (
    <div className="stack">
      {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      <VersionTable
        id={id}
        rows={rows}
        live={live}
        onCompare={(side) => compare(...sidesOf(side, live, versions))}
        onRollBack={setRollingBack}
      />
      {query.hasNextPage && (
        <div className="row">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {historyText.older}
          </Button>
        </div>
      )}
      {first !== null && second !== null && (
        <CompareDialog
          id={id}
          first={first}
          second={second}
          choices={rows.map((row) =>
            row.version
              ? {
                  value: String(row.version.version),
                  label: historyText.comparing.choice(row.version.version, row.version.version === live),
                }
              : { value: 'draft', label: historyText.draft },
          )}
          onChoose={compare}
          onClose={() => setSearch({})}
        />
      )}
      {rollingBack !== undefined && (
        <RollBackDialog id={id} from={rollingBack} live={live} onClose={() => setRollingBack(undefined)} />
      )}
    </div>
  )
}

/** A side is compared with the live version; the live version is compared with the one before it. */
function sidesOf(side: string, live: number, versions: readonly Version[]): [from: string, to: string] {
  if (side === 'draft') return [String(live), side]
  if (side !== String(live)) return [side, String(live)]
  return [String(versions.find(({ version }) => version < live)?.version ?? live), side]
}

interface TableProps {
  id: string
  rows: readonly Row[]
  live: number
  onCompare: (side: string) => void
  onRollBack: (version: number) => void
}

function VersionTable({ id, rows, live, onCompare, onRollBack }: TableProps) {
  const { tenant, member } = useSession()
  const isLive = ({ version }: Row): boolean => version?.version === live
  return (
    <Table<Row>
      caption={historyText.caption}
      rows={rows}
      rowKey={({ version }) => String(version?.version ?? 'draft')}
      columns={[
        {
          name: historyText.version,
          cell: (row) => (
            <span className="history-name">
              <span aria-hidden="true" className={isLive(row) ? 'dot' : 'dot none'} />
              {row.version ? historyText.name(row.version.version) : historyText.draft}
              {isLive(row) && <Badge tone="ok">{historyText.live}</Badge>}
            </span>
          ),
        },
        {
          name: historyText.by,
          cell: ({ version, draft }) => (
            <span className="history-by">
              <bdi>
                {version
                  ? (version.actor_name ?? version.actor)
                  : (draft.saved_by_name ?? draft.saved_by ?? member.email)}
              </bdi>
              <RelativeTime at={version?.created_at ?? draft?.saved_at ?? new Date().toISOString()} />
            </span>
          ),
        },
        { name: historyText.note, cell: ({ version }) => version?.note && <bdi>{version.note}</bdi> },
        {
          name: historyText.changed,
          cell: ({ version, draft }) => (
            <ChangesCell
              isFirst={version?.version === 1}
              changed={version?.changed ?? { scripts: draft?.changed ?? {}, settings: [], configuration: [] }}
            />
          ),
        },
        {
          name: historyText.actions,
          cell: (row) => {
            const side = row.version ? String(row.version.version) : 'draft'
            const name = row.version ? historyText.name(row.version.version) : historyText.draft
            return (
              <span className="history-actions">
                {!row.version && (
                  <ButtonLink href={paths.script(tenant.name, id, 'login')}>{historyText.open}</ButtonLink>
                )}
                {rows.length > 1 && (
                  <Button aria-label={historyText.compareWhat(name)} onClick={() => onCompare(side)}>
                    {historyText.compare}
                  </Button>
                )}
                {row.version && !isLive(row) && (
                  <Button
                    aria-label={historyText.rollBackTo(row.version.version)}
                    onClick={() => onRollBack(row.version.version)}
                  >
                    {historyText.rollBack}
                  </Button>
                )}
              </span>
            )
          },
        },
      ]}
    />
  )
}
