/** A part of a page with its own loading, error and retry. @module */
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Component } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { TEXT } from '../text.ts'
import { Button } from '../ui/button.tsx'
import { Banner, Skeleton } from '../ui/data.tsx'
import { LogId } from '../ui/log-id.tsx'

/**
 * Shows a query: a skeleton, an error, or its data. Old data stays visible while new data loads, and when loading
 * fails.
 *
 * @param props.loading a skeleton with the real layout, instead of lines
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

/** Shows the server's error message, and details that the operator can search for. */
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
              <LogId id={problem.log_id} />
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

/** Keeps an error in one part from removing the whole page. A class, because React has no other way. */
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
