/** Checks the client of the settings, as the next start does. @module */
import { isClientSecret } from '../tenancy/clients.ts'
import { DEFAULT_TENANT } from '../tenancy/tenants.ts'
import type { StoreCheck } from './contract.ts'

export const adminClient: StoreCheck = {
  name: 'the client of FERRY_ADMIN_CLIENT_ID',
  async *run({ store, tenants, config: { admin_client } }) {
    const tenant = tenants.find(({ name }) => name === DEFAULT_TENANT)
    if (!admin_client || !tenant) return
    const { client_id, client_secret } = admin_client
    const known = await store.findClient(tenant.tenant_id, client_id)
    if (!known || isClientSecret(known, client_secret)) return
    yield {
      tenant: undefined,
      object: `client ${client_id}`,
      kind: 'must',
      problem: 'FERRY_ADMIN_CLIENT_SECRET is not its secret: the server does not start',
      change: 'set the right secret, or another FERRY_ADMIN_CLIENT_ID to add a client',
    }
  },
}
