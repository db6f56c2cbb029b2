/** `PATCH /api/v2/connections/{id}/clients`. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { defineRoute } from '../../route/route.ts'
import { ClientId, ConnectionParams, findConnection, unknownClient } from './connection.ts'

export const updateConnectionClients = defineRoute({
  method: 'patch',
  path: '/api/v2/connections/:id/clients',
  name: 'updateConnectionClients',
  tag: 'Connections',
  summary: 'Change which clients may use a connection',
  description:
    'Lets clients use the connection, or stops them, one by one: at most 50 in a call. Clients that are not named stay as they are.',
  scopes: ['update:connections'],
  params: ConnectionParams,
  body: z
    .array(
      z
        .object({
          client_id: ClientId.describe('The ID of the client.'),
          status: z.boolean().describe('True lets the client use the connection; false stops it.'),
        })
        .meta({
          id: 'ConnectionClientSwitch',
          description: 'Whether one client may use the connection.',
          examples: [{ client_id: 'Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW', status: true }],
        }),
    )
    .min(1)
    .max(50),
  errors: ['inexistent_connection'],
  async handle(deps, { tenant, actor, params, body }) {
    for (;;) {
      const connection = await findConnection(deps, params.id)
      const enabled = new Set(connection.enabled_clients)
      for (const { client_id, status } of body) {
        if (status) enabled.add(client_id)
        else enabled.delete(client_id)
      }
      const result = await deps.store.updateConnection(
        tenant.tenant_id,
        params.id,
        { enabled_clients: [...enabled] },
        actor,
        connection.revision,
      )
      if (result.kind === 'updated') return
      // Changed in the meantime: apply the switches to the newer list.
      if (result.kind === 'no_client') throw unknownClient(result.client_id)
      if (result.kind === 'missing') throw new ApiError('inexistent_connection')
    }
  },
})
