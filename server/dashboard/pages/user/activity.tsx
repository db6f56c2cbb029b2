/** The log of one user. @module */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { useApi, useSession } from '../../api/context.tsx'
import type { Operations } from '../../api/operations.ts'
import { paths } from '../../routes.ts'
import { LogEvent } from '../../shell/log-event.tsx'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty, Skeleton } from '../../ui/data.tsx'
import { Foreign, visible } from '../../ui/foreign.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Table } from '../../ui/table.tsx'
import { userText } from './text.ts'

type Entry = Extract<Operations['GET /api/v2/users/{id}/logs']['result'], { logs: unknown }>['logs'][number]

const PAGE_SIZE = 50

/** Log entries, newest first. */
export function Activity({ id }: { id: string }) {
  const client = useApi()
  const logs = useInfiniteQuery({
    queryKey: ['user', id, 'logs'],
    initialPageParam: 0,
    queryFn: async ({ pageParam, signal }) => {
      const answer = await client.call('GET /api/v2/users/{id}/logs', {
        params: { id },
        query: { page: pageParam, per_page: PAGE_SIZE, include_totals: 'true' },
        signal,
      })
      return Array.isArray(answer) ? { logs: answer, total: answer.length } : answer
    },
    getNextPageParam: (last, pages) => (pages.length * PAGE_SIZE < last.total ? pages.length : undefined),
  })
  const loaded = logs.data?.pages.flatMap((page) => page.logs) ?? []
  const rows = [...new Map(loaded.map((entry) => [entry.log_id, entry])).values()]
  if (logs.isPending) return <Skeleton />
  return (
    <div className="stack user-activity">
      {logs.error && <Problem error={logs.error} onRetry={() => void logs.refetch()} />}
      {logs.data && rows.length === 0 && <Empty>{userText.activity.none}</Empty>}
      {rows.length > 0 && <Entries rows={rows} />}
      {logs.hasNextPage && (
        <div className="row">
          <Button busy={logs.isFetchingNextPage} onClick={() => void logs.fetchNextPage()}>
            {userText.activity.more}
          </Button>
        </div>
      )}
    </div>
  )
}

function Entries({ rows }: { rows: readonly Entry[] }) {
  const { tenant } = useSession()
  return (
    <Table
      caption={userText.activity.caption}
      rows={rows}
      rowKey={(row) => row.log_id ?? ''}
      columns={[
        {
          name: userText.activity.event,
          cell: (row) => (
            <Link href={paths.log(tenant.name, row.log_id ?? '')}>
              <LogEvent type={row.type ?? ''} />
            </Link>
          ),
        },
        { name: userText.activity.when, cell: (row) => row.date && <RelativeTime at={row.date} /> },
        {
          name: userText.activity.where,
          cell: (row) => (
            <Foreign
              text={[row.connection, row.client_name, row.ip]
                .filter((part) => part !== undefined)
                .join(' · ')}
            />
          ),
        },
        { name: userText.activity.detail, cell: (row) => <Detail entry={row} /> },
      ]}
    />
  )
}

/** A button that opens the whole entry: user agent, IDs and details. */
function Detail({ entry }: { entry: Entry }) {
  return (
    <div className="user-detail">
      {entry.description !== undefined && <Foreign text={entry.description} />}
      <details>
        <summary>{userText.activity.all}</summary>
        <pre className="user-raw">
          <bdi>{visible(JSON.stringify(entry, null, 2))}</bdi>
        </pre>
      </details>
    </div>
  )
}
