/** `PATCH /api/v2/connections/{id}`. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { modeOf } from '../../../migration/mode/mode.ts'
import { dropsScriptContext } from '../../../migration/mode/mode-impact.ts'
import type { Connection, ConnectionChange } from '../../../store/contract.ts'
import { CONNECTION_FIELDS } from '../../fields/connections.ts'
import type { Deps } from '../../http/deps.ts'
import { defineRoute } from '../../route/route.ts'
import { fromMarks, hasMarks } from './configuration-marks.ts'
import {
  ConnectionParams,
  checkRealms,
  connectionFields,
  etagOf,
  findConnection,
  IfMatch,
  ManagementConnection,
  toManagementConnection,
  unknownClient,
} from './connection.ts'
import { OptionsInput, splitOptions } from './options.ts'
import { plainWith } from './plain-keys.ts'
import { refuseUnknownScripts } from './script-names.ts'

const Unchangeable = (name: string) =>
  z
    .undefined(`Additional properties not allowed: ${name}. It is set when the connection is created`)
    .optional()

export const updateConnection = defineRoute({
  method: 'patch',
  path: '/api/v2/connections/:id',
  name: 'updateConnection',
  tag: 'Connections',
  summary: 'Change a connection',
  description:
    'Changes the members that are sent, and makes a new version of the connection. `options` replaces all options that were there; a mark that was read in `configuration` keeps its value.',
  scopes: ['update:connections'],
  params: ConnectionParams,
  headers: IfMatch,
  body: z
    .object({
      name: Unchangeable('name').describe('Cannot be changed: sent, it must be as it was read.'),
      strategy: Unchangeable('strategy').describe('Cannot be changed: sent, it must be as it was read.'),
      options: OptionsInput.optional().describe('The options that replace all options that were there.'),
      ...connectionFields,
    })
    .meta({
      id: 'ConnectionUpdate',
      description: 'Members of a connection to change.',
      examples: [{ display_name: 'Customers' }],
    }),
  fields: CONNECTION_FIELDS,
  async current({ store, tenant }, { params }) {
    const connection = await store.findConnection(tenant.tenant_id, params.id)
    return connection && toManagementConnection(connection)
  },
  whole: 'options',
  result: ManagementConnection,
  errors: ['inexistent_connection', 'precondition_failed', 'script_context_stays'],
  async handle(deps, { actor, params, headers, body, setHeader }) {
    const { options, realms, enabled_clients } = body
    const change: ConnectionChange = {
      ...withoutUndefined({
        display_name: body.display_name,
        metadata: body.metadata,
        show_as_button: body.show_as_button,
        enabled_clients: enabled_clients === null ? [] : enabled_clients,
      }),
      ...(options ? splitOptions(options) : {}),
    }
    if (realms !== undefined) {
      const { name } = await findConnection(deps, params.id)
      checkRealms(realms, name)
      change.realms = [name]
    }
    const connection = await changeConnection(deps, params.id, actor, headers['if-match'], change)
    setHeader('ETag', etagOf(connection))
    return toManagementConnection(connection)
  },
})

/** Values behind marks are taken from the very revision that is replaced, even if another change comes in between. */
async function changeConnection(
  deps: Deps,
  connection_id: string,
  actor: string,
  if_match: string | undefined,
  change: ConnectionChange,
): Promise<Connection> {
  for (;;) {
    const current = await findConnection(deps, connection_id)
    if (if_match !== undefined && if_match !== '*' && if_match !== etagOf(current)) {
      throw new ApiError('precondition_failed')
    }
    if (change.options && dropsScriptContext(current, change.options))
      throw new ApiError('script_context_stays')
    refuseUnknownScripts(change.scripts ?? {}, Object.keys(current.scripts), 'options.customScripts')
    const { configuration: sent } = change
    const depends =
      if_match !== undefined ||
      // Whether the context may be off depends on what was on.
      (change.options !== undefined && change.options.enable_script_context !== true) ||
      (sent !== undefined && (hasMarks(connection_id, sent) || current.configuration.plain !== undefined))
    const configuration = sent && fromMarks(connection_id, sent, current.configuration.values)
    const resolved = configuration && {
      configuration,
      plain_configuration: plainWith(current.configuration, configuration),
    }
    const result = await deps.store.updateConnection(
      deps.tenant.tenant_id,
      connection_id,
      { ...change, ...resolved },
      actor,
      depends ? current.revision : undefined,
    )
    switch (result.kind) {
      case 'updated':
        await noteTransition(deps, current, result.connection)
        return result.connection
      case 'missing':
        throw new ApiError('inexistent_connection')
      case 'no_client':
        throw unknownClient(result.client_id)
      case 'stale':
    }
  }
}

/** Who is cut off by another mode is told in the tenant's log (M11). */
async function noteTransition(deps: Deps, before: Connection, after: Connection): Promise<void> {
  if (modeOf(before) === modeOf(after)) return
  const description = await deps.flows.mode.warning(deps.tenant.tenant_id, before, after)
  if (description !== undefined) deps.events.record({ type: 'w', description, connection: after })
}

function withoutUndefined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }
}
