import { describe, expect, test } from 'vitest'
import { StoreUnavailable } from '../../../../server/store/contract.ts'
import type { Backend } from '../contract.ts'
import { addConnection, addUser, newTenant, sampleUser } from './samples.ts'
import { sampleKey } from './signing-keys.ts'

export function describeDurability(create: () => Promise<Backend>): void {
  describe('closing and opening again', () => {
    test('everything is there after closing and opening, secrets included', async () => {
      const backend = await create()
      const first = await backend.open()
      const tenant_id = await newTenant(first)
      const connection = await addConnection(first, tenant_id)
      const ann = await addUser(first, tenant_id, connection.connection_id, 'ann')
      await first.addSigningKey(sampleKey(tenant_id, 'k'))
      await first.close()

      const second = await backend.open()
      expect(await second.findConnection(tenant_id, connection.connection_id)).toEqual(connection)
      expect(await second.findUser(tenant_id, 'auth0|ann')).toEqual(ann)
      expect(await second.listSigningKeys(tenant_id)).toEqual([sampleKey(tenant_id, 'k')])
      await second.close()
      await backend.dispose()
    })

    test('closing waits for the writes in flight, and refuses new ones', async () => {
      const backend = await create()
      const store = await backend.open()
      await store.ping()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const writes = Array.from({ length: 50 }, (_, n) =>
        store.createUser(tenant_id, sampleUser(connection_id, `u${n}`)),
      )
      const closed = store.close()
      await expect(store.createUser(tenant_id, sampleUser(connection_id, 'late'))).rejects.toThrow(
        StoreUnavailable,
      )
      const ends = await Promise.all(writes)
      expect(ends.every((end) => end.kind === 'created')).toBe(true)
      await closed
      await store.close()
      await expect(store.ping()).rejects.toThrow(StoreUnavailable)
      await expect(store.findUser(tenant_id, 'auth0|u1')).rejects.toThrow(StoreUnavailable)

      const again = await backend.open()
      expect(await again.countUsers(tenant_id, connection_id)).toEqual({ users: 50, migrated: 50 })
      await again.close()
      await backend.dispose()
    })
  })
}
