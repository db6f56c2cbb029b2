import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { MigrationEvent, RunRecord, Store } from '../../../../server/store/contract.ts'
import { addConnection, addUser, newTenant } from './samples.ts'

export function sampleRun(connection_id: string, change: Partial<RunRecord> = {}): RunRecord {
  return {
    run_id: randomUUID(),
    connection_id,
    action: 'login',
    script_revision: 1,
    outcome: 'value',
    message: undefined,
    purpose: 'login',
    duration_ms: 12.345,
    cpu_ms: 0.25,
    logs: [{ at_ms: 1, level: 'log', text: 'hello' }],
    trace: [],
    at: 1_000,
    ...change,
  }
}

export function sampleFailure(connection_id: string, change: Partial<MigrationEvent> = {}): MigrationEvent {
  return {
    event_id: randomUUID(),
    connection_id,
    user_id: undefined,
    kind: 'failed',
    detail: 'script_timeout',
    at: 1_000,
    ...change,
  }
}

export function describeRuns(opened: () => Store): void {
  describe('runs and migration events', () => {
    test('runs are listed newest first, whole, and counted by action and purpose', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const runs = [
        sampleRun(connection_id),
        sampleRun(connection_id, { outcome: 'script_error', message: 'no such table' }),
        sampleRun(connection_id, { action: 'get_user', purpose: 'sign_up', at: 5 }),
        sampleRun(connection_id, { purpose: 'try' }),
      ]
      for (const run of runs) await store.recordRun(tenant_id, run)
      expect(await store.listRuns(tenant_id, connection_id, 10)).toEqual(runs.toReversed())
      expect(await store.listRuns(tenant_id, connection_id, 2)).toEqual(runs.toReversed().slice(0, 2))
      expect(await store.findRun(tenant_id, runs[1]?.run_id ?? '')).toEqual(runs[1])
      expect(await store.findRun(tenant_id, 'run_none')).toBeUndefined()
      expect(await store.findRun(await newTenant(store), runs[1]?.run_id ?? '')).toBeUndefined()
      expect(await store.countRuns(tenant_id, connection_id)).toEqual([
        { action: 'get_user', purpose: 'sign_up', runs: 1 },
        { action: 'login', purpose: 'login', runs: 2 },
        { action: 'login', purpose: 'try', runs: 1 },
      ])
    })

    test('with very many runs the newest are kept, and the counts stay exact', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const runs = Array.from({ length: 1_050 }, () => sampleRun(connection_id))
      await Promise.all(runs.map((run) => store.recordRun(tenant_id, run)))
      const listed = await store.listRuns(tenant_id, connection_id, 5_000)
      expect(listed).toHaveLength(1_000)
      expect(listed).toEqual(runs.slice(50).toReversed())
      expect(await store.countRuns(tenant_id, connection_id)).toEqual([
        { action: 'login', purpose: 'login', runs: 1_050 },
      ])
    })

    test('failed migrations are listed newest first', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const old = sampleFailure(connection_id, { at: 1, user_id: 'auth0|ann' })
      const young = sampleFailure(connection_id, { at: 2, detail: 'legacy_unavailable' })
      await store.recordMigrationFailure(tenant_id, young)
      await store.recordMigrationFailure(tenant_id, old)
      expect(await store.listMigrationEvents(tenant_id, connection_id, 10)).toEqual([young, old])
      expect(await store.listMigrationEvents(tenant_id, connection_id, 1)).toEqual([young])
    })

    test('failed migrations are counted by code, the commonest first, apart from other connections and tenants', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const other = await addConnection(store, tenant_id, { name: 'other' })
      for (const detail of ['invalid_profile', 'mfa_factors_unsupported', 'mfa_factors_unsupported']) {
        await store.recordMigrationFailure(tenant_id, sampleFailure(connection_id, { detail }))
      }
      await addUser(store, tenant_id, connection_id, 'ann')
      expect(await store.countMigrationFailures(tenant_id, connection_id)).toEqual([
        { code: 'mfa_factors_unsupported', events: 2 },
        { code: 'invalid_profile', events: 1 },
      ])
      expect(await store.countMigrationFailures(tenant_id, other.connection_id)).toEqual([])
      expect(await store.countMigrationFailures(await newTenant(store), connection_id)).toEqual([])
    })

    test('with very many failures the newest 10,000 are kept, and all events of migrated users', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      await addUser(store, tenant_id, connection_id, 'ann')
      const failures = Array.from({ length: 10_020 }, (_, at) => sampleFailure(connection_id, { at }))
      for (let from = 0; from < failures.length; from += 2_000) {
        await Promise.all(
          failures
            .slice(from, from + 2_000)
            .map((failure) => store.recordMigrationFailure(tenant_id, failure)),
        )
      }
      const events = await store.listMigrationEvents(tenant_id, connection_id, 50_000)
      expect(events.filter(({ kind }) => kind === 'migrated')).toHaveLength(1)
      const failed = events.filter(({ kind }) => kind === 'failed')
      expect(failed).toEqual(failures.slice(20).toReversed())
    })

    test('a run or a failure of a connection that was deleted meanwhile is ignored', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      await store.recordRun(tenant_id, sampleRun(connection_id))
      await store.deleteConnection(tenant_id, connection_id)
      await store.recordRun(tenant_id, sampleRun(connection_id))
      await store.recordMigrationFailure(tenant_id, sampleFailure(connection_id))
      expect(await store.listRuns(tenant_id, connection_id, 10)).toEqual([])
      expect(await store.countRuns(tenant_id, connection_id)).toEqual([])
      expect(await store.listMigrationEvents(tenant_id, connection_id, 10)).toEqual([])
    })
  })
}
