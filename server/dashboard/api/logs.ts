/** The tenant’s log: queries and types that several pages share. @module */
import { queryOptions } from '@tanstack/react-query'
import type { ApiClient } from './client.ts'
import type { Operations } from './operations.ts'

/** An entry of the log. */
export type LogEntry = Operations['GET /api/v2/logs/{id}']['result']

/** The record of a run. */
export type Run = Operations['GET /api/v2/runs/{id}']['result']

/** Runs do not change: they are read once. */
export function runQuery(client: ApiClient, id: string) {
  return queryOptions({
    queryKey: ['run', id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => client.call('GET /api/v2/runs/{id}', { params: { id }, signal }),
  })
}

/** @returns the newest entries that match, at most 100 */
export async function readEntries(
  client: ApiClient,
  q: string,
  { size, before, signal }: { size: number; before?: string | undefined; signal?: AbortSignal },
): Promise<LogEntry[]> {
  const older = before === undefined ? [] : [`log_id:<${before}`]
  const answer = await client.call('GET /api/v2/logs', {
    query: { q: [...older, ...(q === '' ? [] : [q])].join(' AND '), per_page: size },
    signal,
  })
  return Array.isArray(answer) ? answer : answer.logs
}

/** @returns the text as one value of a search */
export function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, '\\$&')}"`
}

/** @param person what the person types to sign in, or a user ID such as `auth0|1`; @returns a search for their entries */
export function entriesOf(person: string): string {
  return `${isUserId(person) ? 'user_id' : 'identifier'}:${quoted(person)}`
}

/** @returns whether the text has the form of a user ID: a provider, a bar, an ID */
export function isUserId(text: string): boolean {
  return /^[\w-]{1,40}\|./.test(text)
}

/** The types that the column “Errors 24 h” of a connection counts, when the entry names a run. */
export const SCRIPT_ERROR_TYPES = 'f,fs,fdu'
