/** Which clients may use a connection. @module */
import * as z from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute } from '../route.ts'
import { ConnectionParams } from './connection.ts'
import { findConnection } from './connections-read.ts'
import { ListQuery } from './paging.ts'

/** `GET /api/v2/connections/{id}/clients`. */
export const listConnectionClients = defineRoute({
  method: 'get',
  path: '/api/v2/connections/:id/clients',
  summary: 'List the clients that may use a connection',
  scopes: ['read:connections'],
  params: ConnectionParams,
  query: ListQuery.pick({ take: true, from: true }),
  result: z.object({ clients: z.array(z.object({ client_id: z.string() })), next: z.string().optional() }),
  errors: ['inexistent_connection'],
  async handle(deps, { params, query }) {
    const { enabled_clients } = await findConnection(deps, params.id)
    const start = query.from ? Number(/^\d{1,4}$/.exec(query.from)?.[0] ?? Number.NaN) : 0
    if (Number.isNaN(start)) {
      throw new ApiError(
        'invalid_query_string',
        "Query validation error: 'from' is not a mark that this list gave out",
      )
    }
    const end = start + (query.take ?? 50)
    return {
      clients: enabled_clients.slice(start, end).map((client_id) => ({ client_id })),
      ...(end < enabled_clients.length ? { next: String(end) } : {}),
    }
  },
})

/** `PATCH /api/v2/connections/{id}/clients`. */
export const updateConnectionClients = defineRoute({
  method: 'patch',
  path: '/api/v2/connections/:id/clients',
  summary: 'Say which clients may use a connection',
  scopes: ['update:connections'],
  params: ConnectionParams,
  body: z
    .array(z.object({ client_id: z.string().min(1).max(200), status: z.boolean() }))
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
      // Changed meanwhile: what is switched here goes on top of that.
      if (result.kind === 'missing') throw new ApiError('inexistent_connection')
    }
  },
})
