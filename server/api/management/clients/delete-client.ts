/** `DELETE /api/v2/clients/{id}`. @module */
import { requirePowersOf } from '../../access/powers.ts'
import { defineRoute } from '../../route/route.ts'
import { ClientParams } from './client.ts'

/** Its grants and refresh tokens go with it, and its tokens open nothing any more. One that may more than who asks stays. */
export const deleteClient = defineRoute({
  method: 'delete',
  path: '/api/v2/clients/:id',
  summary: 'Delete a client',
  scopes: ['delete:clients'],
  params: ClientParams,
  async handle(deps, { tenant, actor, params, caller, granted }) {
    const client = await deps.store.findClient(tenant.tenant_id, params.id)
    // Deleting what is not there is no error: clients repeat a DELETE whose answer was lost.
    if (!client) return
    await requirePowersOf(deps, { caller, granted }, { kind: 'client', client })
    await deps.store.deleteClient(tenant.tenant_id, params.id, actor)
  },
})
