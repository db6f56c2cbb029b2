import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ReservedLogin } from '../../../server/protection/login-attempts.ts'
import type { Protection } from '../../../server/protection/protection.ts'
import { createProtection } from '../../../server/protection/protection.ts'
import type { Refused } from '../../../server/protection/refusals.ts'
import { createSecrets } from '../../../server/secrets/index.ts'
import type { Store } from '../../../server/store/contract.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'
import { embeddedTest, openTestStore } from '../../support/test-store.ts'
import { addConnection, newTenant } from '../store/contract/samples.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

const START = Date.parse('2026-11-24T00:00:00Z')
let now = START
let store: Store

beforeAll(async () => {
  const secrets = createSecrets({ master: 'a master key of a test, long enough' })
  store = await openTestStore({ data_dir: temporaryFolder(afterAll), secrets, now: () => now }, afterAll)
  afterAll(() => store.close())
})

/** Protection of one tenant over a real store, with a clock that the test sets. */
async function open() {
  now = START
  const slept: number[] = []
  const tenant_id = await newTenant(store)
  const connection = await addConnection(store, tenant_id, { options: {} })
  const clock = {
    now: () => now,
    sleep: async (duration_ms: number) => {
      slept.push(duration_ms)
    },
  }
  const make = (): Protection => createProtection(store, clock, () => now)
  let protection = make()

  const reserve = (
    key = 'ann@example.com',
    ip: string | undefined = '203.0.113.7',
    options: object = {},
    typed: { password?: string; is_stored?: boolean } = {},
  ) =>
    protection.reserveLogin({
      tenant_id,
      connection: { connection_id: connection.connection_id, name: 'shop', options: { ...options } },
      key,
      is_stored: false,
      password: randomUUID(),
      ip,
      ...typed,
    })
  const reserved = async (...args: Parameters<typeof reserve>): Promise<ReservedLogin> => {
    const result = await reserve(...args)
    if (result.kind === 'refused') throw new Error(result.code)
    return result
  }
  return {
    store,
    tenant_id,
    slept,
    reserve,
    notify: (key: string, ip: string) =>
      protection.mayNotify({ tenant_id, connection_id: connection.connection_id, key, ip }),
    signup: (ip: string) => protection.reserveSignup({ tenant_id, ip }),
    reset: (key: string, ip: string) => protection.reserveReset({ tenant_id, key, ip }),
    async fail(times: number, ...args: Parameters<typeof reserve>): Promise<string[]> {
      const events: string[] = []
      for (let n = 0; n < times; n++)
        events.push(...(await (await reserved(...args)).failed({ kind: 'no' })).map(({ type }) => type))
      return events
    },
    async succeed(...args: Parameters<typeof reserve>) {
      await (await reserved(...args)).succeeded(undefined)
    },
    reserved,
    pass(duration_ms: number) {
      now += duration_ms
    },
    restart() {
      protection = make()
    },
  }
}

const codeOf = (result: { kind: 'allowed' } | Refused) =>
  result.kind === 'refused' ? result.code : 'allowed'

