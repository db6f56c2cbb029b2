import { describe, expect, test } from 'vitest'
import type { FailureCount, Store } from '../../../../server/store/contract.ts'
import { addConnection, addUser, newTenant } from './samples.ts'

const HOUR_MS = 60 * 60 * 1_000
const wrong: FailureCount = { in_row: true, address_leak_ms: HOUR_MS }

export function describeAttempts(opened: () => Store): void {
  describe('failed logins', () => {
    async function prepare() {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const ann = { connection_id, person: 'ann@example.com', address: '203.0.113.7' }
      return { store, tenant_id, connection_id, ann }
    }
    const none = { from_address: 0, from_everywhere: 0, of_the_day: 0, address_empty_at: 0 }

    test('failures are counted by address, for all addresses and by the day; a success ends the counts in a row, not that of the day', async () => {
      const { store, tenant_id, ann } = await prepare()
      const elsewhere = { ...ann, address: '198.51.100.1' }
      expect(await store.findLoginFailures(tenant_id, ann)).toEqual(none)
      const before = Date.now()
      await store.addLoginFailure(tenant_id, ann, wrong)
      await store.addLoginFailure(tenant_id, elsewhere, wrong)
      const after = await store.addLoginFailure(tenant_id, ann, wrong)
      expect(after).toMatchObject({ from_address: 2, from_everywhere: 3, of_the_day: 3 })
      expect(after).toEqual(await store.findLoginFailures(tenant_id, ann))
      // Two failures from here, of which little has leaked since.
      expect(after.address_empty_at).toBeGreaterThanOrEqual(before + 2 * HOUR_MS)
      expect(after.address_empty_at).toBeLessThanOrEqual(Date.now() + 2 * HOUR_MS)

      await store.endLoginFailures(tenant_id, ann)
      expect(await store.findLoginFailures(tenant_id, ann)).toEqual({
        ...after,
        from_address: 0,
        from_everywhere: 0,
      })
      expect((await store.findLoginFailures(tenant_id, elsewhere)).from_address).toBe(1)
    })

    test('other people, connections, addresses and tenants are counted apart', async () => {
      const { store, tenant_id, ann } = await prepare()
      const other = await addConnection(store, tenant_id, { name: 'other' })
      const foreign = await newTenant(store)
      await store.addLoginFailure(tenant_id, ann, wrong)
      for (const [tenant, of] of [
        [tenant_id, { ...ann, person: 'bob@example.com', address: '192.0.2.1' }],
        [tenant_id, { ...ann, connection_id: other.connection_id, address: '192.0.2.1' }],
        [foreign, ann],
      ] as const) {
        expect(await store.findLoginFailures(tenant, of)).toEqual(none)
      }
      expect(await store.forgetLoginFailures(foreign, { person: ann.person })).toBe(false)
      expect(await store.listFailedPersons(foreign, ann.person, 1, 10)).toEqual([])
      // A connection of another tenant, or one that is gone, counts nothing and is no fault.
      await store.addLoginFailure(foreign, ann, { in_row: true, address_leak_ms: undefined })
      expect(await store.findLoginFailures(foreign, ann)).toEqual(none)
    })

    test('a failure that does not count in a row counts only by the day', async () => {
      const { store, tenant_id, ann } = await prepare()
      const after = await store.addLoginFailure(tenant_id, ann, { in_row: false, address_leak_ms: undefined })
      expect(after).toEqual({ ...none, of_the_day: 1 })
    })

    test('200 at the same time are counted as 200', async () => {
      const { store, tenant_id, ann } = await prepare()
      const all = await Promise.all(
        Array.from({ length: 200 }, () => store.addLoginFailure(tenant_id, ann, wrong)),
      )
      const counts = all.map(({ from_address }) => from_address).toSorted((a, b) => a - b)
      expect(counts).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
    })

    test('people past a threshold are listed with their addresses, and can be reset in one connection or in all', async () => {
      const { store, tenant_id, ann } = await prepare()
      const other = await addConnection(store, tenant_id, { name: 'other' })
      const there = { ...ann, connection_id: other.connection_id }
      for (const of of [ann, ann, there, there]) await store.addLoginFailure(tenant_id, of, wrong)
      await store.addLoginFailure(tenant_id, { ...ann, address: '192.0.2.9' }, wrong)
      const listed = await store.listFailedPersons(tenant_id, ann.person, 2, 10)
      const rows = listed.map(({ connection_id, address, failures }) => [connection_id, address, failures])
      expect(rows.toSorted()).toEqual(
        [
          [ann.connection_id, '', 3],
          [ann.connection_id, ann.address, 2],
          [there.connection_id, '', 2],
          [there.connection_id, ann.address, 2],
        ].toSorted(),
      )
      const { person, connection_id } = ann
      expect(await store.forgetLoginFailures(tenant_id, { person, connection_id })).toBe(true)
      expect(await store.findLoginFailures(tenant_id, ann)).toMatchObject({ from_address: 0, of_the_day: 0 })
      expect(await store.findLoginFailures(tenant_id, there)).toMatchObject({ from_address: 2 })
      expect(await store.forgetLoginFailures(tenant_id, { person })).toBe(true)
      expect(await store.forgetLoginFailures(tenant_id, { person })).toBe(false)
    })

    test('a new password ends the block of the user’s email and username', async () => {
      const { store, tenant_id, connection_id, ann } = await prepare()
      const user = await addUser(store, tenant_id, connection_id, 'ann', {
        username: 'annie',
        username_key: 'annie',
      })
      const asName = { ...ann, person: 'annie' }
      const bob = { ...ann, person: 'bob@example.com' }
      for (const of of [ann, asName, bob]) await store.addLoginFailure(tenant_id, of, wrong)
      await store.updateUser(tenant_id, user.user_id, { blocked: false })
      expect(await store.findLoginFailures(tenant_id, ann)).toMatchObject({ from_address: 1 })
      await store.updateUser(tenant_id, user.user_id, {
        password: { password_hash: '$argon2id$new', history_size: 0 },
      })
      for (const of of [ann, asName]) {
        expect(await store.findLoginFailures(tenant_id, of)).toMatchObject({ from_address: 0, of_the_day: 0 })
      }
      expect(await store.findLoginFailures(tenant_id, bob)).toMatchObject({ from_address: 1 })
    })

    test('failures of a mark are undone in all counts: of the person, of all addresses, of the day and of the address', async () => {
      const { store, tenant_id, ann } = await prepare()
      const bob = { ...ann, person: 'bob@example.com', address: '198.51.100.1' }
      const undoable = { mark: 'revision 1', since: 0 }
      await store.addLoginFailure(tenant_id, ann, wrong)
      const before = await store.findLoginFailures(tenant_id, ann)
      await store.addLoginFailure(tenant_id, ann, { ...wrong, undoable })
      await store.addLoginFailure(tenant_id, ann, { ...wrong, in_row: false, undoable })
      await store.addLoginFailure(tenant_id, bob, { ...wrong, undoable })
      await store.addLoginFailure(tenant_id, bob, { ...wrong, undoable: { mark: 'revision 2', since: 0 } })
      expect(await store.findLoginFailures(tenant_id, ann)).toMatchObject({ from_address: 2, of_the_day: 3 })

      const { connection_id } = ann
      const undo = { ...undoable, connection_id, address_leak_ms: HOUR_MS }
      expect(await store.undoLoginFailures(tenant_id, undo)).toBe(2)
      expect(await store.findLoginFailures(tenant_id, ann)).toEqual(before)
      expect(await store.findLoginFailures(tenant_id, bob)).toMatchObject({ from_address: 1, of_the_day: 1 })
      expect(await store.undoLoginFailures(tenant_id, undo)).toBe(0)
      expect(await store.undoLoginFailures(await newTenant(store), { ...undo, mark: 'revision 2' })).toBe(0)
    })

    test('failures from before a success or an unblock are not undone again', async () => {
      const { store, tenant_id, ann } = await prepare()
      const { connection_id } = ann
      const undoable = { mark: 'm', since: 0 }
      const undo = { ...undoable, connection_id, address_leak_ms: undefined }
      await store.addLoginFailure(tenant_id, ann, { ...wrong, undoable })
      expect(await store.undoLoginFailures(tenant_id, { ...undo, since: Date.now() + HOUR_MS })).toBe(0)
      // Begins anew: only the second counts from here on.
      const later = { mark: 'm', since: Date.now() + HOUR_MS }
      await store.addLoginFailure(tenant_id, ann, { ...wrong, undoable: later })
      expect(await store.undoLoginFailures(tenant_id, undo)).toBe(1)
      expect(await store.findLoginFailures(tenant_id, ann)).toMatchObject({ from_address: 1, of_the_day: 1 })

      await store.addLoginFailure(tenant_id, ann, { ...wrong, undoable })
      await store.endLoginFailures(tenant_id, ann)
      expect(await store.undoLoginFailures(tenant_id, undo)).toBe(0)
      await store.addLoginFailure(tenant_id, ann, { ...wrong, undoable })
      await store.forgetLoginFailures(tenant_id, { person: ann.person, connection_id })
      expect(await store.undoLoginFailures(tenant_id, undo)).toBe(0)
    })

    test('go with their connection', async () => {
      const { store, tenant_id, connection_id, ann } = await prepare()
      await store.addLoginFailure(tenant_id, ann, wrong)
      await store.deleteConnection(tenant_id, connection_id)
      expect(await store.findLoginFailures(tenant_id, ann)).toMatchObject({ from_address: 0, of_the_day: 0 })
    })

    test('settings of the protection are kept for each tenant', async () => {
      const { store, tenant_id } = await prepare()
      const foreign = await newTenant(store)
      expect(await store.findProtection(tenant_id)).toEqual({})
      await store.saveProtection(tenant_id, 'brute-force-protection', { enabled: false })
      await store.saveProtection(tenant_id, 'brute-force-protection', { enabled: true, allowlist: [] })
      expect(await store.findProtection(tenant_id)).toEqual({
        'brute-force-protection': { enabled: true, allowlist: [] },
      })
      expect(await store.findProtection(foreign)).toEqual({})
    })
  })
}
