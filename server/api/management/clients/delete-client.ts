/** `DELETE /api/v2/clients/{id}`. @module */
import { refuseMightier } from '../../access/powers.ts'
import { defineRoute } from '../../route/route.ts'
import { ClientParams } from './client.ts'

export const deleteClient = defineRoute({
  method: 'delete',
  path: '/api/v2/clients/:id',
  name: 'deleteClient',
  tag: 'Clients',
  summary: 'Delete a client',
  description:
    'Deletes a client with its grants and refresh tokens. Its access tokens for the Management API stop working. A client that may do more than the caller cannot be deleted. Deleting a client that does not exist succeeds.',
  scopes: ['delete:clients'],
  params: ClientParams,
  async handle(deps, { tenant, actor, params, caller, granted }) {
    const client = await deps.store.findClient(tenant.tenant_id, params.id)
    // Deleting what is not there is no error: clients repeat a DELETE whose answer was lost.
    if (!client) return
    await refuseMightier(deps, { caller, granted }, { kind: 'client', client })
    await deps.store.deleteClient(tenant.tenant_id, params.id, actor)
  },
})
