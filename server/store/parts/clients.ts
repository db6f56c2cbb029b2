import type { ClientStore } from '../contract.ts'
import { openSigningKey, sealSigningKey } from '../seals.ts'
import type { PartContext } from './part.ts'

/** @see ClientStore */
export function clientPart({ engine, secrets, now }: PartContext): ClientStore {
  return {
    createClient: (client) => engine.write('createClient', client),
    findClient: (tenant_id, client_id) => engine.point('findClient', tenant_id, client_id),
    listClients: (tenant_id) => engine.scan('listClients', tenant_id),
    pageClients: (tenant_id, filter, page) => engine.scan('pageClients', tenant_id, filter, page),
    pageClientIds: (tenant_id, filter, page) => engine.scan('pageClientIds', tenant_id, filter, page),
    updateClient: (tenant_id, client_id, change) =>
      engine.write('updateClient', tenant_id, client_id, change),
    deleteClient: (tenant_id, client_id, actor) =>
      engine.write('deleteClient', tenant_id, client_id, actor, now()),

    addSigningKey: (key) => engine.write('addSigningKey', sealSigningKey(secrets, key)),
    async listSigningKeys(tenant_id) {
      const stored = await engine.point('listSigningKeys', tenant_id)
      return stored.map((key) => openSigningKey(secrets, key))
    },
  }
}
