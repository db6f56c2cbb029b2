/** What the migration page reads. @module */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ApiClient } from '../../api/client.ts'
import type { Operations } from '../../api/operations.ts'

/** How far the migration of a connection is. */
export type Progress = Operations['GET /api/v2/connections/{id}/migration']['result']

/** Someone who is known and not migrated. */
export type Waiting = Operations['GET /api/v2/connections/{id}/migration/people']['result']['people'][number]

/** The state of such a person. */
export type WaitingState = Waiting['state']

/** What Ferry knows of one person. */
export type Story = Operations['GET /api/v2/connections/{id}/migration/story']['result']

/** Key of everything that the page shows of a connection. */
export const migrationKey = (id: string): readonly unknown[] => ['connection', id, 'migration']

export function progressQuery(client: ApiClient, id: string) {
  return queryOptions({
    queryKey: [...migrationKey(id), 'progress'],
    queryFn: ({ signal }): Promise<Progress> =>
      client.call('GET /api/v2/connections/{id}/migration', { params: { id }, signal }),
  })
}

const DAY_MS = 86_400_000

/** Ranges of the chart, in days. The shortest is shown by hour. */
export const RANGES = { day: 1, month: 30, quarter: 90, year: 365 } as const

/** A range of the chart. */
export type Range = keyof typeof RANGES

/** Figures of one hour or day. */
export interface Step {
  /** ISO 8601 */
  starts_at: string
  imported: number
  failed: number
}

export function seriesQuery(client: ApiClient, id: string, range: Range) {
  return queryOptions({
    queryKey: [...migrationKey(id), 'series', range],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<Step[]> => {
      const span = range === 'day' ? 'hour' : 'day'
      const step_ms = span === 'hour' ? DAY_MS / 24 : DAY_MS
      const to = (Math.floor(Date.now() / step_ms) + 1) * step_ms
      const from = to - RANGES[range] * DAY_MS
      const { points } = await client.call('GET /api/v2/connections/{id}/migration/series', {
        params: { id },
        query: { span, from: new Date(from).toISOString(), to: new Date(to).toISOString() },
        signal,
      })
      const steps = Array.from({ length: (to - from) / step_ms }, (_, index) => ({
        starts_at: new Date(from + index * step_ms).toISOString(),
        imported: 0,
        failed: 0,
      }))
      for (const { starts_at, state, events } of points) {
        const one = steps[(Date.parse(starts_at) - from) / step_ms]
        if (one && state === 'migrated') one.imported += events
        if (one && (state === 'failed' || state === 'conflict' || state === 'refused')) one.failed += events
      }
      return steps
    },
  })
}
