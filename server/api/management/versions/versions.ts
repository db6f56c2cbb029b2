/** Versions of a connection: each write made one. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { ApiError } from '../../../common/errors.ts'
import { modeOf } from '../../../migration/mode/mode.ts'
import type { ConnectionVersion } from '../../../store/contract.ts'
import { defineRoute } from '../../route/route.ts'
import { ConnectionMode } from '../../shapes/mode.ts'
import { ConnectionParams, findConnection, ManagementConnection } from '../connections/connection.ts'
import { namesOf } from '../members/actors.ts'
import { missingKeys } from './drafts.ts'
import { changesOf, VersionChanges } from './version-changes.ts'

/** Path of the versions of one connection. */
export const VERSIONS_PATH = '/api/v2/connections/:id/versions'

/** Parameters of one version of one connection. */
export const VersionParams = ConnectionParams.extend({
  version: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .describe('The number of the version.'),
})

/** Members of an answer about a version that was made. */
export const newVersionMembers = {
  version: z.int().describe('The number of the new version.'),
  connection: ManagementConnection.describe('The connection as it is now.'),
}

const versionMembers = {
  version: z.int().describe('The number of the version: the `ETag` of the connection, without quotes.'),
  created_at: z.iso.datetime().describe('When the version was made.'),
  actor: z.string().describe('The ID of the client or member who made it.'),
  actor_name: z.string().optional().describe('The name of that client or member, while it exists.'),
  note: z.string().optional().describe('What was said about it.'),
  mode: ConnectionMode,
  scripts: z
    .record(z.string(), z.int())
    .describe('The revision of each script. Equal revisions have equal texts.'),
}
const Version = z.object(versionMembers)

const ListedVersion = z
  .object({
    ...versionMembers,
    changed: VersionChanges.describe('What changed since the version before it.'),
  })
  .meta({ id: 'Version', description: 'A version of a connection, and what it changed.' })

const WholeVersion = z
  .object({
    ...versionMembers,
    options: z
      .record(z.string(), z.custom<Json>())
      .describe(
        'The options with `customScripts`, and without `configuration`, whose values no version has.',
      ),
    configuration_keys: z.array(z.string()).describe('The keys of `configuration` that were set.'),
    missing_configuration: z
      .array(z.string())
      .describe('The keys that its scripts read from `configuration` and that are not set now.'),
  })
  .meta({ id: 'WholeVersion', description: 'A version of a connection with its scripts and options.' })

export const listVersions = defineRoute({
  method: 'get',
  path: VERSIONS_PATH,
  name: 'listVersions',
  tag: 'Versions',
  summary: 'List the versions of a connection',
  description:
    'Ferry’s own. Lists the versions of a connection, the newest first, with what each changed. Every change of a connection makes a version.',
  scopes: ['read:connections'],
  params: ConnectionParams,
  query: z.object({
    before: z.coerce
      .number()
      .int()
      .min(1)
      .optional()
      .describe('Only versions with a smaller number: the next page.'),
    take: z.coerce.number().int().min(1).max(100).default(50).describe('How many versions the page has.'),
  }),
  result: z
    .object({
      live_version: z.int().describe('The version that is live.'),
      versions: z.array(ListedVersion).describe('The newest versions first.'),
    })
    .meta({ id: 'Versions', description: 'A page of the versions of a connection.' }),
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
  name: 'getVersion',
  tag: 'Versions',
  summary: 'Get a version of a connection',
  description:
    'Ferry’s own. Answers one version with its scripts and options. No version has the values of the configuration.',
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
