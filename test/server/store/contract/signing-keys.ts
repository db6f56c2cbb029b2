import { describe, expect, test } from 'vitest'
import type { SigningKey, Store } from '../../../../server/store/contract.ts'
import { newTenant } from './samples.ts'

/** A next key, unless `times` say otherwise. */
export function sampleKey(
  tenant_id: string,
  kid: string,
  created_at = 1_000,
  times: Partial<SigningKey> = {},
): SigningKey {
  return {
    tenant_id,
    kid,
    private_jwk: { kty: 'RSA', d: `private part of ${kid}` },
    public_jwk: { kty: 'RSA', n: `public part of ${kid}` },
    created_at,
    current_since: undefined,
    current_until: undefined,
    revoked_at: undefined,
    ...times,
  }
}

export function describeSigningKeys(opened: () => Store): void {
  /** Names and states. */
  const ring = async (store: Store, tenant_id: string): Promise<string[]> =>
    (await store.listSigningKeys(tenant_id)).map((key) => {
      const isOver = key.revoked_at === undefined ? 'previous' : 'revoked'
      if (key.current_until !== undefined) return `${key.kid} ${isOver}`
      return `${key.kid} ${key.current_since === undefined ? 'next' : 'current'}`
    })

  async function withRing(store: Store): Promise<string> {
    const tenant_id = await newTenant(store)
    await store.addSigningKey(sampleKey(tenant_id, 'k1', 1_000, { current_since: 1_000 }), 'first')
    await store.addSigningKey(sampleKey(tenant_id, 'k2', 2_000), 'next')
    return tenant_id
  }

  describe('signing keys', () => {
    test('come back whole: the current one, the next one, the previous ones, then the revoked ones', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const keys = [
        sampleKey(tenant_id, 'revoked', 1_000, { current_since: 1, current_until: 2, revoked_at: 5 }),
        sampleKey(tenant_id, 'older', 2_000, { current_since: 2, current_until: 3 }),
        sampleKey(tenant_id, 'old', 3_000, { current_since: 3, current_until: 4 }),
        sampleKey(tenant_id, 'next', 5_000),
        sampleKey(tenant_id, 'current', 4_000, { current_since: 4 }),
      ]
      for (const key of keys) await store.addSigningKey(key)
      const [revoked, older, old, next, current] = keys
      expect(await store.listSigningKeys(tenant_id)).toEqual([current, next, old, older, revoked])
      expect(await store.listSigningKeyIds(tenant_id)).toEqual(['current', 'next', 'old', 'older'])
    })

    test('of servers that start at once, one makes the first key, and of those that publish one the next', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const names = Array.from({ length: 5 }, (_, n) => `server-${n}`)
      const add = (prefix: string, only_as: 'first' | 'next', times: Partial<SigningKey>) =>
        Promise.all(
          names.map((name) =>
            store.addSigningKey(sampleKey(tenant_id, prefix + name, 1_000, times), only_as),
          ),
        )
      await add('first-', 'first', { current_since: 1_000 })
      await add('next-', 'next', {})
      expect(await ring(store, tenant_id)).toEqual([
        expect.stringMatching(/^first-\S+ current$/),
        expect.stringMatching(/^next-\S+ next$/),
      ])
    })

    test('the key that a server of the version before made becomes the current one', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      await store.addSigningKey(sampleKey(tenant_id, 'theirs'))
      await store.addSigningKey(sampleKey(tenant_id, 'ours', 2_000, { current_since: 2_000 }), 'first')
      expect(await ring(store, tenant_id)).toEqual(['theirs current'])
    })

    test('a rotation moves each key on, and is made only with the expected next key', async () => {
      const store = opened()
      const tenant_id = await withRing(store)
      expect(await store.rotateSigningKeys(tenant_id, 'k2', sampleKey(tenant_id, 'k3', 3_000))).toBe(
        'rotated',
      )
      expect(await ring(store, tenant_id)).toEqual(['k2 current', 'k3 next', 'k1 previous'])
      expect(await store.rotateSigningKeys(tenant_id, 'k2', sampleKey(tenant_id, 'k4', 4_000))).toBe(
        'rotated_meanwhile',
      )
      expect(await ring(store, tenant_id)).toEqual(['k2 current', 'k3 next', 'k1 previous'])
    })

    test('of rotations at once that expect the same key one happens, and there is always one next key', async () => {
      const store = opened()
      const tenant_id = await withRing(store)
      const results = await Promise.all(
        Array.from({ length: 6 }, (_, n) =>
          store.rotateSigningKeys(tenant_id, 'k2', sampleKey(tenant_id, `racer-${n}`, 3_000)),
        ),
      )
      expect(results.filter((result) => result === 'rotated')).toHaveLength(1)
      expect(await ring(store, tenant_id)).toEqual([
        'k2 current',
        expect.stringMatching(/^racer-\d next$/),
        'k1 previous',
      ])
    })

    test('ten keys verify at most', async () => {
      const store = opened()
      const tenant_id = await withRing(store)
      const results: string[] = []
      for (let n = 2; n <= 10; n++) {
        const following = sampleKey(tenant_id, `k${n + 1}`, n * 1_000)
        results.push(await store.rotateSigningKeys(tenant_id, `k${n}`, following))
      }
      expect(results).toEqual([...Array<string>(8).fill('rotated'), 'too_many'])
      expect(await store.listSigningKeyIds(tenant_id)).toHaveLength(10)
    })

    test('only a previous key can be revoked, and once is enough', async () => {
      const store = opened()
      const tenant_id = await withRing(store)
      const other = await withRing(store)
      await store.rotateSigningKeys(tenant_id, 'k2', sampleKey(tenant_id, 'k3', 3_000))
      expect(await store.revokeSigningKey(tenant_id, 'k2')).toBe('current')
      expect(await store.revokeSigningKey(tenant_id, 'k3')).toBe('next')
      expect(await store.revokeSigningKey(tenant_id, 'k4')).toBe('unknown')
      expect(await store.revokeSigningKey(tenant_id, 'k1')).toBe('revoked')
      const before = await store.listSigningKeys(tenant_id)
      expect(await store.revokeSigningKey(tenant_id, 'k1')).toBe('revoked')
      expect(await store.listSigningKeys(tenant_id)).toEqual(before)
      expect(await store.listSigningKeyIds(tenant_id)).toEqual(['k2', 'k3'])
      expect(await ring(store, tenant_id)).toEqual(['k2 current', 'k3 next', 'k1 revoked'])
      expect(await ring(store, other)).toEqual(['k1 current', 'k2 next'])
    })

    test('a revocation and rotations at once leave one current key that is not revoked', async () => {
      const store = opened()
      const tenant_id = await withRing(store)
      await Promise.all([
        store.rotateSigningKeys(tenant_id, 'k2', sampleKey(tenant_id, 'k3', 3_000)),
        ...['k1', 'k2', 'k1', 'k2'].map((kid) => store.revokeSigningKey(tenant_id, kid)),
      ])
      const [current, next] = await ring(store, tenant_id)
      expect([current, next]).toEqual(['k2 current', 'k3 next'])
    })

    test('the newest ten revoked keys are remembered', async () => {
      const store = opened()
      const tenant_id = await withRing(store)
      for (let n = 2; n <= 13; n++) {
        await store.rotateSigningKeys(tenant_id, `k${n}`, sampleKey(tenant_id, `k${n + 1}`, n * 1_000))
        expect(await store.revokeSigningKey(tenant_id, `k${n - 1}`)).toBe('revoked')
      }
      const revoked = (await ring(store, tenant_id)).filter((key) => key.endsWith('revoked'))
      expect(revoked).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map((n) => `k${n} revoked`))
    })
  })
}
