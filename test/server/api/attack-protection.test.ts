import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const RIGHT = 'old-secret'
const names = ['ann', 'bob', 'cid', 'dan', 'eve', 'fay', 'gil']
const people = legacyStore(
  names.map((name, index) => ({ id: index + 1, email: `${name}@example.com`, password: RIGHT })),
)

const TOO_MANY_ATTEMPTS = {
  status: 429,
  body: {
    error: 'too_many_attempts',
    error_description:
      "Your account has been blocked after multiple consecutive login attempts. We've sent you an email with instructions on how to unblock it.",
  },
}

describe('wrong passwords over HTTP', () => {
  let server: TestServer
  const runtime = createFakeRuntime(people)

  beforeAll(async () => {
    server = await startTestServer(runtime, {}, afterAll)
    await server.connection('shop')
  })

  const login = (name: string, password: string, address: string): Promise<Answer> =>
    server.login('shop', `${name}@example.com`, password, {}, { local_address: address })
  async function failTen(name: string, address: string): Promise<void> {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => login(name, `wrong ${n}`, address)),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(403))
  }

  test('A4: the 11th attempt is refused with the right password too; from another address it works', async () => {
    await failTen('ann', '127.0.0.11')
    const runs = runtime.calls.length
    expect(await login('ann', RIGHT, '127.0.0.11')).toMatchObject(TOO_MANY_ATTEMPTS)
    expect(runtime.calls).toHaveLength(runs)
    expect((await login('ann', RIGHT, '127.0.0.12')).status).toBe(200)
    expect((await login('bob', RIGHT, '127.0.0.11')).status).toBe(200)
  })

  test('A6: of 200 parallel wrong passwords for one user and address at most ten reach the script', async () => {
    const before = runtime.calls.length
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => login('cid', `guess ${n}`, '127.0.0.13')),
    )
    expect(runtime.calls.length - before).toBeLessThanOrEqual(10)
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(runtime.calls.length - before)
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(190)
  })

  test('A5: a forged X-Forwarded-For is no other address', async () => {
    await failTen('dan', '127.0.0.14')
    const answer = await server.login(
      'shop',
      'dan@example.com',
      RIGHT,
      {},
      {
        local_address: '127.0.0.14',
        headers: { 'x-forwarded-for': '203.0.113.99', forwarded: 'for=203.0.113.99' },
      },
    )
    expect(answer).toMatchObject(TOO_MANY_ATTEMPTS)
  })

  test('a person in Ferry is counted once, whether the email or the username is typed, at once too', async () => {
    await server.connection('both', {
      enabledDatabaseCustomization: false,
      import_mode: false,
      requires_username: true,
    })
    const person = {
      connection: 'both',
      email: 'Una@example.com',
      username: 'una',
      password: 'Correct-Horse-9',
    }
    expect((await server.api('POST', 'users', person)).status).toBe(201)
    const enter = (name: string, password: string) =>
      server.login('both', name, password, {}, { local_address: '127.0.0.23' })
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => enter(n % 2 === 0 ? 'una' : 'UNA@example.com', `wrong ${n}`)),
    )
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(10)
    for (const name of ['una', 'una@example.com']) {
      expect(await enter(name, person.password)).toMatchObject(TOO_MANY_ATTEMPTS)
      expect((await server.api('GET', `user-blocks?identifier=${name}`)).body).toEqual({
        blocked_for: [{ identifier: 'una@example.com', ip: '127.0.0.23', connection: 'both' }],
      })
    }
    expect((await server.api('DELETE', 'user-blocks?identifier=UNA')).status).toBe(204)
    expect((await server.api('GET', 'user-blocks?identifier=una@example.com')).body).toEqual({
      blocked_for: [],
    })
    expect((await enter('una', person.password)).status).toBe(200)
  })

  test('blocks are listed and lifted by identifier', async () => {
    await failTen('eve', '127.0.0.15')
    const blocked = { blocked_for: [{ identifier: 'eve@example.com', ip: '127.0.0.15', connection: 'shop' }] }
    expect(await server.api('GET', 'user-blocks?identifier=EVE%40Example.com')).toMatchObject({
      status: 200,
      body: blocked,
    })
    expect((await server.api('GET', 'user-blocks?identifier=nobody')).body).toEqual({ blocked_for: [] })
    expect((await server.api('DELETE', 'user-blocks?identifier=EVE%40Example.com')).status).toBe(204)
    expect((await server.api('GET', 'user-blocks?identifier=eve%40example.com')).body).toEqual({
      blocked_for: [],
    })
    expect((await login('eve', RIGHT, '127.0.0.15')).status).toBe(200)
    expect(await server.api('GET', 'user-blocks')).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_query_string', message: expect.stringContaining('identifier') },
    })
  })

  test('blocks are listed and lifted by the id of the user, who may be blocked besides', async () => {
    expect((await login('fay', RIGHT, '127.0.0.17')).status).toBe(200)
    await failTen('fay', '127.0.0.16')
    const path = 'user-blocks/auth0%7C6'
    expect((await server.api('GET', path)).body).toEqual({
      blocked_for: [{ identifier: 'fay@example.com', ip: '127.0.0.16', connection: 'shop' }],
    })
    expect((await server.api('DELETE', path)).status).toBe(204)
    expect((await server.api('GET', path)).body).toEqual({ blocked_for: [] })
    expect((await login('fay', RIGHT, '127.0.0.16')).status).toBe(200)
    for (const method of ['GET', 'DELETE']) {
      expect(await server.api(method, 'user-blocks/auth0%7Cnobody')).toMatchObject({
        status: 404,
        body: { errorCode: 'inexistent_user' },
      })
    }
  })

  test('settings are read and changed field by field, and hold at once', async () => {
    const path = 'attack-protection/brute-force-protection'
    const defaults = {
      enabled: true,
      shields: ['block', 'user_notification'],
      mode: 'count_per_identifier_and_ip',
      allowlist: [],
      max_attempts: 10,
    }
    expect((await server.api('GET', path)).body).toEqual(defaults)
    expect(await server.api('PATCH', path, { max_attempts: 2 })).toMatchObject({
      status: 200,
      body: { ...defaults, max_attempts: 2 },
    })
    for (const _ of [1, 2]) expect((await login('gil', 'wrong', '127.0.0.18')).status).toBe(403)
    expect(await login('gil', RIGHT, '127.0.0.18')).toMatchObject(TOO_MANY_ATTEMPTS)
    await server.api('PATCH', path, { allowlist: ['127.0.0.16/28'] })
    expect((await login('gil', RIGHT, '127.0.0.18')).status).toBe(200)
    await server.api('PATCH', path, { max_attempts: 10, allowlist: [] })

    const throttling = 'attack-protection/suspicious-ip-throttling'
    const stage = {
      'pre-login': { max_attempts: 100, rate: 864_000 },
      'pre-user-registration': { max_attempts: 50, rate: 1_200 },
    }
    expect((await server.api('GET', throttling)).body).toEqual({
      enabled: true,
      shields: ['admin_notification', 'block'],
      allowlist: [],
      stage,
    })
    const slower = { max_attempts: 3, rate: 60_000 }
    expect(await server.api('PATCH', throttling, { stage: { 'pre-login': slower } })).toMatchObject({
      status: 200,
      body: { stage: { ...stage, 'pre-login': slower } },
    })
    for (const name of ['h', 'i', 'j']) expect((await login(name, 'wrong', '127.0.0.19')).status).toBe(403)
    expect(await login('bob', RIGHT, '127.0.0.19')).toMatchObject({
      status: 429,
      body: { error: 'too_many_requests' },
      headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
    })
    await server.api('PATCH', throttling, { stage })
  })

  test.each([
    ['brute-force-protection', { max_attempts: 0 }, /max_attempts/],
    ['brute-force-protection', { max_attempts: 101 }, /max_attempts/],
    ['brute-force-protection', { mode: 'other' }, /mode/],
    ['brute-force-protection', { allowlist: ['example.com'] }, /allowlist\.0/],
    ['brute-force-protection', { shields: ['other'] }, /shields\.0/],
    ['brute-force-protection', { unknown: 1 }, /unknown/],
    ['suspicious-ip-throttling', { stage: { 'pre-login': { max_attempts: 5 } } }, /stage\.pre-login\.rate/],
    ['suspicious-ip-throttling', { stage: { other: {} } }, /other/],
    ['suspicious-ip-throttling', { allowlist: ['10.0.0.0/40'] }, /allowlist\.0/],
  ])('a setting of %s that cannot be used is refused by name: %j', async (name, body, message) => {
    expect(await server.api('PATCH', `attack-protection/${name}`, body)).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_body', message: expect.stringMatching(message) },
    })
  })
})
