/** `DELETE /api/v2/clients/{id}`. @module */
import { ApiError } from '../../../common/errors.ts'
import type { Client, Store } from '../../../store/contract.ts'
import { canAdminister } from '../../../tenancy/clients.ts'
import { requirePowersOf } from '../../access/powers.ts'
import { defineRoute } from '../../route/route.ts'
import { ClientParams } from './client.ts'

export const deleteClient = defineRoute({
  method: 'delete',
  path: '/api/v2/clients/:id',
  name: 'deleteClient',
  tag: 'Clients',
  summary: 'Delete a client',
  description:
    'Deletes a client with its grants and refresh tokens. Its access tokens for the Management API stop working. A client that may do more than the caller cannot be deleted, nor can the last client that may call the whole Management API. Deleting a client that does not exist succeeds.',
  scopes: ['delete:clients'],
  params: ClientParams,
  errors: ['last_administrator'],
  async handle(deps, { tenant, actor, params, caller, granted }) {
    const client = await deps.store.findClient(tenant.tenant_id, params.id)
    // Deleting what is not there is no error: clients repeat a DELETE whose answer was lost.
    if (!client) return
    await requirePowersOf(deps, { caller, granted }, { kind: 'client', client })
    if (await isLastAdministrator(deps.store, client)) throw new ApiError('last_administrator')
    await deps.store.deleteClient(tenant.tenant_id, params.id, actor)
  },
})

/** Nobody could make another one by the API, and in tenants other than the default one no start makes it. */
async function isLastAdministrator(store: Pick<Store, 'listClients'>, client: Client): Promise<boolean> {
  if (!canAdminister(client)) return false
  const clients = await store.listClients(client.tenant_id)
  return !clients.some((other) => other.client_id !== client.client_id && canAdminister(other))
}
