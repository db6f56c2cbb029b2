/** Requests that read, save and deploy drafts. @module */
import type { ApiClient } from '../../../api/client.ts'
import type { Operations } from '../../../api/operations.ts'
import type { Connection } from '../../../shell/connection-page.tsx'
import type { Scripts } from './script-set.ts'

/** The draft of all scripts of a connection; without a draft, the live scripts. */
export type ServerDraft = Operations['GET /api/v2/connections/{id}/draft']['result']

/** Query key of the draft. */
export const draftKey = (id: string): readonly unknown[] => ['connection', id, 'draft']

/** @returns the live scripts, including those without a tab */
export function liveScripts(connection: Connection): Scripts {
  return scriptsOf(connection.options)
}

/** @returns the scripts among the options of a connection, or of one of its versions */
export function scriptsOf(options: { [name: string]: unknown } | undefined): Scripts {
  const scripts = options?.customScripts
  if (typeof scripts !== 'object' || scripts === null) return {}
  return Object.fromEntries(
    Object.entries(scripts).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** @returns keys of the configuration; the API never returns their values */
export function configurationKeys(connection: Connection): string[] {
  const values = connection.options?.configuration
  return typeof values === 'object' && values !== null ? Object.keys(values).sort() : []
}

/** The new texts, and the draft that they replace. */
export interface Writing {
  scripts: Scripts
  /** Revision of the replaced draft; 0 when there is no draft. */
  revision: number
  /** Version that the texts are based on from now on; undefined keeps the earlier one. */
  parent_version?: number | undefined
}

/** @throws {ApiProblem} 412 when another person saved in the meantime */
export async function saveDraft(
  client: ApiClient,
  id: string,
  { scripts, revision, parent_version }: Writing,
): Promise<ServerDraft> {
  return await client.call('PUT /api/v2/connections/{id}/draft', {
    params: { id },
    headers: { 'If-Match': `"${revision}"` },
    body: { scripts: { ...scripts }, ...(parent_version !== undefined && { parent_version }) },
  })
}

/** @returns number of the version that is live now */
export async function deployDraft(
  client: ApiClient,
  id: string,
  { revision, note }: { revision: number; note: string },
): Promise<number> {
  const { version } = await client.call('POST /api/v2/connections/{id}/versions', {
    params: { id },
    body: { draft_revision: revision, ...(note.trim() !== '' && { note: note.trim() }) },
  })
  return version
}

/**
 * Restores what was live before a version.
 *
 * @throws {ApiProblem} 412 when the connection has changed since
 */
export async function undoDeploy(client: ApiClient, id: string, version: number): Promise<number> {
  return await restoreVersion(client, id, { from: version - 1, live: version })
}

/**
 * Makes scripts and options of an earlier version live again.
 *
 * @param live number of the version that is live now
 * @returns number of the version that is live afterwards
 * @throws {ApiProblem} 412 when the connection has changed since
 */
export async function restoreVersion(
  client: ApiClient,
  id: string,
  { from, live }: { from: number; live: number },
): Promise<number> {
  const { version } = await client.call('POST /api/v2/connections/{id}/versions/{version}/restore', {
    params: { id, version: from },
    headers: { 'If-Match': `"${live}"` },
    body: {},
  })
  return version
}
