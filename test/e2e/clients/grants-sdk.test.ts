/** What users have allowed applications, and APIs, by the Management clients of `auth0`, versions 4 and 7, as published. @module */
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
/** A user without a legacy store, who has allowed the first client, and given it a refresh token. */
async function allowed() {
  const api = new ManagementClient({ ...credentials(), maxRetries: 0 })
  const name = `grants-${++people}`
  const connection = await api.connections.create({ name, strategy: 'auth0', options: {} })
  const email = `ann${people}@example.com`
  const { user_id = '' } = await api.users.create({ connection: name, email, password: 'Correct-horse-1' })
  const { ferry } = stage()
  const { client_id } = ferry.admin
  const connection_id = connection.id ?? ''
  const made = await signInPerson(ferry, { user_id, connection_id, client_id, offline: true })
  const grant = {
    id: made.consent_id,
    clientID: client_id,
    user_id,
    audience: `https://${stage().domain}/userinfo`,
    scope: ['openid', 'offline_access'],
  }
  const credential = { id: made.family_id, type: 'refresh_token', user_id, client_id }
  return { user_id, grant, credential }
}

async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of pages) items.push(item)
  return items
}

test('version 7 lists and withdraws grants, and lists and deletes device credentials', async () => {
  const { userGrants, deviceCredentials } = new ManagementClient({ ...credentials(), maxRetries: 0 })
  const { user_id, grant, credential } = await allowed()
  const { clientID: client_id, audience } = grant
  expect(await all(await userGrants.list({ user_id, client_id, audience, per_page: 1 }))).toEqual([grant])
  const listed = await deviceCredentials.list({ user_id, client_id, type: 'refresh_token', per_page: 1 })
  expect(await all(listed)).toEqual([credential])
  await deviceCredentials.delete(credential.id)
  await userGrants.delete(grant.id)
  expect(await all(await userGrants.list({ user_id }))).toEqual([])
  expect(await all(await deviceCredentials.list({ user_id, type: 'refresh_token' }))).toEqual([])
  const other = await allowed()
  await userGrants.deleteByUserId({ user_id: other.user_id })
  expect(await all(await userGrants.list({ user_id: other.user_id }))).toEqual([])
})

test('version 4 lists and withdraws grants, and lists and deletes device credentials', async () => {
  const api = new ManagementClient4({ ...credentials(), retry: { enabled: false } })
  const { user_id, grant, credential } = await allowed()
  expect((await api.grants.getAll({ user_id })).data).toEqual([grant])
  expect((await api.grants.getAll({ user_id, include_totals: true })).data).toMatchObject({ total: 1 })
  const query = { user_id, type: 'refresh_token', fields: 'id,type' } as const
  expect((await api.deviceCredentials.getAll(query)).data).toEqual([
    { id: credential.id, type: 'refresh_token' },
  ])
  await api.deviceCredentials.delete({ id: credential.id })
  await api.grants.delete({ id: grant.id })
  await api.grants.deleteByUserId({ user_id })
  expect((await api.grants.getAll({ user_id })).data).toEqual([])
})

test('versions 4 and 7 create, read, change and delete APIs', async () => {
  const seven = new ManagementClient({ ...credentials(), maxRetries: 0 }).resourceServers
  const four = new ManagementClient4({ ...credentials(), retry: { enabled: false } }).resourceServers
  const scopes = [{ value: 'read:orders', description: 'See orders' }]
  const made = await seven.create({ identifier: 'https://seven.example.com', name: 'Seven', scopes })
  expect(made).toMatchObject({ skip_consent_for_verifiable_first_party_clients: true, scopes })
  const id = made.id ?? ''
  await seven.update(id, { skip_consent_for_verifiable_first_party_clients: false })
  expect((await four.get({ id })).data).toMatchObject({
    name: 'Seven',
    skip_consent_for_verifiable_first_party_clients: false,
  })
  const identifier = 'https://four.example.com'
  const { data } = await four.create({ identifier, name: 'Four', token_lifetime: 600 })
  await four.update({ id: data.id }, { name: 'Fourth' })
  expect(await seven.get(data.id)).toMatchObject({ name: 'Fourth', token_lifetime: 600 })
  const named = (await all(await seven.list({ per_page: 2 }))).map(({ name }) => name)
  expect(named).toEqual(expect.arrayContaining(['Auth0 Management API', 'Seven', 'Fourth']))
  await four.delete({ id })
  await seven.delete(data.id)
  expect((await four.getAll()).data.map(({ name }) => name)).toEqual(['Auth0 Management API'])
})
