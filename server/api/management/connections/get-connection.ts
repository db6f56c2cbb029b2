/** `GET /api/v2/connections/{id}`. @module */

import { ListQuery, selectFields } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'
import {
  ConnectionParams,
  etagOf,
  findConnection,
  PartialConnection,
  toManagementConnection,
} from './connection.ts'

export const getConnection = defineRoute({
  method: 'get',
  path: '/api/v2/connections/:id',
  name: 'getConnection',
  tag: 'Connections',
  summary: 'Get a connection',
  description:
    'Answers one connection with its scripts. The values of its configuration are replaced by marks. The `ETag` header has its version.',
  scopes: ['read:connections'],
  params: ConnectionParams,
  query: ListQuery.pick({ fields: true, include_fields: true }),
  result: PartialConnection,
  errors: ['inexistent_connection'],
  async handle(deps, { params, query, setHeader }) {
    const connection = await findConnection(deps, params.id)
    setHeader('ETag', etagOf(connection))
    return selectFields(toManagementConnection(connection), query)
  },
})
