import type { ConfigurationKey, VersionStore } from '../contract.ts'
import { openConfiguration, openConnection } from '../seals.ts'
import type { PartContext } from './part.ts'

/** @see VersionStore */
export function versionPart({ engine, secrets, now }: PartContext): VersionStore {
  return {
    listConnectionVersions: (tenant_id, connection_id, page) =>
      engine.scan('listConnectionVersions', tenant_id, connection_id, page),
    findConnectionVersion: (tenant_id, connection_id, version) =>
      engine.point('findConnectionVersion', tenant_id, connection_id, version),
    findDraft: (tenant_id, connection_id) => engine.point('findDraft', tenant_id, connection_id),
    saveDraft: (tenant_id, connection_id, draft, actor, expected_revision) =>
      engine.write('saveDraft', tenant_id, connection_id, draft, actor, now(), expected_revision),
    listScriptSources: (tenant_id, connection_id, wanted) =>
      engine.scan('listScriptSources', tenant_id, connection_id, wanted),
    deleteDraft: (tenant_id, connection_id, expected_revision) =>
      engine.write('deleteDraft', tenant_id, connection_id, expected_revision),
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
    countCredentials: (tenant_id, connection_id) => engine.scan('countCredentials', tenant_id, connection_id),
  }
}
