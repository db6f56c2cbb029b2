/** `GET /api/v2/clients`. @module */
import * as z from 'zod'
import {
  ListQuery,
  listAnswer,
  listResult,
  pageOf,
  selectFields,
  streamedAnswer,
} from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'
import { PartialClient, toManagementClient } from './client.ts'
import { listGlobalClients } from './global-client.ts'

export const listClients = defineRoute({
  method: 'get',
  path: '/api/v2/clients',
  name: 'listClients',
  tag: 'Clients',
  summary: 'List clients',
  description: 'Lists clients, the oldest first, without their secrets.',
  scopes: ['read:clients'],
  query: ListQuery.extend({
    is_global: z
      .enum(['true', 'false'])
      .optional()
      .describe('`true` lists the global client alone, which has the sign-in page of the tenant.'),
    app_type: z.string().max(200).optional().describe('Kinds of applications, separated by commas.'),
  }),
  result: listResult('clients', 'Client', PartialClient),
  item: PartialClient,
  errors: ['temporarily_unavailable'],
  async handle(deps, { tenant, query }) {
    const { store } = deps
    const page = pageOf(query)
    if (query.is_global === 'true') {
      const all = await listGlobalClients(deps)
      const items = page.kind === 'offset' ? all.slice(page.offset, page.offset + page.limit) : all
      const shown = items.map((client) => selectFields(client, query))
      return listAnswer(
        'clients',
        query,
        page.kind === 'offset' ? { items, total: all.length } : { items },
        shown,
      )
    }
    const filter = query.app_type ? { app_types: query.app_type.split(',').map((one) => one.trim()) } : {}
    const { items: ids, ...listed } = await store.pageClientIds(tenant.tenant_id, filter, page)
    async function* items(): AsyncGenerator<unknown> {
      for (const id of ids) {
        const client = await store.findClient(tenant.tenant_id, id)
        if (client) yield selectFields(toManagementClient(client, tenant), query)
      }
    }
    return streamedAnswer('clients', query, listed, items())
  },
})
