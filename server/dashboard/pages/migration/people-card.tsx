/** People who are known and not imported. @module */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { useApi, useSession } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Badge, Skeleton } from '../../ui/data.tsx'
import { Foreign, inSentence } from '../../ui/foreign.tsx'
import { PlainTime } from '../../ui/relative-time.tsx'
import { Select } from '../../ui/select.tsx'
import { Table } from '../../ui/table.tsx'
import type { Progress, Waiting, WaitingState } from './queries.ts'
import { migrationKey } from './queries.ts'
import { ResolveDialog } from './resolve-dialog.tsx'
import { migrationText, reasonName } from './text.ts'

const says = migrationText.people
const PAGE = 25

/** The state that is shown is in the URL. */
export function PeopleCard({ id, waiting }: { id: string; waiting: Progress['waiting'] }) {
  const client = useApi()
  const [search, setSearch] = useSearchParams()
  const [resolving, setResolving] = useState<Waiting>()
  const wanted = search.get('state') ?? ''
  const state = Object.hasOwn(says.states, wanted) ? (wanted as WaitingState) : undefined
  const query = useInfiniteQuery({
    queryKey: [...migrationKey(id), 'people', state ?? 'all'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      client.call('GET /api/v2/connections/{id}/migration/people', {
        params: { id },
        query: { take: PAGE, ...(state && { state }), ...(pageParam !== undefined && { from: pageParam }) },
        signal,
      }),
    getNextPageParam: ({ next }) => next,
  })
  const people = query.data?.pages.flatMap((page) => page.people) ?? []
  const count = (of: WaitingState): number => waiting.find((one) => one.state === of)?.people ?? 0
  const states = Object.entries(says.states) as [WaitingState, string][]
  return (
    <section className="card stack" aria-label={says.title}>
      <div className="migration-row">
        <h2>{says.title}</h2>
        <span className="grow" />
        <Select
          label={says.show}
          choices={[
            { value: 'all', label: says.all },
            ...states.map(([value, label]) => ({ value, label: says.choice(label, count(value)) })),
          ]}
          value={state ?? 'all'}
          onChange={(chosen) =>
            setSearch(
              (now) => {
                const next = new URLSearchParams(now)
                if (chosen === 'all') next.delete('state')
                else next.set('state', chosen)
                return next
              },
              { replace: true },
            )
          }
        />
      </div>
      <p className="hint">{says.detail}</p>
      {query.isError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton />}
      {query.isSuccess && people.length === 0 && <p className="muted">{says.none}</p>}
      {people.length > 0 && <PeopleTable people={people} onResolve={setResolving} />}
      {query.hasNextPage && (
        <div className="row">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {says.more}
          </Button>
        </div>
      )}
      {resolving && <ResolveDialog id={id} person={resolving} onClose={() => setResolving(undefined)} />}
    </section>
  )
}

function PeopleTable({
  people,
  onResolve,
}: {
  people: readonly Waiting[]
  onResolve: (person: Waiting) => void
}) {
  const { tenant } = useSession()
  const nameOf = ({ identifier }: Waiting): string => inSentence(identifier ?? says.nameless)
  return (
    <Table
      caption={says.caption}
      rows={people}
      rowKey={({ identifier, external_id, first_at }) => `${identifier} ${external_id} ${first_at}`}
      columns={[
        {
          name: says.who,
          cell: ({ identifier }) =>
            identifier === undefined ? (
              <span className="muted">{says.nameless}</span>
            ) : (
              <Foreign text={identifier} />
            ),
        },
        {
          name: says.state,
          cell: ({ state }) => <Badge tone={TONES[state]}>{says.states[state]}</Badge>,
        },
        { name: says.reason, cell: ({ reason }) => (reason === undefined ? null : reasonName(reason)) },
        { name: says.when, cell: ({ at }) => <PlainTime at={at} /> },
        {
          name: says.run,
          cell: (person) => (
            <span className="row">
              {person.state === 'conflict' && (
                <Button aria-label={says.resolveOf(nameOf(person))} onClick={() => onResolve(person)}>
                  {says.resolve}
                </Button>
              )}
              {person.run_id !== undefined && (
                <Link
                  href={paths.run(tenant.name, person.run_id)}
                  aria-label={says.openRunOf(nameOf(person))}
                >
                  {says.openRun}
                </Link>
              )}
            </span>
          ),
        },
      ]}
    />
  )
}

const TONES = {
  seen: 'plain',
  failed: 'bad',
  conflict: 'warn',
  refused: 'warn',
  tombstoned: 'plain',
} as const
