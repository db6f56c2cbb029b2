/** `POST /api/v2/connections`. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import type { Connection } from '../../../store/contract.ts'
import { CONNECTION_FIELDS } from '../../fields/connections.ts'
import { defineRoute } from '../../route/route.ts'
import {
  ConnectionName,
  checkRealms,
  connectionFields,
  etagOf,
  ManagementConnection,
  toManagementConnection,
  unknownClient,
} from './connection.ts'
import { DEFAULT_OPTIONS, OptionsInput, splitOptions } from './options.ts'
import { refuseUnknownScripts } from './script-names.ts'

export const createConnection = defineRoute({
  method: 'post',
  path: '/api/v2/connections',
  name: 'createConnection',
  tag: 'Connections',
  summary: 'Create a connection',
  description:
    'Creates a connection. Options that are not sent get Ferry’s defaults, which are those of Auth0.',
  scopes: ['create:connections'],
  body: z
    .object({
      name: ConnectionName.describe('The name, which cannot be changed.'),
      strategy: z
        .literal('auth0', 'is not supported: the only strategy is auth0')
        .describe('`auth0`: a database connection.'),
      options: OptionsInput.nullish().describe('The options, with the scripts and their configuration.'),
      ...connectionFields,
    })
    .meta({
      id: 'ConnectionCreate',
      description: 'A new connection.',
      examples: [
        {
          name: 'legacy',
          strategy: 'auth0',
          options: { enabledDatabaseCustomization: true, import_mode: true },
          enabled_clients: ['Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW'],
        },
      ],
    }),
  fields: CONNECTION_FIELDS,
  status: 201,
  result: ManagementConnection,
  errors: ['connection_conflict'],
  async handle({ store }, { tenant, actor, body, setHeader }) {
    const { options, scripts, configuration } = splitOptions(body.options ?? {})
    const { name, strategy, display_name, enabled_clients, realms, metadata, show_as_button } = body
    checkRealms(realms, name)
    refuseUnknownScripts(scripts, [], 'options.customScripts')
    const result = await store.createConnection(
      tenant.tenant_id,
      {
        name,
        strategy,
        display_name: display_name ?? undefined,
        options: { ...DEFAULT_OPTIONS, ...options },
        scripts,
        configuration,
        enabled_clients: enabled_clients ?? [],
        metadata: metadata ?? undefined,
        show_as_button: show_as_button ?? undefined,
      },
      actor,
    )
    if (result.kind === 'name_taken') {
      throw nameTaken(await store.findConnectionByName(tenant.tenant_id, name))
    }
    if (result.kind === 'no_client') throw unknownClient(result.client_id)
    setHeader('ETag', etagOf(result.connection))
    return toManagementConnection(result.connection)
  },
})

/** @param taken undefined when the connection with that name was deleted in the meantime */
function nameTaken(taken: Connection | undefined): ApiError {
  if (taken === undefined) return new ApiError('connection_conflict')
  const path = `/api/v2/connections/${taken.connection_id}`
  return new ApiError(
    'connection_conflict',
    `A connection with the same name already exists. To change it, use PATCH ${path}, which replaces options as a whole, ` +
      `or PUT ${path}/configuration/{key} for one value of the configuration.`,
  )
}
