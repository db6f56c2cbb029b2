import type { ClientGrantStore } from '../contract.ts'
import { newId } from './ids.ts'
import type { PartContext } from './part.ts'

/** @see ClientGrantStore */
export function clientGrantPart({ engine, now }: PartContext): ClientGrantStore {
  return {
    createClientGrant: (tenant_id, grant) =>
      engine.write('createClientGrant', tenant_id, { ...grant, grant_id: newId('cgr_'), created_at: now() }),
    findClientGrant: (tenant_id, grant_id) => engine.point('findClientGrant', tenant_id, grant_id),
    listGrantsOfClient: (tenant_id, client_id) => engine.point('listGrantsOfClient', tenant_id, client_id),
    listClientGrants: (tenant_id, filter, page) => engine.scan('listClientGrants', tenant_id, filter, page),
    updateClientGrant: (tenant_id, grant_id, scopes) =>
      engine.write('updateClientGrant', tenant_id, grant_id, scopes),
    deleteClientGrant: (tenant_id, grant_id) => engine.write('deleteClientGrant', tenant_id, grant_id),
  }
}
