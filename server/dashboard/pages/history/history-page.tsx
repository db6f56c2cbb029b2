/** Versions of a connection: what changed, and how to have one back. @module */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'wouter'
import { useApi } from '../../api/context.tsx'
import type { Operations } from '../../api/schema.ts'
import { ConnectionPage } from '../../shell/connection-page.tsx'
import { Problem as Failure } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Badge, Banner, Skeleton, Table } from '../../ui/data.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { CompareDialog } from './compare-dialog.tsx'
import { historyText } from './text.ts'

type Version = Operations['GET /api/v2/connections/{id}/versions']['result']['versions'][number]

const PAGE = 50

/** At `…/connections/:id/history`. */
export function HistoryPage() {
  const { id = '' } = useParams()
  const client = useApi()
  const queries = useQueryClient()
  const [compared, setCompared] = useState<Version>()
  const [said, setSaid] = useState<{ title: string; missing: readonly string[] }>()
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
  const versions = query.data?.pages.flatMap((page) => page.versions) ?? []
  const live = query.data?.pages[0]?.live_version ?? 0

  async function rollBack(from: number): Promise<void> {
    const { version, missing_configuration: missing } = await client.call(
      'POST /api/v2/connections/{id}/versions',
      { params: { id }, body: { from } },
    )
    setCompared(undefined)
    setSaid({ title: historyText.rolledBack(from, version), missing })
    await queries.invalidateQueries({ queryKey: ['connection', id] })
  }

  return (
    <ConnectionPage id={id} tab="history">
      {() => (
        <div className="stack">
          {said && (
            <Banner live tone={said.missing.length > 0 ? 'warn' : 'ok'} title={said.title}>
              {said.missing.length > 0 && <p>{historyText.missing(said.missing)}</p>}
            </Banner>
          )}
          {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
          {query.isPending && <Skeleton />}
          {query.data && (
            <Table
              caption={historyText.caption}
              rows={versions.map((version, index) => ({ version, before: versions[index + 1] }))}
              rowKey={({ version }) => String(version.version)}
              columns={[
                {
                  name: historyText.version,
                  cell: ({ version: { version } }) => (
                    <>
                      {version} {version === live && <Badge tone="ok">{historyText.live}</Badge>}
                    </>
                  ),
                },
                { name: historyText.when, cell: ({ version }) => <RelativeTime at={version.created_at} /> },
                { name: historyText.who, cell: ({ version }) => version.actor },
                { name: historyText.note, cell: ({ version }) => <bdi>{version.note ?? ''}</bdi> },
                {
                  name: historyText.changed,
                  cell: ({ version, before }) =>
                    changedScripts(version, before).join(', ') || historyText.nothing,
                },
                {
                  name: historyText.actions,
                  cell: ({ version }) =>
                    version.version === live ? null : (
                      <Button onClick={() => setCompared(version)}>
                        {historyText.compare(version.version)}
                      </Button>
                    ),
                },
              ]}
            />
          )}
          {query.hasNextPage && (
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {historyText.older}
            </Button>
          )}
          {compared && (
            <CompareDialog
              id={id}
              version={compared}
              live={live}
              liveMode={versions.find(({ version }) => version === live)?.mode}
              onClose={() => setCompared(undefined)}
              onRollBack={() => rollBack(compared.version)}
            />
          )}
        </div>
      )}
    </ConnectionPage>
  )
}

/** @returns names of scripts that another text came to, or that came or went */
function changedScripts(version: Version, before: Version | undefined): string[] {
  const names = new Set([...Object.keys(version.scripts), ...Object.keys(before?.scripts ?? {})])
  return [...names].filter((name) => version.scripts[name] !== before?.scripts[name])
}
