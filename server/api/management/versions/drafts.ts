/** The draft of a connection's scripts: what is being written, and is not live. @module */
import * as z from 'zod'
import type { Action } from '../../../../runtime/index.ts'
import { ApiError } from '../../../common/errors.ts'
import type { Connection, ConnectionDraft } from '../../../store/contract.ts'
import { textKey } from '../../../text-work/text-work.ts'
import type { Deps } from '../../http/deps.ts'
import { defineRoute } from '../../route/route.ts'
import { ConnectionParams, findConnection, ScriptSource } from '../connections/connection.ts'
import { refuseUnknownScripts } from '../connections/script-names.ts'
import { namesOf } from '../members/actors.ts'
import { ScriptChanges } from './version-changes.ts'

const DRAFT_PATH = '/api/v2/connections/:id/draft'
const Scripts = z.record(z.string().regex(/^\w{1,64}$/, 'must be a script name'), ScriptSource)

const Draft = z
  .object({
    exists: z.boolean().describe('Whether someone has saved a draft. False: these are the live scripts.'),
    revision: z
      .int()
      .describe(
        'Counts the saves of all drafts of the connection; 0 without a draft. In quotes it is the `ETag`.',
      ),
    parent_version: z.int().describe('The version of the connection that the draft was started from.'),
    live_version: z.int().describe('The version that is live.'),
    is_behind: z
      .boolean()
      .describe(
        'Whether the live scripts have changed since `parent_version`: deploying the draft then needs a merge, or `force`.',
      ),
    changed: ScriptChanges.meta({ description: 'What the draft changes of the live scripts.' }),
    missing_configuration: z
      .array(z.string())
      .describe('The keys that these scripts read from `configuration` and that are not set.'),
    scripts: Scripts.describe('The texts of the scripts by name.'),
    saved_at: z.iso.datetime().optional().describe('When the draft was last saved.'),
    saved_by: z.string().optional().describe('The ID of the client or member who saved it.'),
    saved_by_name: z.string().optional().describe('The name of that client or member, while it exists.'),
  })
  .meta({ id: 'Draft', description: 'The scripts of a connection that are being written.' })

const IfMatch = z
  .string()
  .regex(/^"\d{1,9}"$/, 'must be the ETag of the draft as it was read')
  .optional()

export const getDraft = defineRoute({
  method: 'get',
  path: DRAFT_PATH,
  name: 'getDraft',
  tag: 'Versions',
  summary: 'Get the draft of a connection’s scripts',
  description:
    'Ferry’s own. Answers the scripts that are being written and that are not live. Without a draft it answers the live scripts, so that an editor has a text to start with. The `ETag` header has the revision of the draft.',
  scopes: ['read:connections'],
  params: ConnectionParams,
  result: Draft,
  errors: ['inexistent_connection'],
  async handle(deps, { tenant, params, setHeader }) {
    const connection = await findConnection(deps, params.id)
    const draft = await deps.store.findDraft(tenant.tenant_id, params.id)
    setHeader('ETag', `"${draft?.revision ?? 0}"`)
    return await toDraft(deps, connection, draft)
  },
})

export const putDraft = defineRoute({
  method: 'put',
  path: DRAFT_PATH,
  name: 'saveDraft',
  tag: 'Versions',
  summary: 'Save the draft of a connection’s scripts',
  description:
    'Ferry’s own. Replaces the whole draft. The live scripts stay as they are until the draft is deployed.',
  scopes: ['update:connections'],
  without_recent_sign_in: 'draft',
  params: ConnectionParams,
  headers: z.object({
    'if-match': IfMatch.describe(
      'The `ETag` of the draft as it was read; `"0"`: there is no draft yet. If someone has saved since, the answer is 412.',
    ),
  }),
  body: z
    .object({
      scripts: Scripts.describe('The texts of the scripts by name.'),
      parent_version: z
        .int()
        .min(1)
        .max(2 ** 31 - 1)
        .optional()
        .describe(
          'The version that the draft is started from. To be sent after a merge with newer live scripts.',
        ),
    })
    .meta({
      id: 'DraftSave',
      description: 'The scripts of the draft.',
      examples: [{ scripts: { login: 'function login (email, password, callback) { … }' } }],
    }),
  result: Draft,
  errors: ['inexistent_connection', 'inexistent_version', 'precondition_failed'],
  async handle(deps, { tenant: { tenant_id }, actor, params, headers, body, setHeader }) {
    const connection = await findConnection(deps, params.id)
    const { parent_version } = body
    if (parent_version !== undefined && parent_version > connection.revision) {
      throw new ApiError('inexistent_version')
    }
    const draft = await deps.store.findDraft(tenant_id, params.id)
    const kept = [...Object.keys(connection.scripts), ...Object.keys(draft?.scripts ?? {})]
    refuseUnknownScripts(body.scripts, kept, 'scripts')
    const expected = revisionOf(headers['if-match'])
    const result = await deps.store.saveDraft(tenant_id, params.id, body, actor, expected)
    switch (result.kind) {
      case 'saved':
        setHeader('ETag', `"${result.draft.revision}"`)
        return await toDraft(deps, connection, result.draft)
      case 'missing':
        throw new ApiError('inexistent_connection')
      case 'stale':
        throw new ApiError('precondition_failed', DRAFT_SAVED)
    }
  },
})

