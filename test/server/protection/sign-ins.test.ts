import { describe, expect, test } from 'vitest'
import type { Known } from '../../../server/protection/sign-ins.ts'
import { createSignIns } from '../../../server/protection/sign-ins.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Counters on a clock that the test moves. */
function start() {
  let at = 0
  const signIns = createSignIns(() => at)
  return {
    pass(duration_ms: number) {
      at += duration_ms
    },
    now: () => at,
    /** Tries a wrong password. @returns whether the password was checked */
    fail(address: string, known?: Known, key = 'olga@example.com'): boolean {
      return signIns.reserve({ tenant_id: 't', key, address, known }).kind === 'allowed'
    },
    /** Tries the right password. */
    succeed(address: string, known?: Known): boolean {
      const reserved = signIns.reserve({ tenant_id: 't', key: 'olga@example.com', address, known })
      if (reserved.kind === 'allowed') reserved.succeeded()
      return reserved.kind === 'allowed'
    },
    signIns,
  }
}

const DEVICE: Known = { by: 'device', id: 'her laptop' }
const ADDRESS: Known = { by: 'address' }

describe('strangers who guess one member’s password from new addresses, four times a second', () => {
  test('have 1,060 guesses a day, and never block a known device', () => {
    const { fail, succeed, pass, now } = start()
    let compared = 0
    let next = 0
    const kept_out: number[] = []
    for (let n = 0; now() < DAY; n++) {
      if (fail(`198.51.${n >> 8}.${n & 255}`)) compared += 1
      if (now() >= next) {
        next += 10 * MINUTE
        if (!succeed('203.0.113.7', DEVICE)) kept_out.push(now())
        if (!succeed('192.0.2.1', ADDRESS)) kept_out.push(now())
      }
      pass(250)
    }
    expect(kept_out).toEqual([])
    expect(compared).toBeLessThanOrEqual(1_060)
    expect(compared).toBeGreaterThan(1_000)
  })

  test('are told when to try again, and the first refusal of an hour is logged', () => {
    const { fail, signIns, pass } = start()
    for (let n = 0; n < 100; n++) expect(fail(`a${n}`)).toBe(true)
    const attempt = { tenant_id: 't', key: 'olga@example.com', address: 'new', known: undefined }
    expect(signIns.reserve(attempt)).toEqual({ kind: 'refused', retry_after_s: 90, is_news: true })
    expect(signIns.reserve(attempt)).toMatchObject({ is_news: false })
    pass(60 * MINUTE)
    for (let n = 0; n < 40; n++) fail(`b${n}`)
    expect(signIns.reserve(attempt)).toMatchObject({ kind: 'refused', is_news: true })
  })
})

describe('a known device or address', () => {
  test.each<[string, Known]>([
    ['a device', DEVICE],
    ['an address', ADDRESS],
  ])('%s has its own ten failures, then one every 90 seconds: 970 in a day', (_, known) => {
    const { fail, pass, now } = start()
    const compared = () => Array.from({ length: 30 }, () => fail('203.0.113.7', known)).filter(Boolean).length
    expect(compared()).toBe(10)
    pass(90_000)
    expect(compared()).toBe(1)
    let total = 11
    while (now() < DAY) {
      pass(MINUTE)
      total += compared()
    }
    expect(total).toBeLessThanOrEqual(970)
  })

  test('failures of a known device also count for its address and for strangers', () => {
    const { fail } = start()
    for (let n = 0; n < 10; n++) fail('203.0.113.7', DEVICE)
    expect(fail('203.0.113.7', ADDRESS)).toBe(false)
    expect(fail('203.0.113.7')).toBe(false)
    expect(fail('203.0.113.8')).toBe(true)
  })

  test('another device of the same member has its own allowance', () => {
    const { fail, succeed } = start()
    for (let n = 0; n < 20; n++) fail('203.0.113.7', DEVICE)
    expect(succeed('203.0.113.7', { by: 'device', id: 'her telephone' })).toBe(true)
  })
})

test('an address that tries many members is slowed down, even if another member uses it', () => {
  const { fail, pass } = start()
  let compared = 0
  for (let n = 0; n < 200; n++) if (fail('198.51.100.1', undefined, `m${n}@example.com`)) compared += 1
  expect(compared).toBe(50)
  pass(18_000)
  expect(fail('198.51.100.1', undefined, 'more@example.com')).toBe(true)
})

test('a hundred thousand addresses do not displace any member’s count', () => {
  const { fail } = start()
  for (let n = 0; n < 100; n++) fail(`a${n}`)
  for (let n = 0; n < 100_100; n++) fail(`b${n}`, undefined, `m${n % 1_000}@example.com`)
  expect(fail('new')).toBe(false)
})
