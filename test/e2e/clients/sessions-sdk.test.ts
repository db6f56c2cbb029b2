/** Sessions and refresh tokens of users by the Management clients of `auth0`, versions 4 and 7, as published. @module */
import { ManagementClient } from 'auth0'
import { ManagementClient as ManagementClient4 } from 'auth0-4'
import { expect, test } from 'vitest'
import { signInPerson } from '../../support/person-sessions.ts'
import { useStage } from './stage.ts'

const stage = useStage([])
const credentials = () => {
  const { domain, ferry } = stage()
  return { domain, clientId: ferry.admin.client_id, clientSecret: ferry.admin.client_secret }
}

let people = 0
/** A user without a legacy store, who signed in three times. */
async function signedIn() {
  const api = new ManagementClient({ ...credentials(), maxRetries: 0 })
  const name = `sessions-${++people}`
  const connection = await api.connections.create({ name, strategy: 'auth0', options: {} })
  const email = `ann${people}@example.com`
  const user = await api.users.create({ connection: name, email, password: 'Correct-horse-1' })
  const user_id = user.user_id ?? ''
  const { ferry } = stage()
  const who = { user_id, connection_id: connection.id ?? '', client_id: ferry.admin.client_id, offline: true }
  const sessions = []
  for (let at = 0; at < 3; at++) sessions.push(await signInPerson(ferry, who))
  return { user_id, ids: sessions.map(({ session }) => session.session_id).toSorted(), sessions }
}

const statusOf = async (work: Promise<unknown>): Promise<number | undefined> =>
  work.then(
    () => undefined,
    (error: { statusCode?: number }) => error.statusCode,
  )

test('version 7 lists, reads, ends and revokes sessions, and what they gave to applications', async () => {
  const { sessions: api, users, refreshTokens } = new ManagementClient({ ...credentials(), maxRetries: 0 })
  const { user_id, ids, sessions } = await signedIn()
  const seen: string[] = []
  for await (const { id = '' } of await users.sessions.list(user_id, { take: 2 })) seen.push(id)
  expect(seen.toSorted()).toEqual(ids)
  const [one, two, three] = sessions
  if (!one || !two || !three) throw new Error('there are three sessions')
  expect(await api.get(one.session.session_id)).toMatchObject({ user_id, cookie: { mode: 'persistent' } })
  await api.delete(one.session.session_id)
  expect(await statusOf(api.get(one.session.session_id))).toBe(404)
  await api.revoke(two.session.session_id)
  const left: (string | undefined)[] = []
  for await (const { id } of await users.refreshToken.list(user_id)) left.push(id)
  expect(left.toSorted()).toEqual([one.family_id, three.family_id].toSorted())
  expect(await refreshTokens.get(three.family_id)).toMatchObject({
    session_id: three.session.session_id,
    rotating: true,
  })
  await refreshTokens.delete(three.family_id)
  expect(await statusOf(refreshTokens.get(three.family_id))).toBe(404)
  await users.sessions.delete(user_id)
  await users.refreshToken.delete(user_id)
  expect((await users.sessions.list(user_id)).data).toEqual([])
  expect((await users.refreshToken.list(user_id)).data).toEqual([])
})

test('version 4 lists, reads and ends sessions, and what they gave to applications', async () => {
  const api = new ManagementClient4({ ...credentials(), retry: { enabled: false } })
  const { user_id, ids, sessions } = await signedIn()
  const listed = await api.users.getSessions({ user_id })
  expect(listed.data.sessions.map(({ id }) => id).toSorted()).toEqual(ids)
  const [one] = sessions
  if (!one) throw new Error('there are sessions')
  const { session_id: id } = one.session
  expect((await api.sessions.get({ id })).data).toMatchObject({ id, user_id })
  expect((await api.sessions.delete({ id })).status).toBe(202)
  expect(await statusOf(api.sessions.get({ id }))).toBe(404)
  const tokens = await api.users.getRefreshTokens({ user_id })
  expect(tokens.data.tokens).toHaveLength(3)
  expect((await api.refreshTokens.get({ id: one.family_id })).data).toMatchObject({ session_id: id })
  await api.refreshTokens.delete({ id: one.family_id })
  await api.users.deleteRefreshTokens({ user_id })
  await api.users.deleteSessions({ user_id })
  expect((await api.users.getSessions({ user_id })).data.sessions).toEqual([])
})
