import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Finding, Store } from '../../../../server/store/contract.ts'
import { mailTo } from './mails.ts'
import { addConnection, addUser, newTenant, sampleUser } from './samples.ts'

const DAY_MS = 86_400_000
const NOON = 20_000 * DAY_MS + DAY_MS / 2

function sampleFinding(connection_id: string, change: Partial<Finding> = {}): Finding {
  return {
    connection_id,
    state: 'failed',
    reason: 'invalid_profile',
    person: { name_key: 'ann@example.com' },
    purpose: 'login',
    revision: 3,
    run_id: `run_${randomUUID()}`,
    at: NOON,
    ...change,
  }
}

async function opening(store: Store): Promise<{ tenant_id: string; connection_id: string }> {
  const tenant_id = await newTenant(store)
  return { tenant_id, connection_id: (await addConnection(store, tenant_id)).connection_id }
}

export function describeLedger(opened: () => Store): void {
  describe('the ledger of a migration', () => {
    test('outcomes are counted in all, by day and by hour, apart from other connections and tenants', async () => {
      const store = opened()
      const { tenant_id, connection_id } = await opening(store)
      const unknown = { person: undefined, reason: 'script_timeout' }
      await store.recordFinding(tenant_id, sampleFinding(connection_id, unknown))
      await store.recordFinding(tenant_id, sampleFinding(connection_id, { ...unknown, at: NOON + 3_600_000 }))
      await store.recordFinding(tenant_id, sampleFinding(connection_id, { ...unknown, at: NOON + DAY_MS }))
      await store.recordFinding(
        tenant_id,
        sampleFinding(connection_id, { state: 'denied', reason: undefined, person: undefined }),
      )
      expect(await store.countLedger(tenant_id, connection_id)).toEqual({
        events: [
          { state: 'failed', reason: 'script_timeout', events: 3 },
          { state: 'denied', reason: '', events: 1 },
        ],
        people: [],
      })
      const failed = { state: 'failed', reason: 'script_timeout' }
      const denied = { state: 'denied', reason: '', events: 1 }
      const day = NOON - DAY_MS / 2
      expect(await store.listLedgerSeries(tenant_id, connection_id, 'day', 0, NOON + 2 * DAY_MS)).toEqual([
        { ...denied, starts_at: day },
        { ...failed, events: 2, starts_at: day },
        { ...failed, events: 1, starts_at: day + DAY_MS },
      ])
      expect(await store.listLedgerSeries(tenant_id, connection_id, 'hour', NOON, NOON + DAY_MS)).toEqual([
        { ...denied, starts_at: NOON },
        { ...failed, events: 1, starts_at: NOON },
        { ...failed, events: 1, starts_at: NOON + 3_600_000 },
      ])
      const other = await addConnection(store, tenant_id, { name: 'other' })
      expect(await store.countLedger(tenant_id, other.connection_id)).toEqual({ events: [], people: [] })
      expect(await store.countLedger(await newTenant(store), connection_id)).toEqual({
        events: [],
        people: [],
      })
      expect(await store.countLedgersSince(tenant_id, NOON)).toEqual([
        { connection_id, ...failed, events: 1 },
      ])
    })

    test('a name that no script knows is counted and not kept', async () => {
      const store = opened()
      const { tenant_id, connection_id } = await opening(store)
      for (let at = 0; at < 20; at++) {
        await store.recordFinding(tenant_id, sampleFinding(connection_id, { person: undefined, at }))
      }
      expect(await store.listLedgerPeople(tenant_id, connection_id, undefined, undefined, 50)).toEqual([])
      expect((await store.countLedger(tenant_id, connection_id)).events).toMatchObject([{ events: 20 }])
    })

    test('a person has one row, with the newest state, and the people of each state are counted', async () => {
      const store = opened()
      const { tenant_id, connection_id } = await opening(store)
      const person = { name_key: 'ann@example.com', external_id: 'ann' }
      await store.recordFinding(tenant_id, sampleFinding(connection_id, { at: 1 }))
      await store.recordFinding(
        tenant_id,
        sampleFinding(connection_id, { state: 'seen', reason: undefined, person, at: 2, run_id: 'run_seen' }),
      )
      await store.recordFinding(
        tenant_id,
        sampleFinding(connection_id, {
          state: 'conflict',
          reason: 'profile_conflict',
          person,
          at: 3,
          run_id: 'run_3',
          field: 'username',
          holder_id: 'auth0|bob',
        }),
      )
      // Somebody looks for a person whose sign-in failed: the failure is still the newest that is known.
      await store.recordFinding(tenant_id, sampleFinding(connection_id, { state: 'seen', person, at: 4 }))
      expect(await store.findLedgerPeople(tenant_id, connection_id, 'ann@example.com')).toEqual([
        {
          person: 'id:ann',
          name_key: 'ann@example.com',
          external_id: 'ann',
          state: 'conflict',
          reason: 'profile_conflict',
          purpose: 'login',
          field: 'username',
          holder_id: 'auth0|bob',
          revision: 3,
          run_id: 'run_3',
          first_at: 2,
          at: 3,
        },
      ])
      const { people, events } = await store.countLedger(tenant_id, connection_id)
      expect(people).toEqual([{ state: 'conflict', people: 1 }])
      expect(events.map(({ state }) => state).toSorted()).toEqual(['conflict', 'failed'])
    })

    test('whoever is migrated leaves the list, by id, email and username, and is counted with run and revision', async () => {
      const store = opened()
      const { tenant_id, connection_id } = await opening(store)
      for (const name_key of ['ann@example.com', 'ann', 'other@example.com']) {
        await store.recordFinding(tenant_id, sampleFinding(connection_id, { person: { name_key } }))
      }
      await addUser(store, tenant_id, connection_id, 'ann', {
        username: 'ann',
        username_key: 'ann',
        migrated_by: 'reset',
        migrated_version: 4,
        run_id: 'run_ann',
      })
      const left = await store.listLedgerPeople(tenant_id, connection_id, undefined, undefined, 50)
      expect(left.map(({ person }) => person)).toEqual(['name:other@example.com'])
      const { people, events } = await store.countLedger(tenant_id, connection_id)
      expect(people).toEqual([{ state: 'failed', people: 1 }])
      expect(events).toContainEqual({ state: 'migrated', reason: 'reset', events: 1 })
      expect(await store.listEventsOfUser(tenant_id, 'auth0|ann', 10)).toMatchObject([
        { kind: 'migrated', detail: 'reset', revision: 4, run_id: 'run_ann', connection_id },
      ])
      // A script that still finds a migrated person makes no row of them.
      await store.recordFinding(
        tenant_id,
        sampleFinding(connection_id, { state: 'seen', person: { name_key: 'ann', external_id: 'ann' } }),
      )
      expect((await store.countLedger(tenant_id, connection_id)).people).toEqual(people)
    })

    test('a second person under the id of a migrated one is kept by name', async () => {
      const store = opened()
      const { tenant_id, connection_id } = await opening(store)
      await addUser(store, tenant_id, connection_id, 'ann')
      const person = { name_key: 'bob@example.com', external_id: 'ann' }
      const conflict = { state: 'conflict', reason: 'profile_conflict', person } as const
      await store.recordFinding(tenant_id, sampleFinding(connection_id, conflict))
      expect(await store.listLedgerPeople(tenant_id, connection_id, 'conflict', undefined, 5)).toMatchObject([
        { person: 'name:bob@example.com' },
      ])
    })

    test('people who sign up while the connection imports are counted as joined, and others are not', async () => {
      const store = opened()
      const { tenant_id, connection_id } = await opening(store)
      const made = { migrated_by: undefined, made_by: 'sign_up' } as const
      await addUser(store, tenant_id, connection_id, 'ann', { ...made, joins_migration: true })
      await addUser(store, tenant_id, connection_id, 'bob', made)
      expect((await store.countLedger(tenant_id, connection_id)).events).toEqual([
        { state: 'joined', reason: 'sign_up', events: 1 },
      ])
    })

    test('erasing a person erases their story; a tombstone leaves a row without names, and none comes back', async () => {
      const store = opened()
      const { tenant_id, connection_id } = await opening(store)
      await addUser(store, tenant_id, connection_id, 'ann', { alias_key: 'annie' })
      await store.recordFinding(
        tenant_id,
        sampleFinding(connection_id, {
          person: { name_key: 'ann@example.com', external_id: '7' },
          holder_id: 'auth0|ann',
        }),
      )
      await store.recordFinding(
        tenant_id,
        sampleFinding(connection_id, { person: { name_key: 'bob' }, holder_id: 'auth0|ann' }),
      )
      const mail = { recipient: 'ann@example.com', address: undefined }
      await store.addMail(tenant_id, mailTo('ann@example.com'), mail, { tenant: 9, address: 9, recipient: 9 })
      await store.deleteUser(tenant_id, 'auth0|ann', { tombstone: true })
      const left = await store.listLedgerPeople(tenant_id, connection_id, undefined, undefined, 50)
      expect(left.map(({ state, name_key, holder_id }) => [state, name_key, holder_id])).toEqual([
        ['tombstoned', undefined, undefined],
        ['failed', 'bob', undefined],
      ])
      expect(JSON.stringify(left)).not.toMatch(/ann/)
      expect(await store.findAlias(tenant_id, connection_id, 'annie')).toBeUndefined()
      const first = await store.addMail(tenant_id, mailTo('ann@example.com'), mail, {
        tenant: 1,
        address: 1,
        recipient: 1,
      })
      expect(first, 'no mail to the person waits').toBe('taken')
      await store.recordFinding(tenant_id, sampleFinding(connection_id))
      expect(await store.findLedgerPeople(tenant_id, connection_id, 'ann@example.com')).toEqual([])
      expect((await store.countLedger(tenant_id, connection_id)).people).toEqual([
        { state: 'failed', people: 1 },
        { state: 'tombstoned', people: 1 },
      ])
    })

    test('the people of a state are listed in pages, the newest first', async () => {
      const store = opened()
      const { tenant_id, connection_id } = await opening(store)
      for (const at of [1, 2, 2, 3]) {
        const person = { name_key: randomUUID() }
        await store.recordFinding(tenant_id, sampleFinding(connection_id, { at, person }))
      }
      const all = await store.listLedgerPeople(tenant_id, connection_id, 'failed', undefined, 50)
      expect(all.map(({ at }) => at)).toEqual([3, 2, 2, 1])
      const [, second] = all
      expect(await store.listLedgerPeople(tenant_id, connection_id, 'failed', second, 2)).toEqual(
        all.slice(2),
      )
      expect(await store.listLedgerPeople(tenant_id, connection_id, undefined, second, 1)).toEqual(
        all.slice(2, 3),
      )
      expect(await store.listLedgerPeople(tenant_id, connection_id, 'refused', undefined, 50)).toEqual([])
    })

    test('people who are found at the same time are all counted, once each', async () => {
      const store = opened()
      const { tenant_id, connection_id } = await opening(store)
      const names = Array.from({ length: 40 }, (_, index) => `p${index % 10}@example.com`)
      await Promise.all([
        ...names.map((name_key) =>
          store.recordFinding(tenant_id, sampleFinding(connection_id, { person: { name_key } })),
        ),
        store.createUser(tenant_id, sampleUser(connection_id, 'p3')),
      ])
      const listed = await store.listLedgerPeople(tenant_id, connection_id, 'failed', undefined, 50)
      const { people, events } = await store.countLedger(tenant_id, connection_id)
      expect(people).toEqual([{ state: 'failed', people: listed.length }])
      expect(events).toContainEqual({ state: 'failed', reason: 'invalid_profile', events: 40 })
    })
  })
}
