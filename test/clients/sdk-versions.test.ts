/** Sessions, APIs and grants by the Management clients of `auth0` between 4 and 7, as published. Those two run in `test/e2e/clients`. @module */
import type { ManagementClient as Newest } from 'auth0'
import { describe, expect, test } from 'vitest'
import { useStage } from '../e2e/clients/stage.ts'
import { signInPerson } from '../support/person-sessions.ts'
import { describeClients } from '../support/servers.ts'
import { loadClient } from './packages.ts'

/** What the tests use, which all of these versions have in the same form. */
type Management = Pick<
  Newest,
  | 'connections'
  | 'deviceCredentials'
  | 'refreshTokens'
  | 'resourceServers'
  | 'sessions'
  | 'userGrants'
  | 'users'
>

interface Sdk {
  ManagementClient: new (options: {
    domain: string
    clientId: string
    clientSecret: string
    maxRetries: number
  }) => Management
}

async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of pages) items.push(item)
  return items
}

const statusOf = async (work: Promise<unknown>): Promise<number | undefined> =>
  work.then(
    () => undefined,
    (error: { statusCode?: number }) => error.statusCode,
  )

describeClients('the Management client of auth0', () => {
  const stage = useStage([])
  let people = 0

  /** A client, and a user who signed in twice to the first application. */
  async function open(name: string) {
    const { domain, ferry } = stage()
    const { client_id, client_secret } = ferry.admin
    const { ManagementClient } = loadClient<Sdk>(name)
    const api = new ManagementClient({
      domain,
      clientId: client_id,
      clientSecret: client_secret,
      maxRetries: 0,
    })
    const connection_name = `people-${++people}`
    const connection = await api.connections.create({
      name: connection_name,
      strategy: 'auth0',
      options: {},
    })
    const { user_id = '' } = await api.users.create({
      connection: connection_name,
      email: `ann${people}@example.com`,
      password: 'Correct-horse-1',
    })
    const who = { user_id, connection_id: connection.id ?? '', client_id, offline: true }
    const signIns = [await signInPerson(ferry, who), await signInPerson(ferry, who)] as const
    return { api, user_id, client_id, signIns }
  }

  describe.each(['auth0-5', 'auth0-6'])('%s', (name) => {
    test('lists, reads, ends and revokes sessions, and what they gave to applications', async () => {
      const { api, user_id, signIns } = await open(name)
      const [one, two] = signIns
      const listed = (await all(await api.users.sessions.list(user_id, { take: 1 }))).map(({ id }) => id)
      const ids = signIns.map(({ session }) => session.session_id)
      expect(listed.toSorted()).toEqual(ids.toSorted())
      expect(await api.sessions.get(one.session.session_id)).toMatchObject({ user_id })
      await api.sessions.delete(one.session.session_id)
      expect(await statusOf(api.sessions.get(one.session.session_id))).toBe(404)
      await api.sessions.revoke(two.session.session_id)
      const left = await all(await api.users.refreshToken.list(user_id))
      expect(left.map(({ id }) => id)).toEqual([one.family_id])
      await api.refreshTokens.delete(one.family_id)
      expect(await statusOf(api.refreshTokens.get(one.family_id))).toBe(404)
      expect(await statusOf(api.sessions.update(two.session.session_id, { session_metadata: {} }))).toBe(400)
    })

    test('lists and withdraws grants, and lists and deletes device credentials', async () => {
      const { api, user_id, client_id, signIns } = await open(name)
      const [one, two] = signIns
      const granted = await all(await api.userGrants.list({ user_id, client_id, per_page: 1 }))
      expect(granted).toMatchObject([{ user_id, clientID: client_id, scope: ['openid', 'offline_access'] }])
      const listed = await api.deviceCredentials.list({ user_id, type: 'refresh_token', per_page: 1 })
      const ids = (await all(listed)).map(({ id }) => id ?? '')
      expect(ids.toSorted()).toEqual([one.family_id, two.family_id].toSorted())
      await api.deviceCredentials.delete(one.family_id)
      await api.userGrants.delete(granted[0]?.id ?? '')
      await api.userGrants.deleteByUserId({ user_id })
      expect(await all(await api.userGrants.list({ user_id }))).toEqual([])
    })

    test('creates, reads, changes and deletes APIs', async () => {
      const { api } = await open(name)
      const scopes = [{ value: 'read:orders', description: 'See orders' }]
      const identifier = `https://${name}.example.com`
      const { id = '' } = await api.resourceServers.create({ identifier, name: 'Orders', scopes })
      await api.resourceServers.update(id, { token_lifetime: 600 })
      expect(await api.resourceServers.get(id)).toMatchObject({ identifier, scopes, token_lifetime: 600 })
      const names = (await all(await api.resourceServers.list({ per_page: 1 }))).map((one) => one.name)
      expect(names).toEqual(expect.arrayContaining(['Auth0 Management API', 'Orders']))
      await api.resourceServers.delete(id)
      expect(await statusOf(api.resourceServers.get(id))).toBe(404)
    })
  })
})
