/** `GET /api/v2/clients/{id}`. @module */

import { ListQuery, selectFields } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'
import { ClientParams, findClient, PartialClient, toManagementClient } from './client.ts'
import { findGlobalClient } from './global-client.ts'

export const getClient = defineRoute({
  method: 'get',
  path: '/api/v2/clients/:id',
  name: 'getClient',
  tag: 'Clients',
  summary: 'Get a client',
  description: 'Answers one client, without its secret.',
  scopes: ['read:clients'],
  params: ClientParams,
  query: ListQuery.pick({ fields: true, include_fields: true }),
  result: PartialClient,
  errors: ['inexistent_client'],
  async handle(deps, { tenant, params, query }) {
    const global = await findGlobalClient(deps, params.id)
    return selectFields(global ?? toManagementClient(await findClient(deps, params.id), tenant), query)
  },
})
