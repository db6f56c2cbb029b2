import { describe, expect, test } from 'vitest'
import type { NewOneTime, Store } from '../../../../server/store/contract.ts'
import { newTenant } from './samples.ts'

const MANY = 12

export function describeOneTime(opened: () => Store): void {
  async function room() {
    const store = opened()
    const tenant_id = await newTenant(store)
    const put = (key_sha256: string, change: Partial<NewOneTime> = {}) =>
      store.putOnce(tenant_id, {
        kind: 'login_ticket',
        key_sha256,
        payload: { user_id: 'auth0|ann', list: [1, null] },
        life_ms: 60_000,
        ...change,
      })
    const find = (key: string) => store.findOnce(tenant_id, 'login_ticket', key)
    const take = (key: string) => store.takeOnce(tenant_id, 'login_ticket', key)
    return { store, tenant_id, put, find, take }
  }

  describe('what can be used once', () => {
    test('a key gives back what it stands for, once; looking does not use it', async () => {
      const { put, find, take } = await room()
      const payload = { user_id: 'auth0|ann', list: [1, null] }
      expect(await put('k')).toBe(true)
      expect(await find('k')).toEqual(payload)
      expect(await take('k')).toEqual({ kind: 'taken', payload })
      expect(await take('k')).toEqual({ kind: 'refused', why: 'used' })
      expect(await find('k')).toBeUndefined()
    })

    test('of many simultaneous uses one succeeds', async () => {
      const { put, take } = await room()
      await put('k')
      const kinds = await Promise.all(Array.from({ length: MANY }, async () => (await take('k')).kind))
      expect(kinds.filter((kind) => kind === 'taken')).toHaveLength(1)
    })

    test('of many simultaneous entries with the same key one is kept', async () => {
      const { put } = await room()
      const kept = await Promise.all(Array.from({ length: MANY }, () => put('k')))
      expect(kept.filter(Boolean)).toHaveLength(1)
    })

    test('a key is not given again before its end, also when it was used', async () => {
      const { put, take } = await room()
      await put('k')
      expect(await put('k', { payload: {} })).toBe(false)
      await take('k')
      expect(await put('k')).toBe(false)
    })

    test('a key past its end is refused, and can be given again', async () => {
      const { put, find, take } = await room()
      await put('k', { life_ms: 0 })
      expect(await find('k')).toBeUndefined()
      expect(await take('k')).toEqual({ kind: 'refused', why: 'expired' })
      expect(await put('k')).toBe(true)
      expect(await take('k')).toMatchObject({ kind: 'taken' })
    })

    test('an unknown key is refused', async () => {
      const { find, take } = await room()
      expect(await find('k')).toBeUndefined()
      expect(await take('k')).toEqual({ kind: 'refused', why: 'unknown' })
    })

    test('keys past their end are deleted when new ones are made', async () => {
      const { put, take } = await room()
      await put('old', { life_ms: 0 })
      await put('new')
      expect(await take('old')).toEqual({ kind: 'refused', why: 'unknown' })
      expect(await take('new')).toMatchObject({ kind: 'taken' })
    })
  })
}
