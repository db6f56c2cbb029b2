import { describe, expect, test } from 'vitest'
import type { Page, Store } from '../../../../server/store/contract.ts'
import { sampleFailure, sampleRun } from './runs.ts'
import { addConnection, addUser, ensureClient, is, newTenant, sampleUser } from './samples.ts'
import { sampleCode, sampleSignIn } from './sign-ins.ts'
import { sampleKey } from './signing-keys.ts'

const WHOLE: Page = { kind: 'offset', offset: 0, limit: 100 }
const START: Page = { kind: 'after', after: undefined, limit: 1 }

/** The same things under the same names and ids in every tenant. */
async function fill(store: Store, tenant_id: string): Promise<string> {
  const { connection_id } = await addConnection(store, tenant_id)
  await addUser(store, tenant_id, connection_id, 'ann', { username_key: 'annie' })
  await addUser(store, tenant_id, connection_id, 'ben')
  await addUser(store, tenant_id, connection_id, 'dan')
  await store.deleteUser(tenant_id, 'auth0|dan', { tombstone: true })
  await ensureClient(store, tenant_id, 'client-1')
  const grant = { client_id: 'client-1', audience: 'https://api.example.com', scopes: ['read:x'] }
  await store.createClientGrant(tenant_id, grant)
  await store.createRefreshToken(tenant_id, { ...refreshTokenFamily, user_id: 'auth0|ann' })
  const signedIn = { user_id: 'auth0|ann', client_id: 'client-1' }
  const code = sampleCode('code-1', { client_id: 'client-1' })
  await store.completeSignIn(tenant_id, sampleSignIn(connection_id, 'session-1', { ...signedIn, code }))
  await store.putOnce(tenant_id, {
    kind: 'login_ticket',
    key_sha256: 'key-1',
    payload: { a: 1 },
    life_ms: 60_000,
  })
  await store.saveLoginPage(tenant_id, { html: '<p>' })
  await store.updateTenantSettings(tenant_id, { friendly_name: 'Acme' })
  await store.addSigningKey(sampleKey(tenant_id, 'key-1'))
  await store.recordRun(tenant_id, sampleRun(connection_id, { run_id: 'run-1' }))
  await store.recordMigrationFailure(tenant_id, sampleFailure(connection_id, { event_id: 'event-1' }))
  return connection_id
}

/** Everything that the store tells about a tenant. */
async function answers(store: Store, tenant_id: string, connection_id: string): Promise<string> {
  return JSON.stringify([
    await store.findConnection(tenant_id, connection_id),
    await store.findConnectionByName(tenant_id, 'legacy'),
    await store.listConnections(tenant_id, {}, WHOLE),
    await store.listConnections(tenant_id, { name: 'legacy', strategies: ['auth0'] }, START),
    await store.listScriptRevisions(tenant_id, connection_id, 'login'),
    await store.findLogin(tenant_id, connection_id, 'ann@example.com'),
    await store.findLogin(tenant_id, connection_id, 'annie'),
    await store.findUser(tenant_id, 'auth0|ann'),
    await store.findIdentity(tenant_id, connection_id, 'ann'),
    await store.isTombstoned(tenant_id, connection_id, { external_id: 'dan' }),
    await store.listPasswordHashes(tenant_id, connection_id, 'ann', 9),
    await store.findUsersByEmail(tenant_id, 'ann@example.com'),
    await store.listUsers(tenant_id, {}, WHOLE),
    await store.listUsers(tenant_id, { where: { kind: 'word', text: 'a' } }, START),
    await store.listUsers(tenant_id, { connection_id, where: is('email', 'ben@example.com') }, WHOLE),
    await store.countUsers(tenant_id, connection_id),
    await store.findClient(tenant_id, 'client-1'),
    await store.findClientToSignIn(tenant_id, 'client-1'),
    await store.listClients(tenant_id),
    await store.pageClients(tenant_id, {}, WHOLE),
    await store.listGrantsOfClient(tenant_id, 'client-1'),
    await store.listClientGrants(tenant_id, {}, WHOLE),
    await store.findRefreshTokenFamily(tenant_id, 'family-1'),
    await store.listRefreshTokenFamilies(tenant_id, 'auth0|ann', { from: undefined, take: 100 }),
    await store.findPersonSession(tenant_id, 'session-1'),
    await store.findPersonSessionById(tenant_id, 'ses_session-1'),
    await store.listPersonSessions(tenant_id, 'auth0|ann', { from: undefined, take: 100 }),
    await store.findOnce(tenant_id, 'login_ticket', 'key-1'),
    await store.findLoginPage(tenant_id),
    await store.readTenantSettings(tenant_id),
    await store.listSigningKeys(tenant_id),
    await store.countRuns(tenant_id, connection_id),
    await store.listRuns(tenant_id, connection_id, 100),
    await store.listMigrationEvents(tenant_id, connection_id, 100),
  ])
}

