/** The draft of a connection's scripts: what is being written, and is not live. @module */
import * as z from 'zod'
import { ApiError } from '../../errors.ts'
import type { Connection, ConnectionDraft } from '../../store/contract.ts'
import { defineRoute } from '../route.ts'
import { ConnectionParams, findConnection, ScriptSource } from './connection.ts'

const DRAFT_PATH = '/api/v2/connections/:id/draft'
const Scripts = z.record(z.string().regex(/^\w{1,64}$/, 'must be a script name'), ScriptSource)

const Draft = z.object({
  exists: z.boolean().describe('false: nobody has saved one, and these are the live scripts'),
  revision: z.int().describe('Counts the saves; 0 without a draft. In quotes it is the `ETag`'),
  parent_version: z.int().describe('Version of the connection that it was begun from'),
  live_version: z.int(),
  scripts: Scripts,
  saved_at: z.iso.datetime().optional(),
  saved_by: z.string().optional(),
})

/** Without a draft the live scripts, so that an editor has what to begin with. */
export const getDraft = defineRoute({
  method: 'get',
  path: DRAFT_PATH,
  summary: 'Get the draft of a connection’s scripts',
  scopes: ['read:connections'],
  params: ConnectionParams,
  result: Draft,
  errors: ['inexistent_connection'],
  async handle(deps, { tenant, params, setHeader }) {
    const connection = await findConnection(deps, params.id)
    const draft = await deps.store.findDraft(tenant.tenant_id, params.id)
    setHeader('ETag', `"${draft?.revision ?? 0}"`)
    return toDraft(connection, draft)
  },
})

/** Replaces the draft whole. */
export const putDraft = defineRoute({
  method: 'put',
  path: DRAFT_PATH,
  summary: 'Save the draft',
  scopes: ['update:connections'],
  params: ConnectionParams,
  headers: z.object({
    'if-match': z
      .string()
      .regex(/^"\d{1,9}"$/, 'must be the ETag of the draft as it was read')
      .optional()
      .describe('`ETag` of the draft as it was read; `"0"`: there is none yet. Without it the save wins'),
  }),
  body: z.object({
    scripts: Scripts,
    parent_version: z
      .int()
      .min(1)
      .max(2 ** 31 - 1)
      .optional()
      .describe('After a merge with newer live scripts: their version. Default: as before'),
  }),
  result: Draft,
  errors: ['inexistent_connection', 'inexistent_version', 'precondition_failed'],
  async handle({ store, ...deps }, { tenant: { tenant_id }, actor, params, headers, body, setHeader }) {
    const connection = await findConnection({ store, ...deps }, params.id)
    const { parent_version } = body
    if (parent_version !== undefined && parent_version > connection.revision) {
      throw new ApiError('inexistent_version')
    }
    const if_match = headers['if-match']
    const expected = if_match === undefined ? undefined : Number(if_match.slice(1, -1))
    const result = await store.saveDraft(tenant_id, params.id, body, actor, expected)
    switch (result.kind) {
      case 'saved':
        setHeader('ETag', `"${result.draft.revision}"`)
        return toDraft(connection, result.draft)
      case 'missing':
        throw new ApiError('inexistent_connection')
      case 'stale':
        throw new ApiError('precondition_failed', 'Somebody else has saved the draft. Read it again.')
    }
  },
})

/** A draft that is not there is no error. */
export const deleteDraft = defineRoute({
  method: 'delete',
  path: DRAFT_PATH,
  summary: 'Throw the draft away',
  scopes: ['update:connections'],
  params: ConnectionParams,
  errors: ['inexistent_connection'],
  async handle(deps, { tenant, params }) {
    await findConnection(deps, params.id)
    await deps.store.deleteDraft(tenant.tenant_id, params.id)
  },
})

function toDraft(connection: Connection, draft: ConnectionDraft | undefined): z.input<typeof Draft> {
  const live = Object.entries(connection.scripts).map(([action, { source }]) => [action, source])
  return {
    exists: draft !== undefined,
    revision: draft?.revision ?? 0,
    parent_version: draft?.parent_version ?? connection.revision,
    live_version: connection.revision,
    scripts: draft?.scripts ?? Object.fromEntries(live),
    ...(draft && { saved_at: new Date(draft.updated_at).toISOString(), saved_by: draft.actor }),
  }
}
