/** `POST /api/v2/connections/{id}/versions`. @module */
import * as z from 'zod'
import type { Action } from '../../../../runtime/index.ts'
import { ApiError } from '../../../common/errors.ts'
import type { Connection } from '../../../store/contract.ts'
import { TOO_LONG } from '../../../text-work/text-work.ts'
import type { Deps } from '../../http/deps.ts'
import { defineRoute } from '../../route/route.ts'
import {
  ConnectionParams,
  etagOf,
  findConnection,
  ManagementConnection,
  text,
  toManagementConnection,
  unknownClient,
} from '../connections/connection.ts'
import { refuseImpossible } from '../migration/mode-changes.ts'
import { DRAFT_SAVED } from './drafts.ts'
import { VERSIONS_PATH } from './versions.ts'

const Made = z.object({
  version: z.int(),
  connection: ManagementConnection,
  missing_configuration: z
    .array(z.string())
    .describe('Keys that the restored version had and that are not set now'),
})

export const createVersion = defineRoute({
  method: 'post',
  path: VERSIONS_PATH,
  name: 'createVersion',
  tag: 'Versions',
  summary: 'Restore a version, or deploy the draft',
  description:
    'Ferry’s own. Makes a new version: of an older one, or of the draft. The values of the configuration stay as they are.',
  scopes: ['update:connections'],
  params: ConnectionParams,
  headers: z.object({
    'if-match': z
      .string()
      .optional()
      .describe('With `from`: `ETag` of the connection as it was read. If it has changed since, 412'),
  }),
  body: z
    .object({
      from: z
        .int()
        .min(1)
        .max(2 ** 31 - 1)
        .optional()
        .describe('Version whose scripts and options come back'),
      draft: z.literal(true).optional().describe('Deploys the draft'),
      draft_revision: z.int().min(1).optional().describe('Only if the draft is still this one; else 412'),
      force: z
        .boolean()
        .default(false)
        .describe('Deploys though the live scripts are not those that the draft was begun from'),
      note: text(500).optional(),
    })
    .refine(
      ({ from, draft }) => (from === undefined) !== (draft === undefined),
      'needs either from or draft',
    ),
  status: 201,
  result: Made,
  errors: [
    'inexistent_connection',
    'inexistent_version',
    'inexistent_draft',
    'draft_conflict',
    'script_context_stays',
    'script_syntax',
    'precondition_failed',
  ],
  async handle(deps, { actor, params, headers, body, setHeader }) {
    const { from, draft: _, ...wish } = body
    const if_match = headers['if-match']
    const connection =
      from === undefined
        ? await deploy(deps, params.id, actor, wish)
        : await restore(deps, params.id, actor, { from, note: body.note, if_match })
    setHeader('ETag', etagOf(connection))
    return {
      version: connection.revision,
      connection: toManagementConnection(connection),
      missing_configuration: from === undefined ? [] : await lostKeys(deps, connection, from),
    }
  },
})

interface DeployWish {
  force: boolean
  note?: string | undefined
  draft_revision?: number | undefined
}

async function deploy(
  deps: Deps,
  connection_id: string,
  actor: string,
  wish: DeployWish,
): Promise<Connection> {
  const { store, tenant } = deps
  for (;;) {
    const connection = await findConnection(deps, connection_id)
    const draft = await store.findDraft(tenant.tenant_id, connection_id)
    if (!draft) throw new ApiError('inexistent_draft')
    await refuseBroken(deps, connection, draft.scripts)
    // What was compiled is what is deployed.
    const exact = { ...wish, draft_revision: wish.draft_revision ?? draft.revision }
    const result = await store.deployDraft(tenant.tenant_id, connection_id, exact, actor)
    switch (result.kind) {
      case 'deployed':
        return result.connection
      case 'missing':
        throw new ApiError('inexistent_connection')
      case 'no_draft':
        throw new ApiError('inexistent_draft')
      case 'stale':
        if (wish.draft_revision === undefined) continue
        throw new ApiError('precondition_failed', DRAFT_SAVED)
      case 'moved_on': {
        const { live_version, parent_version } = result
        throw new ApiError('draft_conflict', undefined, { body: { live_version, parent_version } })
      }
    }
  }
}

/** What is live already is no reason, whatever it is: only what would become live. */
async function refuseBroken(
  { tenant: { tenant_id }, text }: Pick<Deps, 'tenant' | 'text'>,
  { scripts }: Connection,
  draft: { [action: string]: string },
): Promise<void> {
  for (const [script, source] of Object.entries(draft)) {
    if (source === scripts[script]?.source) continue
    const reading = await text.readScript(tenant_id, script as Action, source)
    if (reading === 'too_long') {
      throw new ApiError('script_syntax', `${script} cannot be checked: ${TOO_LONG}.`, {
        body: { script, line: 1, column: 1, reason: TOO_LONG },
      })
    }
    if (!reading.problem) continue
    const { line, column, message } = reading.problem
    throw new ApiError('script_syntax', `${script} does not compile: line ${line}: ${message}.`, {
      body: { script, line, column, reason: message },
    })
  }
}

async function restore(
  deps: Deps,
  connection_id: string,
  actor: string,
  { from, note, if_match }: { from: number; note: string | undefined; if_match: string | undefined },
): Promise<Connection> {
  const { store, tenant } = deps
  for (;;) {
    const current = await findConnection(deps, connection_id)
    if (if_match !== undefined && if_match !== '*' && if_match !== etagOf(current)) {
      throw new ApiError('precondition_failed')
    }
    const found = await store.findConnectionVersion(tenant.tenant_id, connection_id, from)
    if (!found) throw new ApiError('inexistent_version')
    const { options, sources: scripts } = found
    refuseImpossible(current, options)
    const change = { options, scripts, note: note ?? `Restored from version ${from}` }
    const result = await store.updateConnection(
      tenant.tenant_id,
      connection_id,
      change,
      actor,
      current.revision,
    )
    switch (result.kind) {
      case 'updated':
        return result.connection
      case 'missing':
        throw new ApiError('inexistent_connection')
      case 'no_client':
        throw unknownClient(result.client_id)
      case 'stale':
    }
  }
}

async function lostKeys({ store, tenant }: Deps, connection: Connection, from: number): Promise<string[]> {
  const { connection_id, configuration } = connection
  const version = await store.findConnectionVersion(tenant.tenant_id, connection_id, from)
  return (version?.configuration_keys ?? []).filter((key) => !Object.hasOwn(configuration.values, key))
}