export const deleteDraft = defineRoute({
  method: 'delete',
  path: DRAFT_PATH,
  name: 'deleteDraft',
  tag: 'Versions',
  summary: 'Delete the draft of a connection’s scripts',
  description:
    'Ferry’s own. Deletes the draft. The live scripts stay. Deleting a draft that does not exist succeeds.',
  scopes: ['update:connections'],
  without_recent_sign_in: 'draft',
  params: ConnectionParams,
  headers: z.object({
    'if-match': IfMatch.describe(
      'The `ETag` of the draft as it was read. If someone has saved since, the answer is 412.',
    ),
  }),
  errors: ['inexistent_connection', 'precondition_failed'],
  async handle(deps, { tenant, params, headers }) {
    await findConnection(deps, params.id)
    const expected = revisionOf(headers['if-match'])
    const { kind } = await deps.store.deleteDraft(tenant.tenant_id, params.id, expected)
    if (kind === 'stale') throw new ApiError('precondition_failed', DRAFT_SAVED)
  },
})

/** Says why a draft was not saved, thrown away or deployed. */
export const DRAFT_SAVED = 'Someone else has saved the draft. Read it again.'

function revisionOf(if_match: string | undefined): number | undefined {
  return if_match === undefined ? undefined : Number(if_match.slice(1, -1))
}

async function toDraft(
  deps: Deps,
  connection: Connection,
  draft: ConnectionDraft | undefined,
): Promise<z.input<typeof Draft>> {
  const live = Object.entries(connection.scripts).map(([action, { source }]) => [action, source])
  const scripts: { [action: string]: string } = draft?.scripts ?? Object.fromEntries(live)
  const name = draft && (await namesOf(deps, [draft.actor])).get(draft.actor)
  return {
    exists: draft !== undefined,
    revision: draft?.revision ?? 0,
    parent_version: draft?.parent_version ?? connection.revision,
    live_version: connection.revision,
    is_behind: draft !== undefined && (await isBehind(deps, connection, draft)),
    changed: await changesOf(deps, connection, scripts),
    missing_configuration: await missingKeys(deps, connection, scripts),
    scripts,
    ...(draft && { saved_at: new Date(draft.updated_at).toISOString(), saved_by: draft.actor }),
    ...(name !== undefined && { saved_by_name: name }),
  }
}

async function changesOf(
  { tenant: { tenant_id }, text }: Pick<Deps, 'tenant' | 'text'>,
  { scripts: live }: Connection,
  scripts: { [action: string]: string },
): Promise<z.input<typeof ScriptChanges>> {
  const names = [...new Set([...Object.keys(live), ...Object.keys(scripts)])].toSorted()
  const counted: z.input<typeof ScriptChanges> = {}
  for (const name of names) {
    const before = live[name]?.source
    const after = scripts[name]
    if (before === after) continue
    const texts = { before: before ?? '', after: after ?? '' }
    const key = `${textKey(texts.before)}/${textKey(texts.after)}`
    const { added, removed } = await text.countLines(tenant_id, key, async () => texts)
    counted[name] = { lines_added: added, lines_removed: removed }
  }
  return counted
}

async function isBehind(
  { store, tenant }: Deps,
  { connection_id, revision, scripts }: Connection,
  { parent_version }: ConnectionDraft,
): Promise<boolean> {
  if (parent_version === revision) return false
  const parent = await store.findConnectionVersion(tenant.tenant_id, connection_id, parent_version)
  if (!parent) return true
  const names = new Set([...Object.keys(scripts), ...Object.keys(parent.scripts)])
  return [...names].some((name) => scripts[name]?.revision !== parent.scripts[name])
}

/**
 * @returns keys that the scripts need and that the connection does not have, sorted: none that a script takes for optional
 *   itself (`configuration.PORT || 3306`), none of a text that takes too long to read
 */
export async function missingKeys(
  { tenant: { tenant_id }, text }: Pick<Deps, 'tenant' | 'text'>,
  { configuration }: Pick<Connection, 'configuration'>,
  scripts: { readonly [action: string]: string },
): Promise<string[]> {
  const missing = new Set<string>()
  for (const [action, source] of Object.entries(scripts)) {
    const reading = await text.readScript(tenant_id, action as Action, source)
    if (reading === 'too_long') continue
    const optional = new Set(reading.optional_keys)
    for (const key of reading.configuration_keys) {
      if (!optional.has(key) && !Object.hasOwn(configuration.values, key)) missing.add(key)
    }
  }
  return [...missing].toSorted()
}
