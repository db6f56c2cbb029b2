import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { DiskSpace } from '../../../server/common/disk.ts'
import { createDiskWatch } from '../../../server/common/disk.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'

const MB = 1024 * 1024

/** A disk of which the test says how it is. */
function watch() {
  const disk = { free: 100_000 * MB, total: 200_000 * MB, error: undefined as string | undefined }
  let now = 0
  const events: string[] = []
  const told = createDiskWatch(
    { data_dir: '/data', low_bytes: undefined },
    {
      info: (event) => events.push(event),
      warn: (event, fields) => events.push(`${event} ${fields?.free_mb}`),
      error: () => undefined,
    },
    {
      space: async (): Promise<DiskSpace> => disk,
      async write() {
        if (disk.error) throw Object.assign(new Error('no'), { code: disk.error })
      },
    },
    () => now,
  )
  void told.stop()
  return {
    disk,
    events,
    state: told.state,
    look: told.look,
    pass: (ms: number) => {
      now += ms
    },
  }
}

test('the operator is warned before the disk is full, told when it is, and told when there is room again', async () => {
  const { disk, events, state, look } = watch()
  await look()
  expect(state()).toBe('ok')
  disk.free = 1_000 * MB
  await look()
  expect(state()).toBe('low')
  await look()
  disk.free = 60 * MB
  await look()
  expect(state()).toBe('full')
  disk.free = 5_000 * MB
  await look()
  expect(state()).toBe('ok')
  expect(events).toEqual(['disk_low 1000', 'disk_full 60', 'disk_ok'])
})

test('the warning about low space is repeated every 15 minutes', async () => {
  const { disk, events, look, pass } = watch()
  disk.free = 1_000 * MB
  await look()
  pass(14 * 60_000)
  await look()
  pass(60_000)
  await look()
  expect(events).toEqual(['disk_low 1000', 'disk_low 1000'])
})

test.each(['ENOSPC', 'EDQUOT', 'EROFS'])(
  'a disk that accepts no bytes (%s) counts as full, whatever free space it reports',
  async (code) => {
    const { disk, state, look } = watch()
    disk.error = code
    await look()
    expect(state()).toBe('full')
  },
)

test('on a small disk, less than a tenth of free space is low', async () => {
  const { disk, state, look } = watch()
  disk.total = 2_000 * MB
  disk.free = 300 * MB
  await look()
  expect(state()).toBe('ok')
  disk.free = 150 * MB
  await look()
  expect(state()).toBe('low')
})

test('/readyz warns while the disk is low and stays 200; no probe stays in the data folder', async () => {
  const runtime = createFakeRuntime(() => ({ kind: 'none' }))
  const data_dir = temporaryFolder()
  const environment = { FERRY_DATA_DIR: data_dir }
  const small = await startTestServer(runtime, { ...environment, FERRY_DISK_LOW_MB: '0' })
  expect((await small.call('/readyz')).body).toEqual({ status: 'ok' })
  await small.stop()
  const server = await startTestServer(runtime, { ...environment, FERRY_DISK_LOW_MB: '100000000' })
  expect(await server.call('/readyz')).toMatchObject({
    status: 200,
    body: { status: 'ok', warnings: ['disk_low'] },
  })
  expect(server.logLines.filter((line) => line.includes('"disk_low"'))).toHaveLength(1)
  await server.stop()
  expect(readdirSync(data_dir).filter((name) => name.startsWith('.'))).toEqual([])
})
