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
  text,
  toManagementConnection,
} from '../connections/connection.ts'
import { DRAFT_SAVED } from './drafts.ts'
import { newVersionMembers, VERSIONS_PATH } from './versions.ts'

export const deployDraft = defineRoute({
  method: 'post',
  path: VERSIONS_PATH,
  name: 'deployScripts',
  tag: 'Versions',
  summary: 'Deploy the draft as a new version',
  description:
    'Ferry’s own. Makes the scripts of the draft the live ones, as a new version of the connection, and deletes the draft. A script that cannot be parsed is refused. Options and the values of the configuration stay as they are.',
  scopes: ['update:connections'],
  params: ConnectionParams,
  body: z
    .object({
      draft_revision: z
        .int()
        .min(1)
        .optional()
        .describe(
          'The `revision` of the draft as it was read. If someone has saved since, the answer is 412.',
        ),
      force: z
        .boolean()
        .default(false)
        .describe('True deploys although the live scripts have changed since the draft was started.'),
      note: text(500).optional().describe('What to say about the version.'),
    })
    .meta({
      id: 'Deployment',
      description: 'How to deploy the draft.',
      examples: [{ draft_revision: 7, note: 'Look up by username' }],
    }),
  status: 201,
  result: z
    .object(newVersionMembers)
    .meta({ id: 'DeployedVersion', description: 'The version that was deployed.' }),
  errors: [
    'inexistent_connection',
    'inexistent_draft',
    'draft_conflict',
    'script_syntax',
    'precondition_failed',
  ],
  async handle(deps, { actor, params, body, setHeader }) {
    const connection = await deploy(deps, params.id, actor, body)
    setHeader('ETag', etagOf(connection))
    return { version: connection.revision, connection: toManagementConnection(connection) }
  },
})

interface DeployOptions {
  force: boolean
  note?: string | undefined
  draft_revision?: number | undefined
}

async function deploy(
  deps: Deps,
  connection_id: string,
  actor: string,
  options: DeployOptions,
): Promise<Connection> {
  const { store, tenant } = deps
  for (;;) {
    const connection = await findConnection(deps, connection_id)
    const draft = await store.findDraft(tenant.tenant_id, connection_id)
    if (!draft) throw new ApiError('inexistent_draft')
    await refuseBroken(deps, connection, draft.scripts)
    // What was compiled is what is deployed.
    const exact = { ...options, draft_revision: options.draft_revision ?? draft.revision }
    const result = await store.deployDraft(tenant.tenant_id, connection_id, exact, actor)
    switch (result.kind) {
      case 'deployed':
        return result.connection
      case 'missing':
        throw new ApiError('inexistent_connection')
      case 'no_draft':
        throw new ApiError('inexistent_draft')
      case 'stale':
        if (options.draft_revision === undefined) continue
        throw new ApiError('precondition_failed', DRAFT_SAVED)
      case 'moved_on': {
        const { live_version, parent_version } = result
        throw new ApiError('draft_conflict', undefined, { body: { live_version, parent_version } })
      }
    }
  }
}

/** A script that is already live never prevents the deployment; only scripts that would become live do. */
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
