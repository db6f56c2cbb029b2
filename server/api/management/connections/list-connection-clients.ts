/** `GET /api/v2/connections/{id}/clients`. @module */
import * as z from 'zod'
import { BadMark } from '../../../store/contract.ts'
import { ListQuery } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'
import { ConnectionParams, findConnection } from './connection.ts'

export const listConnectionClients = defineRoute({
  method: 'get',
  path: '/api/v2/connections/:id/clients',
  name: 'listConnectionClients',
  tag: 'Connections',
  summary: 'List the clients that may use a connection',
  description: 'Lists the IDs of the clients in `enabled_clients`, in their order.',
  scopes: ['read:connections'],
  params: ConnectionParams,
  query: ListQuery.pick({ take: true, from: true }),
  result: z
    .object({
      clients: z
        .array(z.object({ client_id: z.string().describe('The ID of the client.') }))
        .describe('The clients of the page.'),
      next: z.string().optional().describe('`from` of the next page. Missing on the last page.'),
    })
    .meta({ id: 'ConnectionClients', description: 'A page of the clients that may use a connection.' }),
  errors: ['inexistent_connection'],
  async handle(deps, { params, query }) {
    const { enabled_clients } = await findConnection(deps, params.id)
    const start = query.from ? Number(/^\d{1,4}$/.exec(query.from)?.[0] ?? Number.NaN) : 0
    if (Number.isNaN(start)) throw new BadMark()
    const end = start + (query.take ?? 50)
    return {
      clients: enabled_clients.slice(start, end).map((client_id) => ({ client_id })),
      ...(end < enabled_clients.length ? { next: String(end) } : {}),
    }
  },
})
