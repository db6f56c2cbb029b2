/** `POST /api/v2/connections/{id}/versions/{version}/restore`. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { dropsScriptContext } from '../../../migration/mode/mode-impact.ts'
import type { Connection } from '../../../store/contract.ts'
import type { Deps } from '../../http/deps.ts'
import { defineRoute } from '../../route/route.ts'
import {
  etagOf,
  findConnection,
  IfMatch,
  text,
  toManagementConnection,
  unknownClient,
} from '../connections/connection.ts'
import { newVersionMembers, VERSIONS_PATH, VersionParams } from './versions.ts'

export const restoreVersion = defineRoute({
  method: 'post',
  path: `${VERSIONS_PATH}/:version/restore`,
  name: 'restoreVersion',
  tag: 'Versions',
  summary: 'Restore a version as a new version',
  description:
    'Ferry’s own. Makes the scripts and options of an older version live again, as a new version. The values of the configuration stay as they are.',
  scopes: ['update:connections'],
  params: VersionParams,
  headers: IfMatch,
  body: z
    .object({ note: text(500).optional().describe('What to say about the new version.') })
    .meta({ id: 'VersionRestoration', description: 'How to restore a version.', examples: [{}] }),
  status: 201,
  result: z
    .object({
      ...newVersionMembers,
      missing_configuration: z
        .array(z.string())
        .describe('The keys of `configuration` that the restored version had and that are not set now.'),
    })
    .meta({ id: 'RestoredVersion', description: 'The version that was made of an older one.' }),
  errors: ['inexistent_connection', 'inexistent_version', 'script_context_stays', 'precondition_failed'],
  async handle(deps, { actor, params, headers, body, setHeader }) {
    const { connection, missing_configuration } = await restore(deps, params, actor, {
      note: body.note ?? `Restored from version ${params.version}`,
      if_match: headers['if-match'],
    })
    setHeader('ETag', etagOf(connection))
    return {
      version: connection.revision,
      connection: toManagementConnection(connection),
      missing_configuration,
    }
  },
})

async function restore(
  deps: Deps,
  { id, version: number }: z.output<typeof VersionParams>,
  actor: string,
  { note, if_match }: { note: string; if_match: string | undefined },
): Promise<{ connection: Connection; missing_configuration: string[] }> {
  const { store, tenant } = deps
  for (;;) {
    const current = await findConnection(deps, id)
    if (if_match !== undefined && if_match !== '*' && if_match !== etagOf(current)) {
      throw new ApiError('precondition_failed')
    }
    const version = await store.findConnectionVersion(tenant.tenant_id, id, number)
    if (!version) throw new ApiError('inexistent_version')
    const { options, sources: scripts } = version
    if (dropsScriptContext(current, options)) throw new ApiError('script_context_stays')
    const change = { options, scripts, note }
    const result = await store.updateConnection(tenant.tenant_id, id, change, actor, current.revision)
    switch (result.kind) {
      case 'updated':
        return {
          connection: result.connection,
          missing_configuration: lostKeys(result.connection, version.configuration_keys),
        }
      case 'missing':
        throw new ApiError('inexistent_connection')
      case 'no_client':
        throw unknownClient(result.client_id)
      case 'stale':
    }
  }
}

function lostKeys({ configuration }: Connection, keys: readonly string[]): string[] {
  return keys.filter((key) => !Object.hasOwn(configuration.values, key))
}
