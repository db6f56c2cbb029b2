import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProtection } from '../../../server/protection/protection.ts'
import type { LoginFailure } from '../../../server/protection/reached.ts'
import { createSecrets } from '../../../server/secrets/index.ts'
import type { Store } from '../../../server/store/contract.ts'
import { StoreUnavailable } from '../../../server/store/contract.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'
import { openTestStore } from '../../support/test-store.ts'
import { addConnection, newTenant } from '../store/contract/samples.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

let now = Date.parse('2026-11-24T00:00:00Z')
let store: Store

beforeAll(async () => {
  const secrets = createSecrets({ master: 'a master key of a test, long enough' })
  store = await openTestStore({ data_dir: temporaryFolder(afterAll), secrets, now: () => now }, afterAll)
  afterAll(() => store.close())
})

const BROKEN: LoginFailure = { kind: 'error', in_row: true, revision: 7, message: 'rows is undefined' }

async function open() {
  const tenant_id = await newTenant(store)
  const { connection_id } = await addConnection(store, tenant_id, { options: {} })
  const used: Store = { ...store }
  const clock = { now: () => now, sleep: async () => undefined }
  const make = () => createProtection(used, clock, () => now)
  let protection = make()
  const reserve = async (key: string, ip = '203.0.113.7') => {
    // This test is not about the limit of 20 sign-ins per minute.
    now += 6_000
    return protection.reserveLogin({
      tenant_id,
      connection: { connection_id, name: 'shop', options: {} },
      key,
      is_stored: false,
      password: randomUUID(),
      ip,
    })
  }
  const reserved = async (...args: Parameters<typeof reserve>) => {
    const result = await reserve(...args)
    if (result.kind === 'refused') throw new Error(result.code)
    return result
  }
  return {
    used,
    tenant_id,
    connection_id,
    reserve,
    reserved,
    async fail(times: number, key: string, how: LoginFailure = BROKEN, ip?: string) {
      const events: { type: string; description?: string }[] = []
      for (let n = 0; n < times; n++) events.push(...(await (await reserved(key, ip)).failed(how)))
      return events
    },
    succeed: async (key: string, revision: number | undefined) => (await reserved(key)).succeeded(revision),
    isBlocked: async (key: string, ip?: string) => {
      const result = await reserve(key, ip)
      if (result.kind === 'allowed') result.released()
      return result.kind === 'refused'
    },
    failures: (person: string, address = '203.0.113.7') =>
      store.findLoginFailures(tenant_id, { connection_id, person, address }),
    restart() {
      protection = make()
    },
  }
}

