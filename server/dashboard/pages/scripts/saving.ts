/** Saves one script without touching the others, or what somebody else has saved meanwhile. @module */
import type { ApiClient } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import type { Action } from '../../editor/index.tsx'
import type { Connection } from '../../shell/connection-page.tsx'

/** How it went. */
export type SaveResult = { kind: 'saved' } | { kind: 'conflict'; theirs: string }

/** @returns the text of a script; empty when it is not set */
export function scriptOf(connection: Connection, action: Action): string {
  const scripts = connection.options?.customScripts
  const text: unknown =
    typeof scripts === 'object' && scripts !== null
      ? Object.entries(scripts).find(([name]) => name === action)?.[1]
      : ''
  return typeof text === 'string' ? text : ''
}

/** @returns keys of the configuration; their values are never given out */
export function configurationKeys(connection: Connection): string[] {
  const values = connection.options?.configuration
  return typeof values === 'object' && values !== null ? Object.keys(values).sort() : []
}

/**
 * Writes the whole of the options, which is what the API replaces, with one script changed.
 *
 * @param base the text that the change began with: if another is saved by now, nothing is written
 */
export async function saveScript(
  client: ApiClient,
  id: string,
  action: Action,
  { base, text }: { base: string; text: string },
): Promise<SaveResult> {
  for (;;) {
    let etag = ''
    const now = await client.call('GET /api/v2/connections/{id}', {
      params: { id },
      seen: (headers) => {
        etag = headers.get('ETag') ?? ''
      },
    })
    const theirs = scriptOf(now, action)
    if (theirs !== base && theirs !== text) return { kind: 'conflict', theirs }
    const { customScripts, ...options } = now.options ?? {}
    const scripts = { ...(customScripts as { [name: string]: string } | undefined), [action]: text }
    try {
      await client.call('PATCH /api/v2/connections/{id}', {
        params: { id },
        headers: { 'If-Match': etag },
        body: { options: { ...options, customScripts: scripts } },
      })
      return { kind: 'saved' }
    } catch (error) {
      // Somebody saved between the two calls: what they saved decides anew.
      if (!(error instanceof ApiProblem) || error.status !== 412) throw error
    }
  }
}
