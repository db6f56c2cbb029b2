import { expect, onTestFinished, test, vi } from 'vitest'
import type { LogEntry } from '../../../server/store/contract.ts'
import { createEventHub } from '../../../server/tenant-log/event-hub.ts'
import { createLogIds } from '../../../server/tenant-log/ids.ts'
import { deleteOldEntries } from '../../../server/tenant-log/retention.ts'
import { createLogVolume } from '../../../server/tenant-log/volume.ts'
import { openFlow } from '../../support/flow.ts'
import { wakingStore } from '../../support/waking-store.ts'
import { sampleLog } from '../store/contract/logs.ts'

const DAY_MS = 86_400_000
const NOW = Date.UTC(2026, 10, 24)
const ample = () => createLogVolume({ strangers_per_day: 1_000_000 }, () => performance.now())
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

test('entries older than the days that are kept go, in portions, and so do those beyond the number', async () => {
  const { store, tenant_id } = await openFlow(() => ({ kind: 'none' }))
  let at = NOW - 3 * DAY_MS
  const nextId = createLogIds(() => at)
  const add = (count: number) =>
    store.appendLogs(Array.from({ length: count }, () => sampleLog(tenant_id, nextId(), { at })))
  await add(1_100)
  at = NOW - DAY_MS
  await add(20)
  const left = async () =>
    (await store.listLogs(tenant_id, { oldest_first: true }, { offset: 0, limit: 1 })).total
  const run = (days: number, kept: number) =>
    deleteOldEntries(
      { store, log: silent },
      {
        kept: {
          audit: { days: 1_000, entries: 1 },
          people: { days: 1_000, entries: 1 },
          strangers: { days, entries: kept },
        },
        now: NOW,
      },
    )
  expect(await run(4, 10_000)).toBe(0)
  expect(await run(2, 10_000)).toBe(1_100)
  expect(await left()).toBe(20)
  expect(await run(2, 15)).toBe(5)
  expect(await left()).toBe(15)
})

test('R9: a log that cannot be written delays and fails nothing, and what comes after the trouble is written', async () => {
  const written: LogEntry[] = []
  const lines: string[] = []
  let broken = true
  const hub = createEventHub({
    volume: ample(),
    store: wakingStore({
      async appendLogs(entries) {
        if (broken) throw new Error('disk full')
        written.push(...entries)
      },
    }),
    log: { ...silent, error: (event) => lines.push(event), warn: (event) => lines.push(event) },
  })
  const origin = { ip: undefined, user_agent: undefined, hostname: undefined, correlation_id: undefined }
  const events = hub.of('ten_1', origin)
  events.record({ type: 's' })
  await expect.poll(() => lines).toEqual(['log_entries_lost'])
  broken = false
  events.record({ type: 'fp' })
  events.record({ type: 'fu' })
  await hub.close()
  expect(written.map(({ type }) => type)).toEqual(['fp', 'fu'])
})

test('a store that is slow fills no memory: what cannot wait is dropped and the operator is told', async () => {
  const released = Promise.withResolvers<void>()
  let written = 0
  const warnings: string[] = []
  const hub = createEventHub({
    volume: ample(),
    store: wakingStore({
      async appendLogs(entries) {
        await released.promise
        written += entries.length
      },
    }),
    log: { ...silent, warn: (event) => warnings.push(event) },
  })
  const origin = { ip: undefined, user_agent: undefined, hostname: undefined, correlation_id: undefined }
  const events = hub.of('ten_1', origin)
  for (let n = 0; n < 10_010; n++) events.record({ type: 'sapi' })
  // 10,000 wait.
  expect(warnings).toEqual(Array(10).fill('log_entry_dropped'))
  released.resolve()
  await hub.close()
  expect(written).toBe(10_000)
})

test('a tenant hears of its own entries only, until it hears no more', async () => {
  const hub = createEventHub({
    volume: ample(),
    store: wakingStore({ appendLogs: async () => undefined }),
    log: silent,
  })
  const heard: string[] = []
  const stop = hub.feed('ten_1').follow(() => heard.push('one'))
  hub.feed('ten_2').follow(() => heard.push('two'))
  const origin = { ip: undefined, user_agent: undefined, hostname: undefined, correlation_id: undefined }
  const note = async (tenant_id: string) => {
    hub.of(tenant_id, origin).record({ type: 'sapi' })
    await hub.settled()
  }
  await note('ten_1')
  expect(heard).toEqual(['one'])
  await note('ten_2')
  stop()
  await note('ten_1')
  expect(heard).toEqual(['one', 'two'])
})

test('who reads the log after an answer finds what led to it, however slow the store; one that is stuck holds nobody for ever', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const released = Promise.withResolvers<void>()
  const written: LogEntry[] = []
  const hub = createEventHub({
    volume: ample(),
    store: wakingStore({
      async appendLogs(entries) {
        await released.promise
        written.push(...entries)
      },
    }),
    log: silent,
  })
  const events = hub.of('ten_1', {
    ip: undefined,
    user_agent: undefined,
    hostname: undefined,
    correlation_id: undefined,
  })
  await hub.settled()
  events.record({ type: 's' })
  events.record({ type: 'fcp' })
  const early = await Promise.race([
    hub.settled().then(() => 'settled'),
    new Promise((resolve) => setImmediate(resolve, 'waiting')),
  ])
  expect(early).toBe('waiting')
  const stuck = hub.settled()
  vi.advanceTimersByTime(2_000)
  await expect(stuck).resolves.toBeUndefined()
  expect(written).toEqual([])
  const settled = hub.settled()
  released.resolve()
  await settled
  expect(written.map(({ type }) => type)).toEqual(['s', 'fcp'])
})

test('strangers leave room for what members do, however many they are and however slow the store is', async () => {
  const released = Promise.withResolvers<void>()
  const written: LogEntry[] = []
  const warnings: string[] = []
  const hub = createEventHub({
    volume: ample(),
    store: wakingStore({
      async appendLogs(entries) {
        await released.promise
        written.push(...entries)
      },
    }),
    log: { ...silent, warn: (event) => warnings.push(event) },
  })
  const from = (n: number) => ({
    ip: `203.0.${n >> 8}.${n & 255}`,
    user_agent: undefined,
    hostname: undefined,
    correlation_id: undefined,
  })
  for (let n = 0; n < 20_000; n++) hub.of(`ten_${n % 9}`, from(n)).record({ type: 'fp' })
  hub.of('ten_1', from(1)).record({ type: 'sapi' })
  released.resolve()
  await hub.close()
  expect(warnings).toEqual([])
  expect(written.filter(({ type }) => type === 'sapi')).toHaveLength(1)
  const refused = written.filter(({ type }) => type === 'fp')
  expect(refused.filter(({ events }) => events === undefined).length).toBeLessThanOrEqual(5_001)
  // Each is told: one by one, or in a sum.
  expect(refused.reduce((sum, { events }) => sum + (events ?? 1), 0)).toBe(20_000)
})
