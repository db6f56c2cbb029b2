import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import type { SignedIn } from '../../support/members.ts'
import { OWNER, signedIn, withOwner } from '../../support/members.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

/** Wrong passwords for one member from all strangers together. */
const GUESSES = 100

let server: TestServer
let owner: SignedIn
/** The marks of the browser in which the owner signed in, as its next request has them. */
let mark: string
beforeAll(async () => {
  server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    {},
    afterAll,
  )
  owner = await withOwner(server)
  mark = markOf(owner.answer)
})

function markOf(answer: Answer): string {
  const cookies = [answer.headers['set-cookie'] ?? []].flat()
  return cookies.find((cookie) => cookie.includes('ferry_device'))?.split(';')[0] ?? ''
}

function enter(from: string, password: string, cookie?: string, email = OWNER.email): Promise<Answer> {
  return server.call('/api/v2/session', {
    method: 'POST',
    body: { email, password },
    local_address: from,
    ...(cookie === undefined ? {} : { headers: { cookie } }),
  })
}

/** A new address for each attempt. */
async function guess(times: number, network: number): Promise<number[]> {
  const answers = await Promise.all(
    Array.from({ length: times }, (_, n) => enter(`127.${network}.0.${n + 1}`, 'wrong')),
  )
  return answers.map(({ status }) => status)
}

describe('while strangers guess an owner’s password from many addresses', () => {
  beforeAll(async () => {
    const statuses = await guess(GUESSES + 50, 9)
    expect(statuses.filter((status) => status === 401)).toHaveLength(GUESSES)
    expect(statuses.filter((status) => status === 429)).toHaveLength(50)
  }, 60_000)

  test('strangers stay refused, even with the right password', async () => {
    expect(new Set(await guess(50, 10))).toEqual(new Set([429]))
    expect((await enter('127.11.0.1', OWNER.password)).status).toBe(429)
  })

  test('the owner can sign in from a browser that was used before, at any address', async () => {
    const answer = await enter('127.12.0.1', OWNER.password, mark)
    expect(answer.status, answer.text).toBe(200)
  })

  test('the owner can sign in from a known address in a new browser', async () => {
    expect((await enter('127.0.0.1', OWNER.password)).status).toBe(200)
    // The address of the test before is known since then.
    expect((await enter('127.12.0.1', OWNER.password)).status).toBe(200)
  })

  test('a signed-in owner can confirm and change the password', async () => {
    const answer = await enter('127.13.0.1', OWNER.password, mark)
    const session = signedIn(server, answer)
    const confirmed = await session.ask('POST', 'session/confirm', { password: OWNER.password })
    expect(confirmed.status, confirmed.text).toBe(200)
  })

  test('a forged or shortened mark, and the mark of another member, do not count', async () => {
    const email = 'ed@example.com'
    const password = 'the weather of seven mondays'
    await server.api('POST', 'members', { email, password, role: 'editor' })
    const theirs = markOf(await enter('127.0.0.1', password, undefined, email))
    const [name = '', value = ''] = mark.split('=')
    const [device, mac = ''] = value.split('.')
    const others = theirs.split('=')[1]
    const forged = `${device}.${mac.slice(1)}${mac.startsWith('0') ? '1' : '0'}`
    for (const cookie of [
      `${name}=${others}`,
      `${name}=${forged}`,
      `${name}=${device}.`,
      `${mark}; ${mark}`,
    ]) {
      expect((await enter('127.14.0.1', OWNER.password, cookie)).status, cookie).toBe(429)
    }
  })

  test('ten wrong passwords use up the attempts of one browser, and of no other', async () => {
    const other = markOf(await enter('127.0.0.1', OWNER.password))
    const tries = await Promise.all(
      Array.from({ length: 30 }, (_, n) => enter(`127.15.0.${n + 1}`, 'wrong', other)),
    )
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(10)
    expect((await enter('127.15.0.99', OWNER.password, other)).status).toBe(429)
    expect((await enter('127.15.0.99', OWNER.password, mark)).status).toBe(200)
  })

  test('the log has one entry about it, not one for each attempt', async () => {
    const q = encodeURIComponent('type:fapi description:Sign*')
    const pages = await Promise.all(
      [0, 1, 2].map((page) => server.api('GET', `logs?q=${q}&per_page=100&page=${page}`)),
    )
    const entries = pages.flatMap(({ body }) => body as { description: string }[])
    const told = entries.filter(({ description }) => description.includes('too many attempts'))
    expect(told).toMatchObject([{ type: 'fapi', user_name: OWNER.email }])
  })

  test('a new password voids earlier marks, and the browser that changed it gets a new one', async () => {
    const session = signedIn(server, await enter('127.0.0.1', OWNER.password))
    const changed = await session.ask('POST', 'session/password', {
      current_password: OWNER.password,
      new_password: 'quite another sentence',
    })
    expect(changed.status, changed.text).toBe(200)
    expect((await enter('127.16.0.1', 'quite another sentence', mark)).status).toBe(429)
    expect((await enter('127.16.0.1', 'quite another sentence', markOf(changed))).status).toBe(200)
  })
})

test('a mark is for Ferry’s own pages, lasts half a year, and gives no access', async () => {
  const cookies = [owner.answer.headers['set-cookie'] ?? []].flat()
  expect(cookies[1]).toMatch(
    /^ferry_device_mem_\w{16}=\w{22}\.[0-9a-f]{64}; Path=\/; Max-Age=15552000; HttpOnly; SameSite=Lax$/,
  )
  expect((await server.call('/api/v2/session', { headers: { cookie: mark } })).status).toBe(401)
})
