/** A list of the user's page that is loaded page by page. @module */
import type { ReactNode } from 'react'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty, Skeleton } from '../../ui/data.tsx'
import { sessionText } from './session-text.ts'

/** What a list of pages needs of its query. */
interface ListQuery {
  isPending: boolean
  error: Error | null
  refetch: () => Promise<unknown>
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => Promise<unknown>
}

/** A titled list that is loaded page by page. @param props.action ends everything in the list; not shown for an empty one */
export function ListCard({
  title,
  detail,
  none,
  count,
  list,
  action,
  children,
}: {
  title: string
  detail: string
  none: string
  count: number
  list: ListQuery
  action: ReactNode
  children: ReactNode
}) {
  return (
    <section className="card stack wordy" aria-label={title}>
      <div className="user-compare-head">
        <div>
          <h2>{title}</h2>
          <p className="muted">{detail}</p>
        </div>
        {count > 0 && action}
      </div>
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={3} />}
      {!list.isPending && !list.error && count === 0 && <Empty>{none}</Empty>}
      {count > 0 && children}
      {list.hasNextPage && (
        <div className="row">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {sessionText.more}
          </Button>
        </div>
      )}
    </section>
  )
}
