import { expect, test } from 'vitest'
import type { UnnumberedEntry } from '../../../server/tenant-log/volume.ts'
import { createLogVolume } from '../../../server/tenant-log/volume.ts'
import { sampleLog } from '../store/contract/logs.ts'

const MINUTE_MS = 60_000

function entry(change: Partial<UnnumberedEntry> = {}): UnnumberedEntry {
  const { log_id: _, ...rest } = sampleLog('ten_1', '', { events: undefined, ...change })
  return rest
}

function openVolume(strangers_per_day = 50_000, hasRoom = () => true) {
  let now = 0
  const volume = createLogVolume({ strangers_per_day }, () => now, hasRoom)
  return {
    volume,
    pass: (ms: number) => {
      now += ms
    },
    /** @returns how many were recorded */
    admit: (times: number, change: (n: number) => Partial<UnnumberedEntry> = () => ({})) =>
      Array.from({ length: times }, (_, n) => volume.admit(entry(change(n)))).filter(Boolean).length,
  }
}

test('of refusals of one kind ten a minute are recorded, and the others as one entry with their number', () => {
  const { volume, admit, pass } = openVolume()
  expect(admit(500, (n) => ({ user_name: `name-${n}`, at: 1_000 + n }))).toBe(10)
  expect(volume.due()).toEqual([])
  pass(MINUTE_MS)
  expect(volume.due()).toEqual([
    expect.objectContaining({
      type: 'fp',
      quota: 'strangers',
      events: 490,
      connection_id: 'con_1',
      client_id: 'client-1',
      ip: '192.0.2.1',
      user_name: undefined,
      description: '490 more entries of this kind were not recorded one by one.',
      details: {
        events: 490,
        first_at: new Date(1_010).toISOString(),
        last_at: new Date(1_499).toISOString(),
        run_id: 'run_1',
        user_names: ['name-10', 'name-11', 'name-12', 'name-13', 'name-14'],
      },
    }),
  ])
  expect(volume.due()).toEqual([])
  expect(admit(3)).toBe(3)
  pass(MINUTE_MS)
  expect(volume.due()).toEqual([])
})

test.each<[string, (n: number) => Partial<UnnumberedEntry>]>([
  ['type', (n) => ({ type: n % 2 ? 'fp' : 'fu' })],
  ['connection', (n) => ({ connection_id: `con_${n % 2}` })],
  ['client', (n) => ({ client_id: `client-${n % 2}` })],
  ['address', (n) => ({ ip: `192.0.2.${n % 2}` })],
  ['tenant', (n) => ({ tenant_id: `ten_${n % 2}` })],
])('entries that differ by their %s are told apart', (_, change) => {
  expect(openVolume().admit(100, change)).toBe(20)
})

test('names that a stranger types, and addresses of one IPv6 network, are not told apart', () => {
  expect(
    openVolume().admit(100, (n) => ({ user_name: `n${n}`, user_id: `u${n}`, ip: `2001:db8::${n}` })),
  ).toBe(10)
})

test('what members and clients change is recorded one by one, their failures a hundred a minute', () => {
  const { admit } = openVolume(100)
  expect(admit(5_000, () => ({ type: 'sapi', quota: 'audit' }))).toBe(5_000)
  expect(admit(5_000, () => ({ type: 'fapi', quota: 'audit' }))).toBe(100)
  expect(admit(5_000, () => ({ type: 's', quota: 'people' }))).toBe(60)
})

test('however many addresses they have, strangers get a tenant’s share of a day and no more; each event is counted', () => {
  const { volume, admit, pass } = openVolume(1_000)
  let recorded = 0
  let rows = 0
  let told = 0
  for (let minute = 0; minute < 24 * 60; minute++) {
    recorded += admit(50, (n) => ({ ip: `10.${minute >> 8}.${minute & 255}.${n}` }))
    pass(MINUTE_MS)
    for (const sum of volume.due()) {
      rows += 1
      told += sum.events ?? 0
    }
  }
  for (const sum of volume.due(true)) told += sum.events ?? 0
  expect(recorded).toBeGreaterThan(900)
  expect(recorded).toBeLessThanOrEqual(1_000)
  expect(rows).toBeLessThanOrEqual(24)
  expect(recorded + told).toBe(50 * 24 * 60)
  expect(admit(1, () => ({ tenant_id: 'ten_2' }))).toBe(1)
})

test('without room on the disk the entries of strangers are counted only', () => {
  let room = false
  const { admit, volume } = openVolume(1_000, () => room)
  expect(admit(5)).toBe(0)
  expect(admit(1, () => ({ type: 'sapi', quota: 'audit' }))).toBe(1)
  room = true
  expect(admit(5)).toBe(5)
  expect(volume.due(true)).toMatchObject([{ events: 5 }])
})

test('kinds are told apart up to a number, so that strangers fill no memory', () => {
  const { volume, admit, pass } = openVolume(10_000_000)
  const recorded = admit(100_000, (n) => ({ ip: `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}` }))
  expect(recorded).toBe(2_010)
  pass(MINUTE_MS)
  expect(volume.due()).toMatchObject([
    { events: 97_990, ip: undefined, description: expect.stringContaining('of several addresses') },
  ])
})
