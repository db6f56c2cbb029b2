import type { ConnectionStore } from '../contract.ts'
import { openConnection, sealConfiguration } from '../seals.ts'
import { newId } from './ids.ts'
import type { PartContext } from './part.ts'

/** @see ConnectionStore */
export function connectionPart({ engine, secrets, now }: PartContext): ConnectionStore {
  return {
    async createConnection(tenant_id, connection, actor) {
      const connection_id = newId('con_')
      const { configuration, ...open } = connection
      const sealed = sealConfiguration(secrets, tenant_id, connection_id, configuration)
      const created = await engine.write(
        'createConnection',
        tenant_id,
        { ...open, connection_id, configuration: sealed },
        actor,
        now(),
      )
      if (created.kind !== 'created') return created
      return { kind: 'created', connection: openConnection(secrets, created.connection) }
    },
    async findConnection(tenant_id, connection_id) {
      const stored = await engine.point('findConnection', tenant_id, connection_id)
      return stored && openConnection(secrets, stored)
    },
    async findConnectionByName(tenant_id, name) {
      const stored = await engine.point('findConnectionByName', tenant_id, name)
      return stored && openConnection(secrets, stored)
    },
    async listConnections(tenant_id, filter, page) {
      const listed = await engine.scan('listConnections', tenant_id, filter, page)
      return { ...listed, items: listed.items.map((stored) => openConnection(secrets, stored)) }
    },
    pageConnectionIds: (tenant_id, filter, page) => engine.scan('pageConnectionIds', tenant_id, filter, page),
    listConnectionSummaries: (tenant_id, errors_after, page) =>
      engine.scan('listConnectionSummaries', tenant_id, errors_after, page),
    async updateConnection(tenant_id, connection_id, change, actor, expected_revision) {
      const { configuration, ...open } = change
      const sealed = configuration && {
        configuration: sealConfiguration(secrets, tenant_id, connection_id, configuration),
      }
      const updated = await engine.write(
        'updateConnection',
        tenant_id,
        connection_id,
        { ...open, ...sealed },
        actor,
        now(),
        expected_revision,
      )
      if (updated.kind !== 'updated') return updated
      return { kind: 'updated', connection: openConnection(secrets, updated.connection) }
    },
    setPlainConfiguration: (tenant_id, connection_id, keys, configuration_revision) =>
      engine.write('setPlainConfiguration', tenant_id, connection_id, keys, configuration_revision),
    deleteConnection: (tenant_id, connection_id) =>
      engine.write('deleteConnection', tenant_id, connection_id, now()),
    listScriptRevisions: (tenant_id, connection_id, action) =>
      engine.scan('listScriptRevisions', tenant_id, connection_id, action),
  }
}
