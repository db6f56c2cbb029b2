/** Versions of a connection: each write made one, and each can be had back. @module */
import * as z from 'zod'
import type { Json } from '../../../runtime/index.ts'
import { ApiError } from '../../errors.ts'
import { modeOf } from '../../migration/mode.ts'
import type { Connection, ConnectionVersion } from '../../store/contract.ts'
import type { Deps } from '../route.ts'
import { defineRoute } from '../route.ts'
import {
  ConnectionParams,
  etagOf,
  findConnection,
  ManagementConnection,
  text,
  toManagementConnection,
} from './connection.ts'
import { refuseImpossible } from './mode-changes.ts'

const VERSIONS_PATH = '/api/v2/connections/:id/versions'

const Version = z.object({
  version: z.int().describe('What `ETag` of the connection was, without quotes'),
  created_at: z.iso.datetime(),
  actor: z.string().describe('Client or member who wrote it'),
  note: z.string().optional(),
  mode: z.enum(['local', 'legacy', 'import']),
  scripts: z.record(z.string(), z.int()).describe('Revision of each script: equal numbers, equal texts'),
})

const WholeVersion = Version.extend({
  options: z
    .record(z.string(), z.custom<Json>())
    .describe('With `customScripts` byte for byte; without `configuration`, whose values no version has'),
  configuration_keys: z.array(z.string()).describe('Names that were set'),
})

/** Newest first. */
export const listVersions = defineRoute({
  method: 'get',
  path: VERSIONS_PATH,
  summary: 'List the versions of a connection',
  scopes: ['read:connections'],
  params: ConnectionParams,
  query: z.object({
    before: z.coerce
      .number()
      .int()
      .min(1)
      .optional()
      .describe('Only versions of a smaller number: the next page'),
    take: z.coerce.number().int().min(1).max(100).default(50),
  }),
  result: z.object({ live_version: z.int(), versions: z.array(Version) }),
  errors: ['inexistent_connection'],
  async handle(deps, { tenant, params, query: { before, take } }) {
    const { revision } = await findConnection(deps, params.id)
    const page = { before, limit: take }
    const versions = await deps.store.listConnectionVersions(tenant.tenant_id, params.id, page)
    return { live_version: revision, versions: versions.map(toVersion) }
  },
})

export const getVersion = defineRoute({
  method: 'get',
  path: `${VERSIONS_PATH}/:version`,
  summary: 'Get a version with its scripts',
  scopes: ['read:connections'],
  params: ConnectionParams.extend({
    version: z.coerce
      .number()
      .int()
      .min(1)
      .max(2 ** 31 - 1),
  }),
  result: WholeVersion,
  errors: ['inexistent_connection', 'inexistent_version'],
  async handle(deps, { tenant, params }) {
    await findConnection(deps, params.id)
    const found = await deps.store.findConnectionVersion(tenant.tenant_id, params.id, params.version)
    if (!found) throw new ApiError('inexistent_version')
    const { options, sources, configuration_keys } = found
    return { ...toVersion(found), options: { ...options, customScripts: sources }, configuration_keys }
  },
})

const Made = z.object({
  version: z.int(),
  connection: ManagementConnection,
  missing_configuration: z
    .array(z.string())
    .describe('Keys that the restored version had and that are not set now'),
})

/** Either brings an old version back, as a new one, or makes the draft live. Values of `configuration` stay as they are. */
export const createVersion = defineRoute({
  method: 'post',
  path: VERSIONS_PATH,
  summary: 'Restore a version, or deploy the draft',
  scopes: ['update:connections'],
  params: ConnectionParams,
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
    'precondition_failed',
  ],
  async handle(deps, { actor, params, body, setHeader }) {
    const { from, draft: _, ...wish } = body
    const connection =
      from === undefined
        ? await deploy(deps, params.id, actor, wish)
        : await restore(deps, params.id, actor, { from, note: body.note })
    setHeader('ETag', etagOf(connection))
    return {
      version: connection.revision,
      connection: toManagementConnection(connection),
      missing_configuration: from === undefined ? [] : await missingKeys(deps, connection, from),
    }
  },
})

async function deploy(
  { store, tenant }: Deps,
  connection_id: string,
  actor: string,
  wish: { force: boolean; note?: string | undefined; draft_revision?: number | undefined },
): Promise<Connection> {
  const result = await store.deployDraft(tenant.tenant_id, connection_id, wish, actor)
  switch (result.kind) {
    case 'deployed':
      return result.connection
    case 'missing':
      throw new ApiError('inexistent_connection')
    case 'no_draft':
      throw new ApiError('inexistent_draft')
    case 'stale':
      throw new ApiError('precondition_failed', 'Somebody else has saved the draft. Read it again.')
    case 'moved_on': {
      const { live_version, parent_version } = result
      throw new ApiError('draft_conflict', undefined, { body: { live_version, parent_version } })
    }
  }
}

async function restore(
  deps: Deps,
  connection_id: string,
  actor: string,
  { from, note }: { from: number; note: string | undefined },
): Promise<Connection> {
  const { store, tenant } = deps
  for (;;) {
    const current = await findConnection(deps, connection_id)
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
      case 'stale':
    }
  }
}

async function missingKeys({ store, tenant }: Deps, connection: Connection, from: number): Promise<string[]> {
  const { connection_id, configuration } = connection
  const version = await store.findConnectionVersion(tenant.tenant_id, connection_id, from)
  return (version?.configuration_keys ?? []).filter((key) => !Object.hasOwn(configuration.values, key))
}

function toVersion(version: ConnectionVersion): z.input<typeof Version> {
  return {
    version: version.version,
    created_at: new Date(version.created_at).toISOString(),
    actor: version.actor,
    ...(version.note === undefined ? {} : { note: version.note }),
    mode: modeOf(version),
    scripts: version.scripts,
  }
}
