import { describe, expect, test } from 'vitest'
import type { Store } from '../../../../server/store/contract.ts'
import { addConnection, addUser, ensureClient, newTenant, sampleClient, sampleUser } from './samples.ts'

/** Calls at the same time. */
const MANY = 12

const each = <T>(work: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: MANY }, (_, n) => work(n)))

/** Calls that read before they write, at the same time: the result is that of some order, one after the other. */
export function describeRaces(opened: () => Store): void {
  describe('simultaneous calls', () => {
    test('of changes of different settings none is lost', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      await each((n) => store.updateTenantSettings(tenant_id, { [`ferry_${n}`]: n }))
      expect(Object.keys(await store.readTenantSettings(tenant_id))).toHaveLength(MANY)
    })

    test('of changes of different fields of an application none is lost', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      await store.createClient(sampleClient(tenant_id, 'c', { settings: {} }))
      await each((n) => store.updateClient(tenant_id, 'c', { settings: { [`field_${n}`]: n } }))
      expect(Object.keys((await store.findClient(tenant_id, 'c'))?.settings ?? {})).toHaveLength(MANY)
    })

    test('of changes of different metadata of a user none is lost', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      await addUser(store, tenant_id, connection_id, 'ann', { user_metadata: {} })
      await each((n) => store.updateUser(tenant_id, 'auth0|ann', { user_metadata: { [`field_${n}`]: n } }))
      expect(Object.keys((await store.findUser(tenant_id, 'auth0|ann'))?.user_metadata ?? {})).toHaveLength(
        MANY,
      )
    })

    test('each failure from an address fills its bucket', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const began = Date.now()
      await each((n) =>
        store.addLoginFailure(
          tenant_id,
          { connection_id, person: `p${n}`, address: '192.0.2.1' },
          { in_row: true, address_leak_ms: 60_000 },
        ),
      )
      const found = await store.findLoginFailures(tenant_id, {
        connection_id,
        person: 'p1',
        address: '192.0.2.1',
      })
      expect(found.address_empty_at).toBeGreaterThanOrEqual(began + MANY * 60_000)
    })

    test('owners who stop being owners leave one', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const members = await each(async (n) => {
        const email = `m${n}@example.com`
        const made = await store.createMember(tenant_id, {
          email,
          email_key: email,
          name: email,
          role: 'owner',
          password_hash: 'x',
        })
        if (made.kind !== 'created') throw new Error(made.kind)
        return made.member.member_id
      })
      await Promise.all(
        members.map((member_id, n) =>
          n % 2 === 0
            ? store.updateMember(tenant_id, member_id, { role: 'admin' })
            : store.deleteMember(tenant_id, member_id, undefined),
        ),
      )
      const left = await store.listMembers(tenant_id)
      expect(left.filter(({ role }) => role === 'owner')).toHaveLength(1)
    })

    test('of many tickets for one person one stays open, and none is refused', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const made = await each((n) =>
        store.createTicket(tenant_id, {
          ticket_sha256: `t${n}`,
          purpose: 'reset',
          connection_id,
          user_id: undefined,
          identifier: 'ann@example.com',
          key: 'ann@example.com',
          email: 'ann@example.com',
          details: {},
          ttl_ms: 60_000,
        }),
      )
      expect(made).toEqual(made.map(() => true))
      const found = await each((n) => store.findTicket(tenant_id, 'reset', `t${n}`))
      expect(found.filter(({ kind }) => kind === 'open')).toHaveLength(1)
    })

    test('a deleted person with a tombstone is not created again by a login that began before', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      for (let round = 0; round < 5; round++) {
        const id = `r${round}`
        await addUser(store, tenant_id, connection_id, id)
        const again = { ...sampleUser(connection_id, id), unless_tombstoned: true }
        await Promise.all([
          store.deleteUser(tenant_id, `auth0|${id}`, { tombstone: true }),
          ...Array.from({ length: 4 }, () => store.createUser(tenant_id, again)),
        ])
        expect(await store.findUser(tenant_id, `auth0|${id}`)).toBeUndefined()
      }
      expect(await store.countUsers(tenant_id, connection_id)).toEqual({ users: 0, migrated: 0 })
    })

    test('a connection that is created while its application is deleted does not name it', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      await each(async (n) => {
        const client_id = `c${n}`
        await ensureClient(store, tenant_id, client_id)
        await Promise.all([
          store.deleteClient(tenant_id, client_id, 'tester'),
          store.createConnection(
            tenant_id,
            {
              name: `n${n}`,
              strategy: 'auth0',
              options: {},
              scripts: {},
              configuration: {},
              enabled_clients: [client_id],
            },
            'tester',
          ),
        ])
      })
      const { items } = await store.listConnections(tenant_id, {}, { kind: 'offset', offset: 0, limit: 50 })
      expect(items.flatMap((connection) => connection.enabled_clients)).toEqual([])
    })

    test('a default directory that is deleted meanwhile is not kept', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      for (let round = 0; round < 5; round++) {
        const { connection_id, name } = await addConnection(store, tenant_id, { name: `d${round}` })
        await Promise.all([
          store.updateTenantSettings(tenant_id, { default_directory: name }),
          store.deleteConnection(tenant_id, connection_id),
        ])
        expect((await store.readTenantSettings(tenant_id)).default_directory).toBeUndefined()
      }
    })

    test('users that are created and deleted are counted exactly', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      await each((n) => addUser(store, tenant_id, connection_id, `u${n}`))
      await each(async (n) => {
        if (n % 3 === 0) await store.deleteUser(tenant_id, `auth0|u${n}`, { tombstone: false })
        else await addUser(store, tenant_id, connection_id, `v${n}`, { migrated_by: undefined })
      })
      expect(await store.countUsers(tenant_id, connection_id)).toEqual({ users: 16, migrated: 8 })
    })
  })
}
