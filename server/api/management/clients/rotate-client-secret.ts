/** `POST /api/v2/clients/{id}/rotate-secret`. @module */
import { ApiError } from '../../../common/errors.ts'
import { newSecret } from '../../../tenancy/clients.ts'
import { keyIdsOf } from '../../../tokens/client-keys.ts'
import { requirePowersOf } from '../../access/powers.ts'
import { defineRoute } from '../../route/route.ts'
import { NoMembers } from '../../shapes/no-members.ts'
import { ClientParams, ClientWithSecret, findClient, toManagementClient } from './client.ts'

export const rotateClientSecret = defineRoute({
  method: 'post',
  path: '/api/v2/clients/:id/rotate-secret',
  name: 'rotateClientSecret',
  tag: 'Clients',
  summary: 'Give a client a new secret',
  description: 'Makes a new secret, which the answer shows this once. The old secret stops working at once.',
  scopes: ['update:client_keys'],
  params: ClientParams,
  body: NoMembers,
  result: ClientWithSecret,
  errors: ['inexistent_client', 'public_client'],
  async handle(deps, { tenant, params, caller, granted }) {
    const known = await findClient(deps, params.id)
    await requirePowersOf(deps, { caller, granted }, { kind: 'client', client: known })
    if (known.secret_sha256 === undefined || keyIdsOf(known)) throw new ApiError('public_client')
    const { client_secret, secret_sha256 } = newSecret()
    const updated = await deps.store.updateClient(tenant.tenant_id, params.id, { secret_sha256 })
    if (!updated) throw new ApiError('inexistent_client')
    return { ...toManagementClient(updated, tenant), client_secret }
  },
})
