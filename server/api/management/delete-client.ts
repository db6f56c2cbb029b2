/** `DELETE /api/v2/clients/{id}`. @module */
import { defineRoute } from '../route.ts'
import { ClientParams } from './client.ts'

/** Its grants and refresh tokens go with it, and its tokens open nothing any more. */
export const deleteClient = defineRoute({
  method: 'delete',
  path: '/api/v2/clients/:id',
  summary: 'Delete a client',
  scopes: ['delete:clients'],
  params: ClientParams,
  async handle({ store }, { tenant, actor, params }) {
    // Deleting what is not there is no error: clients repeat a DELETE whose answer was lost.
    await store.deleteClient(tenant.tenant_id, params.id, actor)
  },
})
