/** Performs one action on many users, one user after the other. @module */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ApiClient } from '../../api/client.ts'
import { useApi } from '../../api/context.tsx'
import { ApiProblem } from '../../api/problem.ts'

export type BulkAction = 'block' | 'unblock' | 'delete'

/** The requested action; `keep_away` belongs to `delete`. */
export interface BulkWish {
  action: BulkAction
  ids: readonly string[]
  keep_away: boolean
}

/** Progress of the action. */
export interface BulkRun {
  wish: BulkWish
  done: number
  /** Users for whom the server refused the action; the action continued with the other users. */
  failed: readonly { id: string; message: string }[]
  /** Users that were not reached, because the action was stopped or could not continue. */
  left: readonly string[]
  /** Why the action could not continue. */
  halted: Error | undefined
  state: 'running' | 'ended'
}

/** @returns the progress, and functions that start the action, stop it after the current user, and reset it */
export function useBulk(): {
  run: BulkRun | undefined
  start: (wish: BulkWish) => Promise<void>
  stop: () => void
  clear: () => void
} {
  const client = useApi()
  const queries = useQueryClient()
  const [run, setRun] = useState<BulkRun>()
  const stopped = useRef(false)
  const start = async (wish: BulkWish): Promise<void> => {
    stopped.current = false
    let now: BulkRun = {
      wish,
      done: 0,
      failed: [],
      left: wish.ids,
      halted: undefined,
      state: 'running',
    }
    setRun(now)
    while (now.left.length > 0 && !stopped.current && now.halted === undefined) {
      now = await step(client, now)
      setRun(now)
    }
    setRun({ ...now, state: 'ended' })
    await queries.invalidateQueries({ queryKey: ['users'] })
  }
  return {
    run,
    start,
    stop: () => {
      stopped.current = true
    },
    clear: () => setRun(undefined),
  }
}

async function step(client: ApiClient, run: BulkRun): Promise<BulkRun> {
  const [id = '', ...left] = run.left
  try {
    await act(client, run.wish, id)
    return { ...run, done: run.done + 1, left }
  } catch (error) {
    if (!(error instanceof Error) || isOfAll(error)) {
      return { ...run, halted: error instanceof Error ? error : new Error(String(error)) }
    }
    return { ...run, failed: [...run.failed, { id, message: error.message }], left }
  }
}

async function act(client: ApiClient, { action, keep_away }: BulkWish, id: string): Promise<void> {
  if (action === 'delete') {
    const query = keep_away ? { ferry_keep_away: 'true' as const } : {}
    await client.call('DELETE /api/v2/users/{id}', { params: { id }, query })
    return
  }
  await client.call('PATCH /api/v2/users/{id}', { params: { id }, body: { blocked: action === 'block' } })
}

/**
 * An error that the next user would meet too: no network, no session, no permission, too many requests, a server error.
 */
function isOfAll(error: Error): boolean {
  if (!(error instanceof ApiProblem)) return true
  return error.status === 0 || error.status >= 500 || [401, 403, 429].includes(error.status)
}