export function describeTenancy(opened: () => Store): void {
  describe('tenants apart', () => {
    test('T2: what a tenant is told is the same to the byte with and without another tenant’s data', async () => {
      const store = opened()
      const [a, b] = [await newTenant(store), await newTenant(store)]
      const connection_id = await fill(store, a)
      const before = await answers(store, a, connection_id)
      const theirs = await fill(store, b)
      expect(await answers(store, a, connection_id)).toBe(before)
      await store.deleteConnection(b, theirs)
      expect(await answers(store, a, connection_id)).toBe(before)
    })

    test('T1: with the ids of another tenant nothing is found, changed or deleted', async () => {
      const store = opened()
      const [a, b] = [await newTenant(store), await newTenant(store)]
      const connection_id = await fill(store, a)
      const before = await answers(store, a, connection_id)
      const update = { display_name: 'stolen', scripts: { login: 'stolen' }, configuration: { DB: 'stolen' } }
      const user = sampleUser(connection_id, 'cyd')

      expect(await answers(store, b, connection_id)).toBe(
        JSON.stringify([
          undefined,
          undefined,
          { items: [], total: 0 },
          { items: [] },
          [],
          undefined,
          undefined,
          undefined,
          undefined,
          false,
          [],
          [],
          { items: [], total: 0 },
          { items: [] },
          { items: [], total: 0 },
          { users: 0, migrated: 0 },
          undefined,
          undefined,
          [],
          { items: [], total: 0 },
          [],
          { items: [], total: 0 },
          undefined,
          { families: [] },
          undefined,
          undefined,
          { sessions: [] },
          undefined,
          undefined,
          {},
          [],
          [],
          [],
          [],
        ]),
      )
      expect(await store.updateConnection(b, connection_id, update, 'thief')).toEqual({ kind: 'missing' })
      expect(await store.updateConnection(b, connection_id, update, 'thief', 1)).toEqual({ kind: 'missing' })
      expect(await store.deleteConnection(b, connection_id)).toBe(false)
      expect(await store.createUser(b, user)).toEqual({ kind: 'no_connection' })
      expect(await store.saveCachedLogin(b, user, { ...cached, email: 'x', email_key: 'x' })).toEqual({
        kind: 'no_connection',
      })
      expect(await store.recordLogin(b, 'auth0|ann', '203.0.113.9')).toBe(false)
      expect(await store.replaceHash(b, connection_id, 'ann', '$argon2id$ann', 'stolen')).toBe(false)
      expect(await store.updateUser(b, 'auth0|ann', { blocked: true })).toEqual({ kind: 'missing' })
      expect(await store.deleteUser(b, 'auth0|ann', { tombstone: true })).toBe(false)
      const [grant] = await store.listGrantsOfClient(a, 'client-1')
      expect(await store.updateClient(b, 'client-1', { name: 'stolen' })).toBeUndefined()
      expect(await store.deleteClient(b, 'client-1', 'thief')).toBe(false)
      expect(await store.updateClientGrant(b, grant?.grant_id ?? '', ['stolen'])).toBeUndefined()
      expect(await store.deleteClientGrant(b, grant?.grant_id ?? '')).toBe(false)
      expect(await store.revokeRefreshTokens(b, { user_id: 'auth0|ann' })).toBe(0)
      const use = { secret_sha256: 'session-1', client_id: 'client-1', idle_ms: 1, code: undefined }
      expect(await store.usePersonSession(b, { ...use, ip: undefined, user_agent: undefined })).toEqual({
        kind: 'no_session',
      })
      const family = { family_id: 'f', secret_sha256: 's', life_ms: undefined, idle_ms: undefined }
      const attempt = {
        client_id: 'client-1',
        redirect_uri: undefined,
        verifier_challenge: undefined,
        family,
      }
      expect(await store.redeemCode(b, { ...attempt, code_sha256: 'code-1' })).toEqual({ kind: 'invalid' })
      expect(await store.takeOnce(b, 'login_ticket', 'key-1')).toEqual({ kind: 'refused', why: 'unknown' })
      for (const of of [
        { secret_sha256: 'session-1' },
        { session_id: 'ses_session-1' },
        { user_id: 'auth0|ann' },
      ]) {
        expect(
          await store.endPersonSessions(b, of, { cause: 'session-revoked', with_refresh_tokens: true }),
        ).toEqual([])
      }
      await store.recordRun(b, sampleRun(connection_id))
      await store.recordMigrationFailure(b, sampleFailure(connection_id))

      expect(await answers(store, a, connection_id)).toBe(before)
    })
  })
}

const refreshTokenFamily = {
  family_id: 'family-1',
  client_id: 'client-1',
  audience: undefined,
  scopes: ['openid'],
  secret_sha256: 'secret',
  life_ms: undefined,
  idle_ms: undefined,
}

const cached = {
  email_verified: false,
  username: undefined,
  username_key: undefined,
  profile: {},
}
