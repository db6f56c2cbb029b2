/** `POST /api/v2/connections`. @module */
import * as z from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute } from '../route.ts'
import {
  ConnectionName,
  connectionFields,
  DEFAULT_OPTIONS,
  etagOf,
  ManagementConnection,
  OptionsInput,
  splitOptions,
  toManagementConnection,
} from './connection.ts'
import { refuseUnknownScripts } from './script-names.ts'

/** What is not said gets the defaults. */
export const createConnection = defineRoute({
  method: 'post',
  path: '/api/v2/connections',
  summary: 'Create a connection',
  scopes: ['create:connections'],
  recent_sign_in: true,
  body: z.object({
    name: ConnectionName,
    strategy: z.literal('auth0', 'is not supported: the only strategy is auth0'),
    options: OptionsInput.optional(),
    ...connectionFields,
  }),
  status: 201,
  result: ManagementConnection,
  errors: ['connection_conflict'],
  async handle({ store }, { tenant, actor, body, setHeader }) {
    const { options, scripts, configuration } = splitOptions(body.options ?? {})
    refuseUnknownScripts(scripts, [], 'options.customScripts')
    const result = await store.createConnection(
      tenant.tenant_id,
      {
        ...body,
        options: { ...DEFAULT_OPTIONS, ...options },
        scripts,
        configuration,
        enabled_clients: body.enabled_clients ?? [],
      },
      actor,
    )
    if (result.kind === 'name_taken') throw new ApiError('connection_conflict')
    setHeader('ETag', etagOf(result.connection))
    return toManagementConnection(result.connection)
  },
})
