import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ScriptCall, ScriptOutcome } from '../../../runtime/index.ts'
import { foldIdentifier } from '../../../server/migration/identifiers/folded-identifier.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const RIGHT = 'old-secret'
const ANN = 'anna@example.com'

/** A legacy store that compares as `utf8mb4_0900_ai_ci` does. */
const loosely = ({ args: [identifier, password], connection_id }: ScriptCall): ScriptOutcome =>
  foldIdentifier(String(identifier)) === ANN && password === RIGHT
    ? { kind: 'value', value: { user_id: connection_id, email: ANN } }
    : { kind: 'none' }

const SPELLINGS = [
  'ännä@example.com',
  'ａｎｎａ@example.com',
  'an\u200bna@example.com',
  'àǹñá@example.com',
  'ANNA@EXAMPLE.COM\u00ad',
  'ⓐⓝⓝⓐ@example.com',
  'anna\u0301@example.com',
  'anna@eẋample.com',
]

describe('many spellings of one name', () => {
  let server: TestServer
  const runtime = createFakeRuntime(loosely)
  beforeAll(async () => {
    server = await startTestServer(runtime, {}, afterAll)
  })

  const login = (realm: string, name: string, password: string, n = 1) =>
    server.login(realm, name, password, {}, { local_address: `127.0.7.${n}` })

  test('a person who is not migrated is refused after ten wrong passwords in all spellings together, and unblocked by any of them', async () => {
    await server.connection('loose', { import_mode: false })
    for (let n = 0; n < 10; n++) {
      const name = SPELLINGS[n % SPELLINGS.length] ?? ''
      expect((await login('loose', name, `wrong ${n}`)).status, name).toBe(403)
    }
    for (const name of [...SPELLINGS, ANN]) expect((await login('loose', name, RIGHT)).status).toBe(429)
    const blocked = (identifier: string) => ({
      blocked_for: [{ identifier, ip: '127.0.7.1', connection: 'loose' }],
    })
    const path = (name: string) => `user-blocks?identifier=${encodeURIComponent(name)}`
    expect((await server.api('GET', path('ÄNNÄ@example.com'))).body).toEqual(blocked('ÄnnÄ@example.com'))
    expect((await server.api('GET', path(ANN))).body).toEqual(blocked(ANN))
    expect((await server.api('DELETE', path('ännä@example.com'))).status).toBe(204)
    expect((await login('loose', ANN, RIGHT)).status).toBe(200)
  })

  test('a user in Ferry has an own count, which other spellings of the name do not fill', async () => {
    const id = await server.connection('moved')
    expect((await login('moved', ANN, RIGHT, 2)).status).toBe(200)
    for (let n = 0; n < 10; n++) {
      const name = SPELLINGS[n % SPELLINGS.length] ?? ''
      expect((await login('moved', name, `wrong ${n}`, 2)).status).toBe(403)
    }
    expect((await login('moved', 'ännä@example.com', RIGHT, 2)).status).toBe(429)
    expect((await login('moved', ANN, RIGHT, 2)).status).toBe(200)
    const { body } = await server.api('GET', `user-blocks?identifier=${ANN}`)
    expect(body).toEqual({ blocked_for: [] })
    expect((await server.api('DELETE', `user-blocks/auth0%7C${id}`)).status).toBe(204)
    expect((await login('moved', 'ännä@example.com', 'wrong', 2)).status).toBe(403)
  })

  test('a right password under a spelling that no user has is answered as a wrong one, and is in the tenant’s log', async () => {
    const id = await server.connection('oracle')
    const right = await login('oracle', 'ännä@example.com', RIGHT, 3)
    const wrong = await login('oracle', 'ännä@example.com', 'wrong', 3)
    expect(right).toMatchObject({
      status: 403,
      body: { error: 'invalid_grant', error_description: 'Wrong email or password.' },
    })
    expect({ status: right.status, text: right.text }).toEqual({ status: wrong.status, text: wrong.text })
    expect(Object.keys(right.headers)).toEqual(Object.keys(wrong.headers))
    for (let n = 0; n < 8; n++) await login('oracle', 'ännä@example.com', RIGHT, 3)
    expect((await login('oracle', 'ännä@example.com', RIGHT, 3)).status).toBe(429)
    expect((await server.api('GET', 'users?q=identities.connection:oracle')).body).toEqual([])

    const { body: logs } = await server.api('GET', 'logs?q=type:f&per_page=20')
    expect(logs).toContainEqual(
      expect.objectContaining({
        type: 'f',
        user_name: 'ännä@example.com',
        description: expect.stringMatching(/“ännä@example\.com”.*“anna@example\.com”.*return the typed name/),
        details: { code: 'profile_mismatch', run_id: expect.any(String) },
      }),
    )
    const { body } = await server.api('GET', `connections/${id}/migration`)
    expect(body).toMatchObject({
      events: expect.arrayContaining([expect.objectContaining({ detail: 'profile_mismatch' })]),
    })
  })
})

describe('one password tried with many names from many addresses', () => {
  test('raises one alarm and delays unknown names, while users in Ferry sign in without delay', async () => {
    const server = await startTestServer(
      createFakeRuntime(({ args: [email, password] }) =>
        password === RIGHT
          ? { kind: 'value', value: { user_id: String(email), email: String(email) } }
          : { kind: 'none' },
      ),
    )
    const id = await server.connection('sprayed')
    const login = async (name: string, password: string, address: string) => {
      const began = performance.now()
      const { status } = await server.login(
        'sprayed',
        `${name}@example.com`,
        password,
        {},
        { local_address: address },
      )
      return { status, ms: performance.now() - began }
    }
    expect((await login('moved', RIGHT, '127.0.9.1')).status).toBe(200)
    const tries = Array.from({ length: 40 }, (_, n) =>
      login(`name${n}`, `Winter${n % 2}!`, `127.0.8.${n + 1}`),
    )
    expect(new Set((await Promise.all(tries)).map(({ status }) => status))).toEqual(new Set([403]))

    const stored = await login('moved', RIGHT, '127.0.9.2')
    expect(stored.status).toBe(200)
    const unknown = await login('new', RIGHT, '127.0.9.3')
    expect(unknown.status).toBe(200)
    expect(unknown.ms).toBeGreaterThan(990)
    expect(stored.ms).toBeLessThan(unknown.ms)

    const { body } = await server.api('GET', 'logs?q=type:limit_spray')
    expect(body).toEqual([
      expect.objectContaining({
        type: 'limit_spray',
        connection_id: id,
        description: expect.stringContaining('passwords were tried with'),
      }),
    ])
    expect(JSON.stringify(body)).not.toContain('Winter')
  })
})
