import { expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { ageSessions, OWNER, signedIn, withOwner } from '../../support/members.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const LOGIN = 'function login (email, password, callback) { callback(null) }'

async function start(isAskedFor: boolean) {
  const server = await startTestServer(createFakeRuntime(() => ({ kind: 'none' })))
  const id = await server.connection('legacy')
  const owner = await withOwner(server)
  const settings = await owner.ask('PATCH', 'tenants/settings', { ferry_recent_sign_in: isAskedFor })
  expect(settings.body).toMatchObject({ ferry_recent_sign_in: isAskedFor })
  await owner.ask('PUT', `connections/${id}/draft`, { scripts: { login: LOGIN } })
  return { server, id, owner }
}

/** What changes what runs, or would give somebody else the means to. */
const writesOf = (id: string): [method: string, path: string, body?: unknown][] => [
  ['PATCH', `connections/${id}`, { options: {} }],
  ['POST', `connections/${id}/versions`, { draft: true }],
  ['POST', `connections/${id}/versions`, { from: 1 }],
  ['POST', `connections/${id}/complete-migration`, {}],
  ['PUT', `connections/${id}/configuration/KEY`, { value: 'x' }],
  ['PATCH', `connections/${id}/configuration`, { secret: {} }],
  ['DELETE', `connections/${id}/configuration/KEY`],
  ['DELETE', `connections/${id}`],
  ['POST', 'connections', { name: 'another', strategy: 'auth0' }],
  ['PATCH', 'tenants/settings', { ferry_recent_sign_in: false }],
  ['POST', 'members', { email: 'eve@example.com', password: 'a long sentence of hers', role: 'owner' }],
  ['POST', 'clients', { name: 'a program' }],
  ['POST', 'client-grants', { client_id: 'x', audience: 'y', scope: [] }],
]

test('M11: where the tenant asks for it, what runs is changed only within 15 minutes of a sign-in', async () => {
  const { server, id, owner } = await start(true)
  ageSessions(server, 14)
  expect((await owner.ask('PATCH', `connections/${id}`, {})).status).toBe(200)
  ageSessions(server, 2)
  for (const [method, path, body] of writesOf(id)) {
    const answer = await owner.ask(method, path, body)
    expect([method, path, answer.status, answer.body]).toEqual([
      method,
      path,
      403,
      expect.objectContaining({ errorCode: 'recent_sign_in_required' }),
    ])
  }
  // Reading, trying and drafting go on, and so do programs.
  expect((await owner.ask('GET', `connections/${id}`)).status).toBe(200)
  expect((await owner.ask('PUT', `connections/${id}/draft`, { scripts: { login: LOGIN } })).status).toBe(200)
  const trial = { arguments: { email: 'a@example.com', password: 'p' } }
  expect((await owner.ask('POST', `connections/${id}/scripts/login/try`, trial)).status).toBe(200)
  expect((await server.api('PATCH', `connections/${id}`, {})).status).toBe(200)
  expect((await owner.ask('GET', 'tenants/settings')).body).toMatchObject({ ferry_recent_sign_in: true })
  // The refusals are in the log, under who asked.
  const { body } = await server.api('GET', `logs?q=${encodeURIComponent('type:fapi')}&per_page=100`)
  expect(body).toHaveLength(writesOf(id).length)
  expect(body).toContainEqual(
    expect.objectContaining({ description: expect.stringContaining('within the last 15 minutes') }),
  )
})

test('the password confirms a session, which goes on under another cookie; a wrong one does not', async () => {
  const { server, id, owner } = await start(true)
  ageSessions(server, 16)
  const wrong = await owner.ask('POST', 'session/confirm', { password: 'not the one' })
  expect([wrong.status, wrong.body]).toEqual([400, expect.objectContaining({ errorCode: 'wrong_password' })])
  expect((await owner.ask('POST', 'session/confirm', {})).status).toBe(400)
  expect((await owner.ask('PATCH', `connections/${id}`, {})).status).toBe(403)
  const confirmed = await owner.ask('POST', 'session/confirm', { password: OWNER.password })
  expect(confirmed.status, confirmed.text).toBe(200)
  expect(confirmed.body).toMatchObject({ member: { email: OWNER.email } })
  const now = signedIn(server, confirmed)
  expect((await now.ask('PATCH', `connections/${id}`, {})).status).toBe(200)
  expect((await owner.ask('GET', 'session')).status).toBe(401)
})

test('A6: guessing at it is counted with the sign-ins', async () => {
  const { owner } = await start(true)
  const guess = () => owner.ask('POST', 'session/confirm', { password: 'wrong' })
  const tries = await Promise.all(Array.from({ length: 40 }, guess))
  expect(tries.filter(({ status }) => status === 400)).toHaveLength(10)
  expect((await owner.ask('POST', 'session/confirm', { password: OWNER.password })).status).toBe(429)
})

test('H2: nobody without a session, and no other site’s page, confirms one', async () => {
  const { server, owner } = await start(true)
  const body = { password: OWNER.password }
  expect((await server.call('/api/v2/session/confirm', { method: 'POST', body })).status).toBe(401)
  const foreign = { 'sec-fetch-site': 'cross-site' }
  expect((await owner.ask('POST', 'session/confirm', body, foreign)).status).toBe(403)
})

test('where the tenant does not ask for it, a session does until it ends', async () => {
  const { server, id, owner } = await start(false)
  ageSessions(server, 24 * 60)
  expect((await owner.ask('PATCH', `connections/${id}`, {})).status).toBe(200)
})
