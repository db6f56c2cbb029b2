/** The users of a tenant. @module */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { ApiProblem } from '../../api/problem.ts'
import { paths } from '../../routes.ts'
import { Page } from '../../shell/page.tsx'
import { Problem } from '../../shell/part.tsx'
import { TEXT } from '../../text.ts'
import { Button } from '../../ui/button.tsx'
import { Badge, Empty, Skeleton, Table } from '../../ui/data.tsx'
import { TextField } from '../../ui/field.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Select } from '../../ui/select.tsx'
import { AskLegacy } from './ask-legacy.tsx'
import { CreateUser } from './create-user.tsx'
import { connectionChoices } from './queries.ts'
import { usersText } from './text.ts'
import './users.css'

const PAGE_SIZE = 50

/** Searched and paged by the server; the whole state of the list is in its address. */
export function UsersPage() {
  const client = useApi()
  const { tenant = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const [creating, setCreating] = useState(false)
  const q = search.get('q') ?? ''
  const connection = search.get('connection') ?? ''
  const connections = useQuery(connectionChoices(client))
  const users = useInfiniteQuery({
    queryKey: ['users', q, connection],
    initialPageParam: 0,
    queryFn: async ({ pageParam, signal }) => {
      const answer = await client.call('GET /api/v2/users', {
        query: {
          q,
          ...(connection === '' ? {} : { connection }),
          page: pageParam,
          per_page: PAGE_SIZE,
          include_totals: 'true',
        },
        signal,
      })
      if (Array.isArray(answer)) return { users: answer, total: answer.length }
      return { users: answer.users, total: 'total' in answer ? answer.total : answer.users.length }
    },
    getNextPageParam: (last, pages) => (pages.length * PAGE_SIZE < last.total ? pages.length : undefined),
  })
  const change = (name: string, value: string): void =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      if (value === '') next.delete(name)
      else next.set(name, value)
      return next
    })
  const rows = users.data?.pages.flatMap((page) => page.users) ?? []
  const total = users.data?.pages.at(-1)?.total ?? 0
  const syntax = syntaxProblem(users.error)
  const filtered = q !== '' || connection !== ''
  return (
    <Page
      title={TEXT.users.title}
      aside={users.data && <Badge>{usersText.shown(rows.length, total)}</Badge>}
      actions={
        <Button variant="primary" icon="plus" writes onClick={() => setCreating(true)}>
          {usersText.create}
        </Button>
      }
    >
      <div className="stack">
        <div className="users-filters">
          <SearchBox key={q} q={q} error={syntax} onSearch={(value) => change('q', value)} />
          <Select
            label={usersText.connection}
            choices={[
              { value: '', label: usersText.anyConnection },
              ...(connections.data ?? []).map(({ name = '' }) => ({ value: name, label: name })),
            ]}
            value={connection}
            onChange={(value) => change('connection', value)}
          />
        </div>
        {users.isPending && <Skeleton />}
        {users.error && syntax === undefined && (
          <Problem error={users.error} onRetry={() => void users.refetch()} />
        )}
        {users.data && rows.length === 0 && (
          <>
            <Empty>{filtered ? usersText.none : TEXT.users.empty}</Empty>
            {q !== '' && (
              <AskLegacy
                key={q}
                identifier={q}
                connections={(connections.data ?? []).filter(
                  (one) =>
                    one.options?.enabledDatabaseCustomization === true &&
                    (connection === '' || one.name === connection),
                )}
              />
            )}
          </>
        )}
        {rows.length > 0 && (
          <Table
            caption={TEXT.users.caption}
            rows={rows}
            rowKey={(row) => row.user_id ?? ''}
            columns={[
              {
                name: TEXT.users.email,
                cell: (row) => (
                  <Link href={paths.user(tenant, row.user_id ?? '')}>
                    <bdi>{row.email ?? row.username ?? row.user_id}</bdi>
                  </Link>
                ),
              },
              {
                name: TEXT.users.name,
                cell: (row) => (
                  <>
                    <bdi>{row.name}</bdi> {row.blocked && <Badge tone="bad">{usersText.blocked}</Badge>}
                  </>
                ),
              },
              { name: usersText.connection, cell: (row) => row.identities?.[0]?.connection },
              {
                name: usersText.imported,
                cell: (row) =>
                  row.migrated_at && row.migrated_by ? (
                    <>
                      {usersText.how[row.migrated_by]} · <RelativeTime at={row.migrated_at} />
                    </>
                  ) : (
                    usersText.notImported
                  ),
              },
              {
                name: TEXT.users.lastLogin,
                cell: (row) => (row.last_login ? <RelativeTime at={row.last_login} /> : TEXT.users.never),
              },
              {
                name: TEXT.users.logins,
                numeric: true,
                cell: (row) => (row.logins_count ?? 0).toLocaleString(),
              },
            ]}
          />
        )}
        {users.hasNextPage && (
          <div className="row">
            <Button busy={users.isFetchingNextPage} onClick={() => void users.fetchNextPage()}>
              {usersText.more}
            </Button>
          </div>
        )}
      </div>
      {creating && <CreateUser connections={connections.data ?? []} onClose={() => setCreating(false)} />}
    </Page>
  )
}

interface SyntaxProblem {
  message: string
  /** From 0. */
  at: number
}

/** @returns where the query cannot be understood, as the server says it */
function syntaxProblem(error: Error | null): SyntaxProblem | undefined {
  if (!(error instanceof ApiProblem) || error.code !== 'invalid_query_string') return undefined
  const [, place, message] = /at character (\d+): (.*)' on property q\.$/s.exec(error.message) ?? []
  if (place === undefined || message === undefined) return undefined
  return { message: `Character ${place}: ${message}.`, at: Number(place) - 1 }
}

function SearchBox({
  q,
  error,
  onSearch,
}: {
  q: string
  error: SyntaxProblem | undefined
  onSearch: (q: string) => void
}) {
  const [typed, setTyped] = useState(q)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onSearch(typed.trim())
  }
  return (
    <form className="users-search" onSubmit={submit}>
      <TextField
        type="search"
        label={usersText.search}
        hint={usersText.searchHint}
        error={error?.message}
        value={typed}
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
      />
      {error && (
        <code className="users-syntax" aria-hidden="true">
          {q.slice(0, error.at)}
          <mark>{q.slice(error.at, error.at + 1) || ' '}</mark>
          {q.slice(error.at + 1)}
        </code>
      )}
      <Button type="submit" icon="search">
        {usersText.submit}
      </Button>
    </form>
  )
}
