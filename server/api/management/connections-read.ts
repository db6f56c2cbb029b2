/** Reading connections. @module */
import * as z from 'zod'
import { ApiError } from '../../errors.ts'
import type { Connection } from '../../store/contract.ts'
import type { Deps } from '../route.ts'
import { defineRoute } from '../route.ts'
import { ConnectionParams, etagOf, ManagementConnection, toManagementConnection } from './connection.ts'
import { ListQuery, listAnswer, listResult, pageOf, selectFields } from './paging.ts'

const Selected = ManagementConnection.partial()

/** `GET /api/v2/connections`. */
export const listConnections = defineRoute({
  method: 'get',
  path: '/api/v2/connections',
  summary: 'List connections',
  scopes: ['read:connections'],
  query: ListQuery.extend({
    name: z.string().max(128).optional(),
    strategy: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .describe('May be repeated'),
  }),
  result: listResult('connections', Selected),
  async handle({ store }, { tenant, query }) {
    const filter = {
      ...(query.name === undefined ? {} : { name: query.name }),
      ...(query.strategy === undefined ? {} : { strategies: [query.strategy].flat() }),
    }
    const listed = await store.listConnections(tenant.tenant_id, filter, pageOf(query))
    const items = listed.items.map((connection) => selectFields(toManagementConnection(connection), query))
    return listAnswer('connections', query, listed, items)
  },
})

/** `GET /api/v2/connections/{id}`. */
export const getConnection = defineRoute({
  method: 'get',
  path: '/api/v2/connections/:id',
  summary: 'Get a connection',
  scopes: ['read:connections'],
  params: ConnectionParams,
  query: ListQuery.pick({ fields: true, include_fields: true }),
  result: Selected,
  errors: ['inexistent_connection'],
  async handle(deps, { params, query, setHeader }) {
    const connection = await findConnection(deps, params.id)
    setHeader('ETag', etagOf(connection))
    return selectFields(toManagementConnection(connection), query)
  },
})

/** @throws {ApiError} inexistent_connection */
export async function findConnection({ store, tenant }: Deps, id: string): Promise<Connection> {
  const connection = await store.findConnection(tenant.tenant_id, id)
  if (!connection) throw new ApiError('inexistent_connection')
  return connection
}
