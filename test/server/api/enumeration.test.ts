import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useAttackCounts } from '../../support/attack.ts'
import type { FakeScript } from '../../support/fake-runtime.ts'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import { compareKinds, measureLogins } from '../../support/login-times.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'

const attack = useAttackCounts()

const RIGHT = 'old-secret'
const NAMES = ['migrated', 'legacy', 'deleted', 'barred'] as const
const people: FakeScript = legacyStore(
  NAMES.map((name, index) => ({ id: index + 1, email: `${name}@example.com`, password: RIGHT })),
)

/** Everything by which a caller can tell answers apart. The count of calls left depends on the caller alone. */
function told(answer: Answer): unknown {
  const { status, text, headers } = attack.count(answer)
  const { date: _date, 'x-ratelimit-remaining': _remaining, 'x-ratelimit-reset': _reset, ...rest } = headers
  return { status, text: text.replaceAll(/log ID: \w+/g, 'log ID'), headers: rest }
}

describe('A1: failed logins get the same answer, byte by byte', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(createFakeRuntime(people), {}, afterAll)
    await server.connection('shop', { tombstones: true })
    for (const name of ['migrated', 'deleted', 'barred']) {
      expect((await server.login('shop', `${name}@example.com`, RIGHT)).status).toBe(200)
    }
    expect((await server.api('PATCH', 'users/auth0%7C4', { blocked: true })).status).toBe(200)
    expect((await server.api('DELETE', 'users/auth0%7C3')).status).toBe(204)
  })

  const kinds: [kind: string, email: string][] = [
    ['nobody', 'nobody@example.com'],
    ['somebody not yet migrated', 'legacy@example.com'],
    ['somebody migrated', 'migrated@example.com'],
    ['somebody deleted', 'deleted@example.com'],
    ['somebody blocked', 'barred@example.com'],
  ]

  async function answersTo(password: unknown, more: { [name: string]: unknown } = {}): Promise<unknown[]> {
    const answers: unknown[] = []
    for (const [, email] of kinds) {
      answers.push(told(await server.login('shop', email, RIGHT, { password, ...more })))
    }
    return answers
  }

  test.each<[string, unknown, { [name: string]: unknown }, number, string]>([
    ['a wrong password', 'wrong', {}, 403, 'invalid_grant'],
    ['a password of blanks', '   ', {}, 403, 'invalid_grant'],
    ['the longest password', 'x'.repeat(1_024), {}, 403, 'invalid_grant'],
    ['an empty password', '', {}, 400, 'invalid_request'],
    ['a password that is too long', 'x'.repeat(1_025), {}, 400, 'invalid_request'],
    ['a password that is no text', { $gt: '' }, {}, 400, 'invalid_request'],
    ['a realm that does not exist', RIGHT, { realm: 'other' }, 403, 'invalid_request'],
    ['a wrong client secret', RIGHT, { client_secret: 'wrong' }, 401, 'access_denied'],
  ])(
    '%s, whether for nobody, or somebody un-migrated, migrated, deleted or blocked',
    async (_, password, more, status, error) => {
      const answers = await answersTo(password, more)
      expect(answers[0]).toMatchObject({ status, text: expect.stringContaining(`"error":"${error}"`) })
      for (const answer of answers) expect(answer).toEqual(answers[0])
    },
  )

  test('only with the right password a blocked user is told about the block', async () => {
    expect(await server.login('shop', 'barred@example.com', RIGHT)).toMatchObject({
      status: 401,
      body: { error: 'unauthorized', error_description: 'user is blocked' },
    })
  })

  test('A4: after too many failures the answer is the same for known and unknown users', async () => {
    const from = { local_address: '127.0.0.9' }
    const refused: unknown[] = []
    for (const [, email] of kinds) {
      await Promise.all(Array.from({ length: 5 }, () => server.login('shop', email, 'wrong', {}, from)))
      await Promise.all(Array.from({ length: 5 }, () => server.login('shop', email, 'wrong', {}, from)))
      refused.push(told(await server.login('shop', email, RIGHT, {}, from)))
    }
    expect(refused[0]).toMatchObject({ status: 429, text: expect.stringContaining('too_many_attempts') })
    for (const answer of refused) expect(answer).toEqual(refused[0])
  })
})

// With few samples on a busy machine this finds only large differences. `bench:timing` has the figures.
test('A2: failed logins of unknown, legacy, migrated and blocked users take the same time', {
  retry: 2,
}, async () => {
  const times = await measureLogins(temporaryFolder(), 6)
  for (const taken of Object.values(times).flat()) expect(taken).toBeGreaterThan(245)
  for (const { pair, auc } of compareKinds(times)) expect(auc, pair).toBeLessThan(0.95)
})
