/** The store's calls that seal values before the engine gets them, and open them afterwards (K1). @module */
import type { Secrets } from '../secrets/index.ts'
import type { ConfigurationKey, Store } from './contract.ts'
import { newId } from './id-calls.ts'
import type { StoreEngine } from './operations/index.ts'
import {
  openConfiguration,
  openConnection,
  openSigningKey,
  sealConfiguration,
  sealSigningKey,
} from './seals.ts'

/** Calls of the contract whose values are sealed in the store. */
export type SealedCalls = Pick<
  Store,
  | 'createConnection'
  | 'findConnection'
  | 'findConnectionByName'
  | 'listConnections'
  | 'updateConnection'
  | 'deployDraft'
  | 'listConfigurationKeys'
  | 'listConfigurationChanges'
  | 'addSigningKey'
  | 'listSigningKeys'
  | 'rotateSigningKeys'
  | 'fingerprint'
>

/** @param now milliseconds since the epoch */
export function sealedCalls(engine: StoreEngine, secrets: Secrets, now: () => number): SealedCalls {
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
    async deployDraft(tenant_id, connection_id, wish, actor) {
      const result = await engine.write('deployDraft', tenant_id, connection_id, wish, actor, now())
      if (result.kind !== 'deployed') return result
      return { kind: 'deployed', connection: openConnection(secrets, result.connection) }
    },
    async listConfigurationKeys(tenant_id, connection_id) {
      const stored = await engine.scan('listConfigurations', tenant_id, connection_id)
      let keys = new Map<string, ConfigurationKey & { value: string }>()
      for (const { actor, created_at, ...sealed } of stored) {
        const values = Object.entries(openConfiguration(secrets, tenant_id, connection_id, sealed))
        const before = keys
        keys = new Map(
          values.map(([key, value]) => {
            const known = before.get(key)
            if (known?.value === value) return [key, known]
            return [key, { key, value, set_at: created_at, set_by: actor }]
          }),
        )
      }
      return [...keys.values()]
        .map(({ key, set_at, set_by }) => ({ key, set_at, set_by }))
        .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    },
    async listConfigurationChanges(tenant_id, connection_id) {
      const stored = await engine.scan('listConfigurations', tenant_id, connection_id)
      let before: { [key: string]: string } = {}
      return stored.map(({ revision, actor: _actor, created_at: _at, ...sealed }) => {
        const values = openConfiguration(secrets, tenant_id, connection_id, sealed)
        const names = [...new Set([...Object.keys(before), ...Object.keys(values)])]
        const keys = names.filter((key) => before[key] !== values[key]).toSorted()
        before = values
        return { revision, keys }
      })
    },
    addSigningKey: (key, only_as) => engine.write('addSigningKey', sealSigningKey(secrets, key), only_as),
    rotateSigningKeys: (tenant_id, expected_next, following) =>
      engine.write('rotateSigningKeys', tenant_id, expected_next, sealSigningKey(secrets, following), now()),
    async listSigningKeys(tenant_id) {
      const stored = await engine.point('listSigningKeys', tenant_id)
      return stored.map((key) => openSigningKey(secrets, key))
    },
    fingerprint: async (tenant_id, text) => secrets.fingerprint(tenant_id, text),
  }
}
