/** A part of a page that loads, fails and recovers by itself. @module */
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Component } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { TEXT } from '../text.ts'
import { Button } from '../ui/button.tsx'
import { Banner, CopyText, Skeleton } from '../ui/data.tsx'

/**
 * Shows a query: a skeleton, what went wrong, or its data. Old data stays while new data comes, and when that fails.
 *
 * @param props.loading of the true layout, instead of lines
 */
export function Part<T>({
  query,
  loading,
  children,
}: {
  query: UseQueryResult<T>
  loading?: ReactNode
  children: (data: T) => ReactNode
}) {
  if (query.data === undefined) {
    if (query.isError) return <Problem error={query.error} onRetry={() => void query.refetch()} />
    return loading ?? <Skeleton />
  }
  return (
    <PartBoundary>
      {query.isRefetchError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      <div className={query.isPlaceholderData ? 'stale' : undefined}>{children(query.data)}</div>
    </PartBoundary>
  )
}

/** What went wrong, in the server's words, with what its operator can look for. */
export function Problem({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const problem = error instanceof ApiProblem ? error : undefined
  return (
    <Banner
      tone="bad"
      live
      title={problem?.message ?? TEXT.states.partFailed}
      actions={
        onRetry && (
          <Button onClick={onRetry} variant="plain">
            {TEXT.actions.retry}
          </Button>
        )
      }
    >
      {problem && (
        <p className="small">
          <code>{problem.code}</code>
          {problem.help !== undefined && (
            <>
              {' · '}
              <a href={problem.help} target="_blank" rel="noopener">
                {TEXT.shell.whatToDo}
              </a>
            </>
          )}
          {problem.log_id !== undefined && (
            <>
              {' · '}
              <CopyText text={problem.log_id} label={TEXT.actions.copyLogId} />
            </>
          )}
        </p>
      )}
    </Banner>
  )
}

interface BoundaryProps {
  children: ReactNode
}

/** Keeps a fault in one part from taking the page along. A class, because React has no other way. */
export class PartBoundary extends Component<BoundaryProps, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children
    return (
      <Banner
        tone="bad"
        live
        title={TEXT.states.partBroke}
        actions={<Button onClick={() => this.setState({ broken: false })}>{TEXT.actions.retry}</Button>}
      />
    )
  }
}