describe('A4: wrong passwords of one person from one address', () => {
  test('after ten, the person is refused from that address, gets an email, and can sign in from other addresses', async () => {
    const { fail, reserve, succeed } = await open()
    expect(await fail(9)).toEqual([])
    expect(await fail(1)).toEqual(['limit_wc'])
    expect(await reserve()).toEqual({
      kind: 'refused',
      code: 'too_many_attempts',
      retry_after_s: undefined,
      event: 'limit_wc',
    })
    // Further attempts do not fill the tenant's log.
    expect(await reserve()).toMatchObject({ code: 'too_many_attempts', event: undefined })
    await succeed('ann@example.com', '198.51.100.1')
    await succeed('bob@example.com')
    expect(codeOf(await reserve())).toBe('too_many_attempts')
  })

  test('nine, a success and nine more block nobody: only consecutive failures count', async () => {
    const { fail, succeed, pass } = await open()
    await fail(9)
    await succeed()
    pass(MINUTE_MS)
    expect(await fail(9)).toEqual([])
    await succeed()
  })

  test('the block survives a restart and ends 30 days after the last failure', async () => {
    const { fail, reserve, restart, pass } = await open()
    await fail(10)
    restart()
    pass(30 * DAY_MS - 1)
    expect(codeOf(await reserve())).toBe('too_many_attempts')
    pass(2)
    expect(codeOf(await reserve())).toBe('allowed')
  })

  test('M10: attempts that failed for another reason do not count', async () => {
    const { reserved, reserve, pass } = await open()
    for (let n = 0; n < 30; n++) {
      ;(await reserved()).released()
      pass(6_000)
    }
    expect(codeOf(await reserve())).toBe('allowed')
  })

  test('refusals that may have another reason in a web service count per day and block nobody', async () => {
    const { reserved, reserve, pass } = await open()
    for (let n = 0; n < 30; n++) {
      const doubtful = { kind: 'error', in_row: false, revision: 1, message: `status 401, ${n}` } as const
      expect(await (await reserved()).failed(doubtful)).toEqual([])
      pass(6_000)
    }
    expect(codeOf(await reserve())).toBe('allowed')
  })

  test('A6: at most ten of 200 simultaneous attempts run, and each frees its place when it ends', async () => {
    const { reserve, fail, pass } = await open()
    const all = await Promise.all(Array.from({ length: 200 }, () => reserve()))
    const allowed = all.filter((one) => one.kind === 'allowed')
    expect(allowed).toHaveLength(10)
    // A person without a failure is never called blocked.
    expect(new Set(all.map(codeOf))).toEqual(new Set(['allowed', 'too_many_requests']))
    for (const one of allowed) one.released()
    pass(MINUTE_MS)
    expect(await fail(10)).toEqual(['limit_wc'])
  })

  test('A6: failures and attempts under way count together', async () => {
    const { reserve, fail } = await open()
    await fail(7)
    const all = await Promise.all(Array.from({ length: 50 }, () => reserve()))
    expect(all.filter((one) => one.kind === 'allowed')).toHaveLength(3)
  })

  test('a store error leaves no attempt counted as under way', async () => {
    const { store, tenant_id } = await open()
    let fails = true
    const broken = {
      ...store,
      findLoginFailures: ((...args) =>
        fails
          ? Promise.reject(new Error('down'))
          : store.findLoginFailures(...args)) as typeof store.findLoginFailures,
    }
    const protection = createProtection(broken, { now: () => 0, sleep: async () => undefined })
    const attempt = {
      tenant_id,
      connection: { connection_id: 'con_x', name: 'x', options: {} },
      key: 'ann',
      is_stored: false,
      password: 'x',
      ip: '192.0.2.1',
    }
    for (let n = 0; n < 20; n++) await expect(protection.reserveLogin(attempt)).rejects.toThrow('down')
    fails = false
    const all = await Promise.all(Array.from({ length: 10 }, () => protection.reserveLogin(attempt)))
    expect(all.filter((one) => one.kind === 'allowed')).toHaveLength(10)
  })
})

describe('settings of the tenant and of the connection', () => {
  const base = {
    enabled: true,
    shields: ['block'],
    mode: 'count_per_identifier_and_ip',
    allowlist: [],
    max_attempts: 10,
  }

  test('count_per_identifier blocks the person from every address', async () => {
    const { store, tenant_id, fail, reserve } = await open()
    await store.saveProtection(tenant_id, 'brute-force-protection', {
      ...base,
      mode: 'count_per_identifier',
      max_attempts: 4,
    })
    await fail(3, 'ann@example.com', '192.0.2.1')
    expect(await fail(1, 'ann@example.com', '192.0.2.2')).toEqual(['limit_wc'])
    expect(codeOf(await reserve('ann@example.com', '192.0.2.3'))).toBe('too_many_attempts')
    expect(codeOf(await reserve('bob@example.com', '192.0.2.1'))).toBe('allowed')
  })

  test('a higher threshold unblocks people, a lower one blocks at once', async () => {
    const { store, tenant_id, fail, reserve } = await open()
    await fail(10)
    await store.saveProtection(tenant_id, 'brute-force-protection', { ...base, max_attempts: 12 })
    expect(codeOf(await reserve())).toBe('allowed')
    await store.saveProtection(tenant_id, 'brute-force-protection', { ...base, max_attempts: 1 })
    expect(codeOf(await reserve())).toBe('too_many_attempts')
  })

  test.each<[string, object, object]>([
    ['it is switched off', { ...base, enabled: false }, {}],
    ['it only notifies', { ...base, shields: ['user_notification'] }, {}],
    ['the address is on the allow list', { ...base, allowlist: ['203.0.113.0/24'] }, {}],
    ['the connection does without', base, { brute_force_protection: false }],
  ])('nobody is refused when %s', async (_, settings, options) => {
    const { store, tenant_id, fail, reserve, pass } = await open()
    await store.saveProtection(tenant_id, 'brute-force-protection', JSON.parse(JSON.stringify(settings)))
    await fail(15, 'ann@example.com', '203.0.113.7', options)
    pass(MINUTE_MS)
    expect(codeOf(await reserve('ann@example.com', '203.0.113.7', options))).toBe('allowed')
  })
})

