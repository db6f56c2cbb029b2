/** `GET /api/v2/connections`. @module */
import * as z from 'zod'
import { ListQuery, listResult, pageOf, selectFields, streamedAnswer } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'
import { PartialConnection, toManagementConnection } from './connection.ts'

export const listConnections = defineRoute({
  method: 'get',
  path: '/api/v2/connections',
  name: 'listConnections',
  tag: 'Connections',
  summary: 'List connections',
  description:
    'Lists connections with their scripts. The values of their configurations are replaced by marks.',
  scopes: ['read:connections'],
  query: ListQuery.extend({
    name: z.string().max(128).optional().describe('Only the connection of this name.'),
    strategy: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .describe('Only connections of this strategy. May be repeated.'),
  }),
  result: listResult('connections', 'Connection', PartialConnection),
  item: PartialConnection,
  errors: ['temporarily_unavailable'],
  async handle({ store }, { tenant, query }) {
    const filter = {
      ...(query.name === undefined ? {} : { name: query.name }),
      ...(query.strategy === undefined ? {} : { strategies: [query.strategy].flat() }),
    }
    const { items: ids, ...listed } = await store.pageConnectionIds(tenant.tenant_id, filter, pageOf(query))
    async function* items(): AsyncGenerator<unknown> {
      for (const id of ids) {
        const connection = await store.findConnection(tenant.tenant_id, id)
        if (connection) yield selectFields(toManagementConnection(connection), query)
      }
    }
    return streamedAnswer('connections', query, listed, items())
  },
})
