import { describe, expect, test } from 'vitest'
import type { Store, Wake } from '../../../../server/store/contract.ts'

export function describeWakes(opened: () => Store): void {
  describe('wakes', () => {
    test('a wake reaches every listener of the store until it stops listening', async () => {
      const store = opened()
      const heard: Wake[] = []
      const also: Wake[] = []
      const stop = store.onWake((wake) => heard.push(wake))
      const stopAlso = store.onWake((wake) => also.push(wake))
      store.wake({ about: 'logs', tenant_id: 'ten_1' })
      store.wake({ about: 'deleted', tenant_id: 'ten_2' })
      await expect.poll(() => also.length).toBe(2)
      stopAlso()
      store.wake({ about: 'logs', tenant_id: 'ten_3' })
      await expect.poll(() => heard.length).toBe(3)
      expect(heard).toEqual([
        { about: 'logs', tenant_id: 'ten_1' },
        { about: 'deleted', tenant_id: 'ten_2' },
        { about: 'logs', tenant_id: 'ten_3' },
      ])
      expect(also).toEqual(heard.slice(0, 2))
      stop()
    })
  })
}