describe('A4: one person from very many addresses', () => {
  test('after 100 failures in a day attempts become slow, but the person is not locked out', async () => {
    const { fail, reserve, reserved, slept, pass } = await open()
    const events: string[] = []
    for (let n = 0; n < 100; n++) events.push(...(await fail(1, 'ann@example.com', `198.51.100.${n}`)))
    expect(events).toEqual(['limit_wc'])
    expect(slept).toEqual([])
    await (await reserved('ann@example.com', '192.0.2.1')).succeeded(undefined)
    expect(slept).toEqual([5_000])
    const many = await Promise.all(
      Array.from({ length: 30 }, (_, n) => reserve('ann@example.com', `192.0.2.${n + 10}`)),
    )
    expect(many.filter((one) => one.kind === 'allowed')).toHaveLength(10)
    expect(many.find((one) => one.kind === 'refused')).toMatchObject({
      code: 'too_many_requests',
      retry_after_s: 5,
    })
    pass(DAY_MS + 1)
    slept.length = 0
    await reserved('bob@example.com', '192.0.2.1')
    await reserved('ann@example.com', '192.0.2.200')
    expect(slept).toEqual([])
  })
})

describe('A5: one address', () => {
  test('after 100 failures for different people the address is refused, and gets one more attempt every 864 seconds', async () => {
    const { fail, reserve, reserved, pass, restart } = await open()
    const events: string[] = []
    for (let n = 0; n < 100; n++) events.push(...(await fail(1, `p${n}@example.com`)))
    expect(events).toEqual(['limit_mu'])
    restart()
    expect(await reserve('new@example.com')).toEqual({
      kind: 'refused',
      code: 'too_many_requests',
      retry_after_s: 864,
      event: 'limit_mu',
    })
    expect(codeOf(await reserve('new@example.com', '192.0.2.1'))).toBe('allowed')
    pass(864_000)
    await (await reserved('new@example.com')).failed({ kind: 'no' })
    expect(codeOf(await reserve('newer@example.com'))).toBe('too_many_requests')
  })

  test('an IPv6 network of 64 bits counts as one address', async () => {
    const { fail, reserve } = await open()
    for (let n = 0; n < 100; n++) await fail(1, `p${n}@example.com`, `2001:db8:1:2::${n.toString(16)}`)
    expect(codeOf(await reserve('new@example.com', '2001:db8:1:2:ffff::1'))).toBe('too_many_requests')
    expect(codeOf(await reserve('new@example.com', '2001:db8:1:3::1'))).toBe('allowed')
  })

  test('50 sign-ups are allowed at once, then one every 1.2 seconds', async () => {
    const { signup, pass } = await open()
    for (let n = 0; n < 50; n++) expect(codeOf(await signup('192.0.2.1'))).toBe('allowed')
    expect(await signup('192.0.2.1')).toMatchObject({
      code: 'too_many_requests',
      retry_after_s: 2,
      event: 'limit_mu',
    })
    expect(codeOf(await signup('192.0.2.2'))).toBe('allowed')
    pass(1_200)
    expect(codeOf(await signup('192.0.2.1'))).toBe('allowed')
    expect(codeOf(await signup('192.0.2.1'))).toBe('too_many_requests')
  })
})

