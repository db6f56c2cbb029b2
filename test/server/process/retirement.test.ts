/** Sandboxes of connections that another server has deleted. */
import { expect, onTestFinished, test, vi } from 'vitest'
import { startRetirement } from '../../../server/process/retirement.ts'
import { wakingStore } from '../../support/waking-store.ts'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

function start(is_shared: boolean) {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const warm = new Set(['acme con_1', 'acme con_2', 'other con_3'])
  const deleted = new Set<string>()
  const store = {
    ...wakingStore({}, is_shared),
    findDeletedConnections: async (tenant_id: string, ids: readonly string[]) =>
      ids.filter((id) => deleted.has(`${tenant_id} ${id}`)),
  }
  const runtime = {
    connections: () =>
      [...warm].map((text) => {
        const [tenant_id = '', connection_id = ''] = text.split(' ')
        return { tenant_id, connection_id }
      }),
    retire: (tenant_id: string, connection_id: string) => void warm.delete(`${tenant_id} ${connection_id}`),
  }
  const retirement = startRetirement({ store, runtime, log: silent })
  onTestFinished(() => retirement.stop())
  return { store, warm, deleted }
}

test('a connection that another server has deleted loses its sandboxes when that is told', async () => {
  const { store, warm, deleted } = start(true)
  deleted.add('acme con_1')
  store.wake({ about: 'deleted', tenant_id: 'acme' })
  await expect.poll(() => [...warm]).toEqual(['acme con_2', 'other con_3'])
})

test('it also loses them within 15 seconds when nobody tells', async () => {
  const { warm, deleted } = start(true)
  for (const one of warm) deleted.add(one)
  await vi.advanceTimersByTimeAsync(15_000)
  expect([...warm]).toEqual([])
})

test('a server that has its store for itself is told of every deletion, and asks for none', async () => {
  const { store, warm, deleted } = start(false)
  deleted.add('other con_3')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(warm.size).toBe(3)
  store.wake({ about: 'deleted', tenant_id: 'other' })
  await expect.poll(() => [...warm]).toEqual(['acme con_1', 'acme con_2'])
})
