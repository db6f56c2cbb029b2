/** `DELETE /api/v2/connections/{id}`. @module */
import { defineRoute } from '../../route/route.ts'
import { ConnectionParams } from './connection.ts'

export const deleteConnection = defineRoute({
  method: 'delete',
  path: '/api/v2/connections/:id',
  name: 'deleteConnection',
  tag: 'Connections',
  summary: 'Delete a connection and its users',
  description:
    'Deletes a connection with its users, versions, draft and runs. The legacy store is left alone. Deleting a connection that does not exist succeeds.',
  scopes: ['delete:connections'],
  params: ConnectionParams,
  async handle({ store, runtime }, { tenant, params }) {
    // Deleting what is not there is no error: clients repeat a DELETE whose answer was lost.
    await store.deleteConnection(tenant.tenant_id, params.id)
    runtime.retire(tenant.tenant_id, params.id)
    // Other servers may have sandboxes of it.
    store.wake({ about: 'deleted', tenant_id: tenant.tenant_id })
  },
})
