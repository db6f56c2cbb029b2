import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../../../server/store/contract.ts'

export function describeTurns(opened: () => Store): void {
  describe('turns', () => {
    test('of servers that want the same work at once, one gets it until its time is over', async () => {
      const store = opened()
      const name = randomUUID()
      const got = await Promise.all(Array.from({ length: 8 }, () => store.takeTurn(name, 60_000)))
      expect(got.filter(Boolean)).toHaveLength(1)
      expect(await store.takeTurn(name, 60_000)).toBe(false)
      expect(await store.takeTurn(randomUUID(), 0)).toBe(true)
    })

    test('a turn whose time is over can be taken again', async () => {
      const store = opened()
      const name = randomUUID()
      expect(await store.takeTurn(name, 0)).toBe(true)
      expect(await store.takeTurn(name, 60_000)).toBe(true)
      expect(await store.takeTurn(name, 60_000)).toBe(false)
    })
  })
}
