/** Versions of a connection: each write made one. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { ApiError } from '../../../common/errors.ts'
import { modeOf } from '../../../migration/mode.ts'
import type { ConnectionVersion } from '../../../store/contract.ts'
import { defineRoute } from '../../route/route.ts'
import { ConnectionParams, findConnection, ManagementConnection } from '../connections/connection.ts'
import { namesOf } from '../members/actors.ts'
import { missingKeys } from './drafts.ts'
import { changesOf, VersionChanges } from './version-changes.ts'

/** Of the versions of one connection. */
export const VERSIONS_PATH = '/api/v2/connections/:id/versions'

/** One version of one connection. */
export const VersionParams = ConnectionParams.extend({
  version: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1),
})

/** Answer of a write that made a version. */
export const NewVersion = z.object({ version: z.int(), connection: ManagementConnection })

const Version = z.object({
  version: z.int().describe('What `ETag` of the connection was, without quotes'),
  created_at: z.iso.datetime(),
  actor: z.string().describe('Client or member who wrote it'),
  actor_name: z.string().optional().describe('While that member or client is there'),
  note: z.string().optional(),
  mode: z.enum(['local', 'legacy', 'import']),
  scripts: z.record(z.string(), z.int()).describe('Revision of each script: equal numbers, equal texts'),
})

const WholeVersion = Version.extend({
  options: z
    .record(z.string(), z.custom<Json>())
    .describe('With `customScripts` byte for byte; without `configuration`, whose values no version has'),
  configuration_keys: z.array(z.string()).describe('Names that were set'),
  missing_configuration: z
    .array(z.string())
    .describe('Keys that its scripts read from `configuration`, and that are not set now'),
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
  result: z.object({
    live_version: z.int(),
    versions: z.array(Version.extend({ changed: VersionChanges.describe('Since the version before it') })),
  }),
  errors: ['inexistent_connection'],
  async handle(deps, { tenant, params, query: { before, take } }) {
    const { revision } = await findConnection(deps, params.id)
    // One more than is asked for: what the last of them is compared with.
    const page = { before, limit: take + 1 }
    const found = await deps.store.listConnectionVersions(tenant.tenant_id, params.id, page)
    const versions = found.slice(0, take)
    const pairs = versions.map((version, index) => ({ version, before: found[index + 1] }))
    const [changes, names] = await Promise.all([
      changesOf(deps, params.id, pairs),
      namesOf(
        deps,
        versions.map(({ actor }) => actor),
      ),
    ])
    return {
      live_version: revision,
      versions: versions.map((version, index) => ({
        ...toVersion(version, names),
        changed: changes[index] ?? { scripts: {}, settings: [], configuration: [] },
      })),
    }
  },
})

export const getVersion = defineRoute({
  method: 'get',
  path: `${VERSIONS_PATH}/:version`,
  summary: 'Get a version with its scripts',
  scopes: ['read:connections'],
  params: VersionParams,
  result: WholeVersion,
  errors: ['inexistent_connection', 'inexistent_version'],
  async handle(deps, { tenant, params }) {
    const connection = await findConnection(deps, params.id)
    const found = await deps.store.findConnectionVersion(tenant.tenant_id, params.id, params.version)
    if (!found) throw new ApiError('inexistent_version')
    const { options, sources, configuration_keys } = found
    return {
      ...toVersion(found, await namesOf(deps, [found.actor])),
      options: { ...options, customScripts: sources },
      configuration_keys,
      missing_configuration: await missingKeys(deps, connection, sources),
    }
  },
})

function toVersion(version: ConnectionVersion, names: Map<string, string>): z.input<typeof Version> {
  const name = names.get(version.actor)
  return {
    version: version.version,
    created_at: new Date(version.created_at).toISOString(),
    actor: version.actor,
    ...(name === undefined ? {} : { actor_name: name }),
    ...(version.note === undefined ? {} : { note: version.note }),
    mode: modeOf(version),
    scripts: version.scripts,
  }
}
