/** The list of a tenant’s users. @module */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'wouter'
import { useApi } from '../../api/context.tsx'
import { modeOf } from '../../shell/connection-page.tsx'
import { HelpLink } from '../../shell/help-link.tsx'
import { Page } from '../../shell/page.tsx'
import { Problem } from '../../shell/part.tsx'
import { syntaxProblem } from '../../shell/search-box.tsx'
import { useNew } from '../../shell/use-new.ts'
import { TEXT } from '../../text.ts'
import { Button } from '../../ui/button.tsx'
import { Badge, Empty, Skeleton } from '../../ui/data.tsx'
import { useOnline } from '../../ui/online.ts'
import { AskLegacy } from './ask-legacy.tsx'
import { CreateUser } from './create-user.tsx'
import { UserFilters } from './filters.tsx'
import type { UserList } from './list-query.ts'
import { isNarrowed, readUserList, SORTS, usersQuery } from './list-query.ts'
import { connectionChoices } from './queries.ts'
import { usersText } from './text.ts'
import './users.css'
import { UsersTable } from './users-table.tsx'

/** The server searches and pages; the URL has the whole state of the list. */
export function UsersPage() {
  const client = useApi()
  const [creating, setCreating] = useNew()
  const { tenant = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const list = readUserList(search)
  const connections = useQuery(connectionChoices(client))
  const users = useInfiniteQuery(usersQuery(client, list))
  const change = (wish: Partial<UserList>): void =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      for (const [name, value] of Object.entries(wish)) {
        if (value === '' || value === SORTS[0]) next.delete(name)
        else next.set(name, value)
      }
      return next
    })
  const loaded = users.data?.pages.flatMap((page) => page.users) ?? []
  // New users push others onto the next page, so that a user could be listed twice.
  const rows = [...new Map(loaded.map((user) => [user.user_id, user])).values()]
  const total = users.data?.pages.at(-1)?.total ?? 0
  const syntax = syntaxProblem(users.error)
  return (
    <Page
      title={TEXT.users.title}
      aside={
        users.data &&
        !users.error && <Badge>{usersText.shown(rows.length, Math.max(total, rows.length))}</Badge>
      }
      actions={
        <>
          <HelpLink topic="users" />
          <Button variant="primary" icon="plus" writes onClick={() => setCreating(true)}>
            {usersText.create}
          </Button>
        </>
      }
    >
      <div className="stack">
        <UserFilters list={list} connections={connections.data ?? []} syntax={syntax} onChange={change} />
        {users.isPending && <Loading />}
        {users.error && syntax === undefined && (
          <Problem error={users.error} onRetry={() => void users.refetch()} />
        )}
        {users.data && !users.error && rows.length === 0 && (
          <Nobody list={list} onClear={() => setSearch({})}>
            {list.q !== '' && (
              <AskLegacy
                key={list.q}
                identifier={list.q}
                tenant={tenant}
                connections={(connections.data ?? []).filter(
                  (one) =>
                    modeOf(one.options) !== 'local' &&
                    (list.connection === '' || one.name === list.connection),
                )}
              />
            )}
          </Nobody>
        )}
        {rows.length > 0 && syntax === undefined && (
          <div className={users.isPlaceholderData ? 'stale' : undefined}>
            <UsersTable tenant={tenant} rows={rows} connections={connections.data ?? []} />
          </div>
        )}
        {users.hasNextPage && syntax === undefined && (
          <div className="row">
            <Button busy={users.isFetchingNextPage} onClick={() => void users.fetchNextPage()}>
              {usersText.more}
            </Button>
          </div>
        )}
      </div>
      {creating && (
        <CreateUser
          tenant={tenant}
          connections={connections.data ?? []}
          preferred={list.connection}
          onClose={() => setCreating(false)}
        />
      )}
    </Page>
  )
}

/** Without a network nothing loads: the page says so instead of showing a loading state. */
function Loading() {
  return useOnline() ? <Skeleton /> : <Empty>{usersText.offline}</Empty>
}

function Nobody({
  list,
  onClear,
  children,
}: {
  list: UserList
  onClear: () => void
  children: React.ReactNode
}) {
  if (!isNarrowed(list)) return <Empty>{TEXT.users.empty}</Empty>
  return (
    <>
      <Empty action={<Button onClick={onClear}>{usersText.clear}</Button>}>{usersText.none}</Empty>
      {children}
    </>
  )
}