describe('one password tried with many identifiers', () => {
  const spray = async ({ reserved }: Awaited<ReturnType<typeof open>>) => {
    const events: string[] = []
    for (let n = 0; n < 20; n++) {
      const attempt = await reserved(`name ${n}`, `198.51.100.${n}`, {}, { password: 'Winter2026!' })
      events.push(...(await attempt.failed({ kind: 'no' })).map(({ type }) => type))
    }
    return events
  }

  test('is logged once, and slows down people who are not in Ferry; nobody is refused', async () => {
    const opened = await open()
    const { reserved, slept, pass } = opened
    expect(await spray(opened)).toEqual(['limit_spray'])
    slept.length = 0
    await (await reserved('ann', '192.0.2.1')).succeeded(1)
    expect(slept).toEqual([1_000])
    await (await reserved('bob', '192.0.2.1', {}, { is_stored: true })).succeeded(undefined)
    await (await reserved('cid', '192.0.2.1', { brute_force_protection: false })).succeeded(1)
    expect(slept).toEqual([1_000])
    pass(61 * MINUTE_MS)
    await (await reserved('dan', '192.0.2.1')).succeeded(1)
    expect(slept).toEqual([1_000])
  })

  embeddedTest('its clock does not wait for reads')(
    'lets 100 attempts wait, and refuses the next one for a second',
    async () => {
      const opened = await open()
      await spray(opened)
      const many = Array.from({ length: 120 }, (_, n) => opened.reserve(`late ${n}`, `192.0.2.${n}`))
      const all = await Promise.all(many)
      expect(all.filter((one) => one.kind === 'allowed')).toHaveLength(100)
      expect(all.find((one) => one.kind === 'refused')).toMatchObject({
        code: 'too_many_requests',
        retry_after_s: 1,
      })
      for (const one of all) if (one.kind === 'allowed') one.released()
      expect(codeOf(await opened.reserve('later', '192.0.2.200'))).toBe('allowed')
    },
  )
})

test('one user from one address: 20 sign-ins in a minute, right or wrong, then ten a minute', async () => {
  const { succeed, reserve, pass } = await open()
  for (let n = 0; n < 20; n++) await succeed()
  expect(await reserve()).toEqual({
    kind: 'refused',
    code: 'too_many_requests',
    retry_after_s: 6,
    event: 'limit_sul',
  })
  await succeed('ann@example.com', '192.0.2.1')
  pass(MINUTE_MS)
  for (let n = 0; n < 10; n++) await succeed()
  expect(codeOf(await reserve())).toBe('too_many_requests')
})

test('password resets of one person from one address: ten at once, then one a minute', async () => {
  const { reset, pass } = await open()
  for (let n = 0; n < 10; n++) expect(codeOf(await reset('ann@example.com', '192.0.2.1'))).toBe('allowed')
  expect(await reset('ann@example.com', '192.0.2.1')).toMatchObject({
    code: 'too_many_requests',
    retry_after_s: 60,
  })
  expect(codeOf(await reset('bob@example.com', '192.0.2.1'))).toBe('allowed')
  pass(MINUTE_MS)
  expect(codeOf(await reset('ann@example.com', '192.0.2.1'))).toBe('allowed')
})

test('a person gets one email an hour for each address, unless the tenant turns it off', async () => {
  const { notify, pass, tenant_id } = await open()
  expect(await notify('ann@example.com', '192.0.2.1')).toBe(true)
  expect(await notify('ann@example.com', '192.0.2.1')).toBe(false)
  expect(await notify('ann@example.com', '192.0.2.2')).toBe(true)
  expect(await notify('bob@example.com', '192.0.2.1')).toBe(true)
  pass(60 * MINUTE_MS)
  expect(await notify('ann@example.com', '192.0.2.1')).toBe(true)
  pass(60 * MINUTE_MS)
  await store.saveProtection(tenant_id, 'brute-force-protection', {
    enabled: true,
    shields: ['block'],
    mode: 'count_per_identifier_and_ip',
    allowlist: [],
    max_attempts: 10,
  })
  expect(await notify('ann@example.com', '192.0.2.1')).toBe(false)
})
