import { describe, expect, test } from 'vitest'
import type { NeededConsent, Store } from '../../../../server/store/contract.ts'
import { addUser } from './samples.ts'
import { sampleCode, signInRoom } from './sign-ins.ts'

const PAGE = { kind: 'offset', offset: 0, limit: 10 } as const
const API = 'https://api.example'

const needed = (change: Partial<NeededConsent> = {}): NeededConsent => ({
  client_id: 'app',
  audience: API,
  scopes: ['openid', 'read:orders'],
  is_api: false,
  given_as: undefined,
  ...change,
})

async function apiOf(store: Store, tenant_id: string): Promise<string> {
  const api = { identifier: API, name: 'Orders', scopes: [], settings: {} }
  const made = await store.createResourceServer(tenant_id, api)
  if (made.kind !== 'created') throw new Error(made.kind)
  return made.api.resource_server_id
}

export function describeConsents(opened: () => Store): void {
  describe('consents', () => {
    test('a sign-in without its consent makes nothing; with it, consent, session and code are there', async () => {
      const store = opened()
      const { tenant_id, signIn, redeem } = await signInRoom(store)
      const code = sampleCode('c')
      expect(await signIn('one', { code, consent: needed() })).toEqual({ kind: 'consent_due' })
      expect(await store.findPersonSession(tenant_id, 'one')).toBeUndefined()
      expect(await redeem('c')).toEqual({ kind: 'invalid' })
      const given = needed({ given_as: 'cns_1' })
      expect(await signIn('one', { code, consent: given })).toMatchObject({ kind: 'complete' })
      expect(await redeem('c')).toMatchObject({ kind: 'redeemed' })
      const of = { user_id: 'auth0|ann', client_id: 'app', audience: API }
      expect(await store.findConsent(tenant_id, of)).toEqual({
        ...of,
        consent_id: 'cns_1',
        scopes: ['openid', 'read:orders'],
        created_at: expect.any(Number),
      })
      expect(await store.findConsent(tenant_id, { ...of, client_id: 'other' })).toBeUndefined()
      expect(await store.findConsent(tenant_id, { ...of, audience: '' })).toBeUndefined()
    })

    test('a consent counts for its scopes and fewer; further ones are added, under the same ID', async () => {
      const store = opened()
      const { tenant_id, signIn, use } = await signInRoom(store)
      await signIn('one', { consent: needed({ given_as: 'cns_1' }) })
      const kindOf = async (consent: NeededConsent) =>
        (await use('one', { consent, code: sampleCode(`c-${Math.random()}`) })).kind
      expect(await kindOf(needed())).toBe('used')
      expect(await kindOf(needed({ scopes: [] }))).toBe('used')
      expect(await kindOf(needed({ scopes: ['write:orders'] }))).toBe('consent_due')
      expect(await kindOf(needed({ client_id: 'other' }))).toBe('consent_due')
      expect(await kindOf(needed({ audience: '' }))).toBe('consent_due')
      expect(await kindOf(needed({ scopes: ['write:orders'], given_as: 'cns_2' }))).toBe('used')
      const all = ['openid', 'read:orders', 'write:orders']
      expect(await kindOf(needed({ scopes: all }))).toBe('used')
      const { items } = await store.listConsents(tenant_id, {}, PAGE)
      expect(items).toMatchObject([{ consent_id: 'cns_1', scopes: all }])
    })

    test('a use of a session without its consent makes no code', async () => {
      const store = opened()
      const { signIn, use, redeem } = await signInRoom(store)
      await signIn('one')
      const due = await use('one', { consent: needed(), code: sampleCode('c') })
      expect(due).toEqual({ kind: 'consent_due' })
      expect(await redeem('c')).toEqual({ kind: 'invalid' })
    })

    test('a withdrawn consent takes unused codes and the refresh tokens of its audience along', async () => {
      const store = opened()
      const { tenant_id, signIn, use, redeem } = await signInRoom(store)
      await signIn('one', { consent: needed({ given_as: 'cns_1' }) })
      const offline = { offline: true, audience: API }
      for (const [name, change] of [
        ['kept', { ...offline, audience: undefined }],
        ['other', { ...offline, client_id: 'other' }],
        ['gone', offline],
        ['unused', offline],
      ] as const) {
        await use('one', { consent: needed(), code: sampleCode(name, change) })
        const client_id = name === 'other' ? 'other' : 'app'
        if (name !== 'unused') await redeem(name, { family_id: name, client_id })
      }
      expect(await store.deleteConsents(tenant_id, { consent_id: 'cns_9' })).toEqual([])
      expect(await store.deleteConsents(tenant_id, { consent_id: 'cns_1' })).toMatchObject([
        { consent_id: 'cns_1', user_id: 'auth0|ann' },
      ])
      expect(await redeem('unused')).toEqual({ kind: 'invalid' })
      const revoked = async (family_id: string) =>
        (await store.findRefreshTokenFamily(tenant_id, family_id))?.revoked_at !== undefined
      expect(await Promise.all(['kept', 'other', 'gone'].map(revoked))).toEqual([false, false, true])
      expect(await use('one', { consent: needed() })).toEqual({ kind: 'consent_due' })
    })

    test('a withdrawal at the same time as uses of the session leaves no code that gives a refresh token', async () => {
      const store = opened()
      const { tenant_id, signIn, use, redeem } = await signInRoom(store)
      const api = { offline: true, audience: API }
      for (let round = 0; round < 5; round++) {
        const id = `r${round}`
        await signIn(id, { consent: needed({ given_as: `cns_${round}` }) })
        await Promise.all([
          use(id, { consent: needed(), code: sampleCode(`${id}-a`, api) }),
          store.deleteConsents(tenant_id, { user_id: 'auth0|ann' }),
          use(id, { consent: needed(), code: sampleCode(`${id}-b`, api) }).then(() =>
            redeem(`${id}-b`, { family_id: id }),
          ),
        ])
        expect(await redeem(`${id}-a`, { family_id: `${id}-2` })).toEqual({ kind: 'invalid' })
        const family = await store.findRefreshTokenFamily(tenant_id, id)
        expect(family === undefined || family.revoked_at !== undefined).toBe(true)
      }
    })

    test('a deletion of the user, the application or the API leaves no consent behind', async () => {
      const store = opened()
      const { tenant_id, connection_id, signIn } = await signInRoom(store)
      const key = await apiOf(store, tenant_id)
      const give = (n: number, consent: Partial<NeededConsent>, user_id = 'auth0|ann') =>
        signIn(`s${n}`, { user_id, consent: needed({ ...consent, given_as: `cns_${n}` }) })
      await addUser(store, tenant_id, connection_id, 'ben')
      await give(1, { is_api: true })
      await give(2, { audience: '' })
      await give(3, { audience: '', client_id: 'other' })
      await give(4, { audience: '' }, 'auth0|ben')
      const left = async () =>
        (await store.listConsents(tenant_id, {}, PAGE)).items.map(({ consent_id }) => consent_id).toSorted()
      expect(await left()).toEqual(['cns_1', 'cns_2', 'cns_3', 'cns_4'])
      await store.deleteResourceServer(tenant_id, key)
      expect(await left()).toEqual(['cns_2', 'cns_3', 'cns_4'])
      await give(5, { is_api: true })
      expect(await left()).toEqual(['cns_2', 'cns_3', 'cns_4'])
      await store.deleteClient(tenant_id, 'other', 'tester')
      expect(await left()).toEqual(['cns_2', 'cns_4'])
      await store.deleteUser(tenant_id, 'auth0|ann', { tombstone: false })
      expect(await left()).toEqual(['cns_4'])
    })

    test('consents are listed oldest first, by user, application and audience, in their tenant alone', async () => {
      const store = opened()
      const { tenant_id, connection_id, signIn } = await signInRoom(store)
      const other = await signInRoom(store)
      await addUser(store, tenant_id, connection_id, 'ben')
      await signIn('1', { consent: needed({ given_as: 'cns_1' }) })
      await signIn('2', { consent: needed({ given_as: 'cns_2', audience: '', client_id: 'other' }) })
      await signIn('3', { user_id: 'auth0|ben', consent: needed({ given_as: 'cns_3' }) })
      const ids = async (filter: Parameters<Store['listConsents']>[1]) =>
        (await store.listConsents(tenant_id, filter, PAGE)).items.map(({ consent_id }) => consent_id)
      expect((await ids({})).toSorted()).toEqual(['cns_1', 'cns_2', 'cns_3'])
      expect(await ids({ user_id: 'auth0|ben' })).toEqual(['cns_3'])
      expect(await ids({ client_id: 'other' })).toEqual(['cns_2'])
      expect((await ids({ audience: API })).toSorted()).toEqual(['cns_1', 'cns_3'])
      expect(await ids({ user_id: 'auth0|ann', client_id: 'app', audience: API })).toEqual(['cns_1'])
      const start = { kind: 'after', after: undefined, limit: 2 } as const
      const first = await store.listConsents(tenant_id, {}, start)
      const rest = await store.listConsents(tenant_id, {}, { ...start, after: first.next })
      expect([...first.items, ...rest.items]).toHaveLength(3)
      expect(await store.listConsents(other.tenant_id, {}, PAGE)).toEqual({ items: [], total: 0 })
      expect(await store.deleteConsents(other.tenant_id, { consent_id: 'cns_1' })).toEqual([])
      expect(await store.deleteConsents(tenant_id, { user_id: 'auth0|ann' })).toHaveLength(2)
      expect(await ids({})).toEqual(['cns_3'])
    })

    test('refresh tokens of all users are listed by user and application, and know when the sign-in was', async () => {
      const store = opened()
      const { tenant_id, signIn, redeem } = await signInRoom(store)
      const at = 1_700_000_000_000
      await signIn('one', { authenticated_at: at, code: sampleCode('c', { offline: true }) })
      await redeem('c', { family_id: 'f' })
      const list = async (filter: Parameters<Store['pageRefreshTokenFamilies']>[1]) =>
        (await store.pageRefreshTokenFamilies(tenant_id, filter, PAGE)).items
      expect(await list({})).toMatchObject([{ family_id: 'f', session_id: 'ses_one', authenticated_at: at }])
      expect(await list({ user_id: 'auth0|ann', client_id: 'app' })).toHaveLength(1)
      expect(await list({ client_id: 'other' })).toEqual([])
      expect(await list({ user_id: 'auth0|ben' })).toEqual([])
      await store.revokeRefreshTokens(tenant_id, { family_id: 'f' })
      expect(await store.pageRefreshTokenFamilies(tenant_id, {}, PAGE)).toEqual({ items: [], total: 0 })
    })
  })
}