describe('a revision that gives several people the same error', () => {
  test('blocks one or two people as wrong passwords do', async () => {
    const { fail, isBlocked } = await open()
    await fail(10, 'ann')
    await fail(10, 'bob')
    expect(await isBlocked('ann')).toBe(true)
    expect(await isBlocked('bob')).toBe(true)
  })

  test('has its counted failures undone at the third person, after an entry in the tenant’s log, and counts no more', async () => {
    const { fail, isBlocked, failures } = await open()
    await fail(3, 'ann', { kind: 'no' })
    const before = await failures('ann')
    await fail(6, 'ann')
    await fail(10, 'bob')
    const events = await fail(1, 'cid')
    expect(events).toEqual([{ type: 'limit_undone', description: expect.stringContaining('Revision 7') }])
    expect(events[0]?.description).toContain('of shop gave 3 people the same error')
    expect(events[0]?.description).toContain('“rows is undefined”')
    // Failures that the script itself reported still count.
    expect(await failures('ann')).toMatchObject({ from_address: before.from_address, of_the_day: 3 })
    expect(await failures('bob')).toMatchObject({ from_address: 0, from_everywhere: 0, of_the_day: 0 })
    expect(await isBlocked('bob')).toBe(false)
    for (const person of ['bob', 'cid', 'dan', 'eve']) expect(await fail(12, person)).toEqual([])
    for (const person of ['bob', 'cid', 'dan', 'eve']) expect(await isBlocked(person)).toBe(false)
  })

  test('is not broken while people can sign in: a success in between keeps the counted failures', async () => {
    const { fail, succeed, isBlocked } = await open()
    for (const person of ['ann', 'bob', 'cid', 'dan']) {
      await fail(10, person)
      await succeed('zoe', 7)
    }
    for (const person of ['ann', 'bob', 'cid', 'dan']) expect(await isBlocked(person)).toBe(true)
  })

  test('is still broken when Ferry signs people in with imported passwords', async () => {
    const { fail, succeed, isBlocked } = await open()
    for (const person of ['ann', 'bob', 'cid']) {
      await fail(10, person)
      await succeed('zoe', undefined)
    }
    for (const person of ['ann', 'bob', 'cid']) expect(await isBlocked(person)).toBe(false)
  })

  test('other errors, revisions and connections are counted apart', async () => {
    const { fail, isBlocked } = await open()
    await fail(10, 'ann', { ...BROKEN, message: 'no such user ann' })
    await fail(10, 'bob', { ...BROKEN, message: 'no such user bob' })
    await fail(10, 'cid', { ...BROKEN, message: 'no such user cid' })
    await fail(10, 'dan', { ...BROKEN, revision: 8 })
    await fail(10, 'eve', { ...BROKEN, revision: 9 })
    for (const person of ['ann', 'bob', 'cid', 'dan', 'eve']) expect(await isBlocked(person)).toBe(true)
  })

  test('failures counted before a restart of the server are undone too', async () => {
    const { fail, isBlocked, restart } = await open()
    await fail(10, 'ann')
    restart()
    await fail(2, 'bob')
    await fail(2, 'cid')
    await fail(1, 'dan')
    expect(await isBlocked('ann')).toBe(false)
  })

  test('the attempts that such errors took from an IP address are given back', async () => {
    const { fail, isBlocked } = await open()
    for (let n = 0; n < 60; n++) await fail(1, `person ${n}`, { kind: 'no' })
    for (const person of ['ann', 'bob', 'cid', 'dan', 'eve', 'fay']) await fail(10, person)
    expect(await isBlocked('zoe')).toBe(false)
  })

  test('failures under way when the revision is found to be broken are undone too', async () => {
    const { fail, reserved, isBlocked, failures } = await open()
    const under_way = await Promise.all(Array.from({ length: 10 }, () => reserved('ann')))
    await fail(1, 'bob')
    const ended = await Promise.all([
      ...under_way.map((one) => one.failed(BROKEN)),
      (await reserved('cid')).failed(BROKEN),
    ])
    expect(ended.flat().map(({ type }) => type)).toContain('limit_undone')
    expect(await failures('ann')).toMatchObject({ from_address: 0, of_the_day: 0 })
    expect(await isBlocked('ann')).toBe(false)
  })

  test('undoing is tried again when the store fails', async () => {
    const { used, fail, isBlocked } = await open()
    await fail(10, 'ann')
    await fail(10, 'bob')
    const undo = used.undoLoginFailures
    used.undoLoginFailures = () => Promise.reject(new StoreUnavailable('full'))
    expect(await fail(2, 'cid')).toEqual([])
    expect(await isBlocked('ann')).toBe(true)
    used.undoLoginFailures = undo
    expect((await fail(1, 'cid')).map(({ type }) => type)).toEqual(['limit_undone'])
    expect(await isBlocked('ann')).toBe(false)
  })

  test('the tenant’s log gets one entry an hour', async () => {
    const { fail, succeed } = await open()
    const told: string[] = []
    for (let n = 0; n < 3; n++) {
      for (const person of ['ann', 'bob', 'cid'])
        told.push(...(await fail(1, person)).map(({ type }) => type))
      await succeed('zoe', 7)
    }
    expect(told).toEqual(['limit_undone'])
    now += HOUR_MS
    for (const person of ['ann', 'bob', 'cid']) told.push(...(await fail(1, person)).map(({ type }) => type))
    expect(told).toEqual(['limit_undone', 'limit_undone'])
  })
})

describe('an attacker who makes a revision look broken gains little', () => {
  test('30 errors of one person a day are not counted; ten more block the person', async () => {
    const { fail, isBlocked } = await open()
    await fail(1, 'bob')
    await fail(1, 'cid')
    let tries = 0
    while (!(await isBlocked('ann')) && tries < 200) {
      await fail(1, 'ann')
      tries += 1
    }
    expect(tries).toBeGreaterThanOrEqual(40)
    expect(tries).toBeLessThanOrEqual(42)
  })

  test('however often other people succeed in between, and from any IP address', async () => {
    const { fail, succeed, reserve, isBlocked } = await open()
    const began = now
    let tries = 0
    for (let round = 0; round < 40; round++) {
      for (let n = 0; n < 9; n++) {
        const attempt = await reserve('ann', '198.51.100.1')
        if (attempt.kind === 'refused') continue
        await attempt.failed(BROKEN)
        tries += 1
      }
      await fail(1, `x${round}`)
      await fail(1, `y${round}`)
      await succeed('zoe', 7)
    }
    expect(now - began).toBeLessThan(DAY_MS)
    // Ten, and the daily allowance.
    expect(tries).toBeLessThan(50)
    expect(await isBlocked('ann', '198.51.100.1')).toBe(true)
  })

  test('1,000 errors of one IP address a day are not counted; then the address is refused', async () => {
    const { fail, reserve } = await open()
    let tries = 0
    for (; tries < 1_300; tries++) {
      const attempt = await reserve(`name ${tries}`)
      if (attempt.kind === 'refused') break
      await attempt.failed(BROKEN)
    }
    await fail(0, 'ann')
    expect(tries).toBeGreaterThanOrEqual(1_000)
    expect(tries).toBeLessThan(1_250)
  })
})
