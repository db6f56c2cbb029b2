import { expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import type { SignedIn } from '../../support/members.ts'
import { OWNER, signedIn, signIn, withOwner } from '../../support/members.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const NEW = 'quite another sentence'

const start = () => startTestServer(createFakeRuntime(() => ({ kind: 'none' })))

const change = (
  { ask }: SignedIn,
  new_password: unknown,
  current_password: unknown = OWNER.password,
  headers?: { [name: string]: string },
): Promise<Answer> => ask('POST', 'session/password', { current_password, new_password }, headers)

const enter = (server: TestServer, password: string): Promise<Answer> =>
  signIn(server, { email: OWNER.email, password })

test('A12: a member changes the own password: the browser goes on under another cookie, every other session has ended', async () => {
  const server = await start()
  const first = await withOwner(server)
  const second = signedIn(server, await enter(server, OWNER.password))
  const answer = await change(second, NEW)
  expect(answer.status, answer.text).toBe(200)
  expect(answer.body).toMatchObject({ member: { email: OWNER.email, role: 'owner' } })
  const now = signedIn(server, answer)
  expect([(await first.ask('GET', 'session')).status, (await second.ask('GET', 'session')).status]).toEqual([
    401, 401,
  ])
  expect((await now.ask('GET', 'session')).status).toBe(200)
  expect((await now.ask('DELETE', 'clients/none')).status).toBe(204)
  expect((await enter(server, OWNER.password)).status).toBe(401)
  expect((await enter(server, NEW)).status).toBe(200)
})

test('each role may, without any scope', async () => {
  const server = await start()
  const owner = await withOwner(server)
  for (const role of ['admin', 'editor', 'viewer', 'support']) {
    const person = { email: `${role}@example.com`, password: OWNER.password }
    await owner.ask('POST', 'members', { ...person, role })
    const session = signedIn(server, await signIn(server, person))
    expect((await change(session, NEW)).status).toBe(200)
  }
  expect((await owner.ask('GET', 'session')).status).toBe(200)
})

test('a wrong current password, or a weak new one, changes nothing and ends nothing', async () => {
  const server = await start()
  const owner = await withOwner(server)
  const cases: [unknown, unknown, string][] = [
    [NEW, 'wrong', 'wrong_password'],
    [NEW, `${OWNER.password} `, 'wrong_password'],
    [NEW, '', 'invalid_body'],
    [NEW, 7, 'invalid_body'],
    ['', OWNER.password, 'invalid_body'],
    [null, OWNER.password, 'invalid_body'],
    [`${NEW}\u0000`, OWNER.password, 'invalid_body'],
    ['x'.repeat(1_025), OWNER.password, 'invalid_body'],
    ['short', OWNER.password, 'invalid_password'],
    ['olga@example.com!', OWNER.password, 'password_no_user_info_error'],
    [OWNER.password, OWNER.password, 'invalid_password'],
  ]
  for (const [wanted, current, errorCode] of cases) {
    const answer = await change(owner, wanted, current)
    expect([wanted, current, answer.status, answer.body]).toEqual([
      wanted,
      current,
      400,
      expect.objectContaining({ errorCode }),
    ])
    expect(answer.headers['set-cookie']).toBeUndefined()
  }
  expect((await owner.ask('POST', 'session/password', {})).status).toBe(400)
  expect((await owner.ask('GET', 'session')).status).toBe(200)
  expect((await enter(server, OWNER.password)).status).toBe(200)
})

test('A6: guessing the current password is counted with the sign-ins, 40 at once too', async () => {
  const server = await start()
  const owner = await withOwner(server)
  const tries = await Promise.all(Array.from({ length: 40 }, () => change(owner, NEW, 'wrong')))
  expect(tries.filter(({ status }) => status === 400)).toHaveLength(10)
  const refused = await change(owner, NEW)
  expect(refused.status).toBe(429)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await enter(server, OWNER.password)).status).toBe(429)
  const { body } = await server.api('GET', 'logs?q=type:fapi&per_page=100')
  expect(body).toHaveLength(10)
})

test('of several changes at once one holds, and the password is the one that was answered for', async () => {
  const server = await start()
  const owner = await withOwner(server)
  const wanted = Array.from({ length: 6 }, (_, at) => `${NEW} ${at}`)
  const answers = await Promise.all(wanted.map((password) => change(owner, password)))
  const done = wanted.filter((_, at) => answers[at]?.status === 200)
  expect(done).toHaveLength(1)
  expect((await enter(server, done[0] ?? '')).status).toBe(200)
})

test('H2: nobody without a session, and no other site’s page, changes one', async () => {
  const server = await start()
  const owner = await withOwner(server)
  const bare = await server.call('/api/v2/session/password', {
    method: 'POST',
    body: { current_password: OWNER.password, new_password: NEW },
  })
  expect(bare.status).toBe(401)
  expect((await change(owner, NEW, OWNER.password, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await change(owner, NEW, OWNER.password, { 'x-csrf-token': 'A'.repeat(43) })).status).toBe(403)
  expect((await enter(server, OWNER.password)).status).toBe(200)
})

test('T5: done and refused changes are in the log under the member’s name, without either password', async () => {
  const server = await start()
  const owner = await withOwner(server)
  await change(owner, NEW, 'a-wrong-secret')
  await change(owner, 'short')
  await change(owner, NEW)
  const q = encodeURIComponent('description:Change*')
  const { body, text } = await server.api('GET', `logs?q=${q}&sort=date:1`)
  expect(body).toMatchObject([
    { type: 'fapi', description: 'Change the own password: This is not your current password.' },
    { type: 'fapi', description: expect.stringContaining('too weak') },
    { type: 'sapi', user_name: OWNER.email, details: { member_id: expect.stringMatching(/^mem_/) } },
  ])
  for (const secret of ['a-wrong-secret', NEW, OWNER.password]) expect(text).not.toContain(secret)
})
