/** `GET /api/v2/resource-servers`. @module */
import * as z from 'zod'
import type { Page } from '../../../store/contract.ts'
import type { Deps } from '../../http/deps.ts'
import { ListQuery, listAnswer, listResult, pageOf } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'
import { ManagementResourceServer, managementApi, toManagementResourceServer } from './resource-server.ts'

const MOST_IDENTIFIERS = 50

/** Given once, or several times. */
const Identifiers = z
  .union([z.string().max(600), z.array(z.string().max(600)).max(MOST_IDENTIFIERS)])
  .transform((given) => [given].flat())

export const listResourceServers = defineRoute({
  method: 'get',
  path: '/api/v2/resource-servers',
  name: 'listResourceServers',
  tag: 'APIs',
  summary: 'List APIs',
  description:
    'Lists the APIs (resource servers) of the tenant. The Management API comes first; with `take` it is beside the items of the first page.',
  scopes: ['read:resource_servers'],
  query: ListQuery.omit({ fields: true, include_fields: true }).extend({
    identifiers: Identifiers.optional().describe('Only APIs with these identifiers.'),
  }),
  result: listResult('resource_servers', 'ResourceServer', ManagementResourceServer),
  async handle(deps, { query }) {
    const { items, ...listed } = await pageOfApis(deps, query.identifiers, pageOf(query))
    return listAnswer('resource_servers', query, { ...listed, items }, items)
  },
})

type Answered = ReturnType<typeof managementApi>

async function pageOfApis(
  deps: Deps,
  identifiers: string[] | undefined,
  page: Page,
): Promise<{ items: Answered[]; total?: number; next?: string }> {
  const { store, tenant } = deps
  const own = managementApi(deps)
  const head = identifiers && !identifiers.includes(own.identifier) ? [] : [own]
  const filter = identifiers ? { identifiers } : {}
  const { items, ...rest } = await store.listResourceServers(
    tenant.tenant_id,
    filter,
    behind(head.length, page),
  )
  const isFirst = page.kind === 'after' ? page.after === undefined : page.offset === 0 && page.limit > 0
  return {
    ...rest,
    ...(rest.total === undefined ? {} : { total: rest.total + head.length }),
    items: [...(isFirst ? head : []), ...items.map(toManagementResourceServer)],
  }
}

/** @returns the page of the store, where one API of the list before it is in no store */
function behind(head: number, page: Page): Page {
  if (page.kind === 'after' || page.limit === 0) return page
  if (page.offset === 0) return { ...page, limit: page.limit - head }
  return { ...page, offset: page.offset - head }
}
