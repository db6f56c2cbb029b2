import { describe, expect, test } from 'vitest'
import type { Store } from '../../../../server/store/contract.ts'
import { addConnection, addUser, newTenant } from './samples.ts'

const LOGIN = 'function login (email, password, callback) { callback(null) }'

export function describeVersions(opened: () => Store): void {
  async function withConnection() {
    const store = opened()
    const tenant_id = await newTenant(store)
    const connection = await addConnection(store, tenant_id, {
      scripts: { login: LOGIN },
      options: { step: 1 },
    })
    const { connection_id } = connection
    const change = (what: Parameters<Store['updateConnection']>[2], actor = 'ann') =>
      store.updateConnection(tenant_id, connection_id, what, actor)
    const save = (login: string, expected?: number, parent_version?: number) =>
      store.saveDraft(tenant_id, connection_id, { scripts: { login }, parent_version }, 'ann', expected)
    const deploy = (wish: Partial<Parameters<Store['deployDraft']>[2]> = {}) =>
      store.deployDraft(tenant_id, connection_id, { force: false, ...wish }, 'ben')
    const find = (version: number) => store.findConnectionVersion(tenant_id, connection_id, version)
    const live = async () => (await store.findConnection(tenant_id, connection_id))?.scripts.login?.source
    return { store, tenant_id, connection_id, change, save, deploy, find, live }
  }

  describe('versions of a connection', () => {
    test('each write leaves one, newest first, with who made it and why', async () => {
      const { store, tenant_id, connection_id, change } = await withConnection()
      await change({ options: { step: 2 } })
      await change({ scripts: { login: 'second', verify: '' }, note: 'by hand' }, 'ben')
      const list = (page: { before?: number; limit: number }) =>
        store.listConnectionVersions(tenant_id, connection_id, page)
      const versions = await list({ limit: 10 })
      expect(versions).toMatchObject([
        { version: 3, options: { step: 2 }, scripts: { login: 2, verify: 1 }, actor: 'ben', note: 'by hand' },
        { version: 2, options: { step: 2 }, scripts: { login: 1 }, actor: 'ann', note: undefined },
        { version: 1, options: { step: 1 }, scripts: { login: 1 }, actor: 'tester', note: undefined },
      ])
      expect((await list({ limit: 2 })).map(({ version }) => version)).toEqual([3, 2])
      expect((await list({ before: 3, limit: 1 })).map(({ version }) => version)).toEqual([2])
      expect(await list({ before: 1, limit: 10 })).toEqual([])
    })

    test('a version is whole: its texts byte for byte, and the names of its configuration alone', async () => {
      const { change, find } = await withConnection()
      const text = 'function login () { return "ü\\r\\n\u2028" }\r\n'
      await change({ scripts: { login: text }, configuration: { B: 'canary', A: '' } })
      await change({ scripts: { login: 'later' }, configuration: {} })
      const version = await find(2)
      expect(version).toMatchObject({ version: 2, sources: { login: text }, configuration_keys: ['A', 'B'] })
      expect(JSON.stringify(version)).not.toContain('canary')
      expect(await find(1)).toMatchObject({ sources: { login: LOGIN } })
      expect(await find(3)).toMatchObject({ sources: { login: 'later' }, configuration_keys: [] })
      expect(await find(4)).toBeUndefined()
    })

    test('a key of the configuration says when its value became another, and by whom', async () => {
      const { store, tenant_id, connection_id, change } = await withConnection()
      await change({ configuration: { A: '1', B: '1' } }, 'ann')
      await change({ configuration: { A: '1', B: '2' } }, 'ben')
      await change({ options: { step: 3 } }, 'cyd')
      expect(await store.listConfigurationKeys(tenant_id, connection_id)).toMatchObject([
        { key: 'A', set_by: 'ann' },
        { key: 'B', set_by: 'ben' },
      ])
      await change({ configuration: {} })
      expect(await store.listConfigurationKeys(tenant_id, connection_id)).toEqual([])
    })

    test('people are counted by whether the store could log them in alone', async () => {
      const { store, tenant_id, connection_id } = await withConnection()
      await addUser(store, tenant_id, connection_id, 'moved')
      await addUser(store, tenant_id, connection_id, 'made', { migrated_by: undefined })
      await addUser(store, tenant_id, connection_id, 'cached', {
        migrated_by: undefined,
        password_hash: undefined,
      })
      expect(await store.countCredentials(tenant_id, connection_id)).toEqual({
        with_password: 2,
        made_here: 1,
        without_password: 1,
      })
    })
  })

  describe('drafts', () => {
    test('a draft is kept beside the live scripts, counts its saves, and remembers where it was begun', async () => {
      const { store, tenant_id, connection_id, change, save, live } = await withConnection()
      expect(await store.findDraft(tenant_id, connection_id)).toBeUndefined()
      const first = await save('one')
      expect(first).toMatchObject({
        kind: 'saved',
        draft: { revision: 1, parent_version: 1, scripts: { login: 'one' }, actor: 'ann' },
      })
      await change({ options: { step: 2 } })
      const second = await save('two')
      if (second.kind !== 'saved') throw new Error(second.kind)
      expect(second.draft).toMatchObject({ revision: 2, parent_version: 1 })
      expect(await store.findDraft(tenant_id, connection_id)).toEqual(second.draft)
      expect(await live()).toBe(LOGIN)
      expect(await save('three', undefined, 2)).toMatchObject({ draft: { parent_version: 2 } })
      expect(await store.deleteDraft(tenant_id, connection_id, 2)).toEqual({ kind: 'stale', revision: 3 })
      expect(await store.findDraft(tenant_id, connection_id)).toBeDefined()
      expect(await store.deleteDraft(tenant_id, connection_id, 3)).toEqual({ kind: 'deleted' })
      expect(await store.deleteDraft(tenant_id, connection_id)).toEqual({ kind: 'deleted' })
      expect(await store.findDraft(tenant_id, connection_id)).toBeUndefined()
    })

    test('of those who save over the same draft at once one has saved, and the others hear of it', async () => {
      const { save } = await withConnection()
      const begun = await Promise.all(['a', 'b', 'c'].map((text) => save(text, 0)))
      expect(begun.filter(({ kind }) => kind === 'saved')).toHaveLength(1)
      expect(begun.filter(({ kind }) => kind === 'stale')).toEqual([
        { kind: 'stale', revision: 1 },
        { kind: 'stale', revision: 1 },
      ])
      expect(await save('d', 1)).toMatchObject({ kind: 'saved', draft: { revision: 2 } })
    })

    test('a deployed draft is live as a version of its own, and is no draft any more', async () => {
      const { store, tenant_id, connection_id, save, deploy, find, live } = await withConnection()
      expect(await deploy()).toEqual({ kind: 'no_draft' })
      await save('new')
      expect(await deploy({ draft_revision: 7 })).toEqual({ kind: 'stale', revision: 1 })
      expect(await deploy({ draft_revision: 1, note: 'faster' })).toMatchObject({
        kind: 'deployed',
        connection: { revision: 2, scripts: { login: { source: 'new', revision: 2 } } },
      })
      expect(await live()).toBe('new')
      expect(await find(2)).toMatchObject({ actor: 'ben', note: 'faster', options: { step: 1 } })
      expect(await store.findDraft(tenant_id, connection_id)).toBeUndefined()
    })

    test('a draft conflicts with scripts that were changed since, not with other changes, and can be forced', async () => {
      const { change, save, deploy, live } = await withConnection()
      await save('mine')
      await change({ options: { step: 2 }, configuration: { A: '1' } })
      expect(await deploy()).toMatchObject({ kind: 'deployed' })
      await save('mine again')
      await change({ scripts: { login: 'theirs' } })
      expect(await deploy()).toEqual({ kind: 'moved_on', live_version: 4, parent_version: 3 })
      expect(await live()).toBe('theirs')
      expect(await deploy({ force: true })).toMatchObject({ kind: 'deployed' })
      expect(await live()).toBe('mine again')
    })

    test('of two who deploy at once one deploys', async () => {
      const { save, deploy } = await withConnection()
      await save('new')
      const both = await Promise.all([deploy(), deploy()])
      expect(both.map(({ kind }) => kind).toSorted()).toEqual(['deployed', 'no_draft'])
    })

    test('sources of scripts are listed as wished, those that there are, and of no other tenant', async () => {
      const { store, tenant_id, connection_id } = await withConnection()
      const script = (source: string) =>
        store.updateConnection(tenant_id, connection_id, { scripts: { login: source } }, 'tester')
      await script('second')
      await script('third')
      const wanted = [3, 9, 2].map((revision) => ({ action: 'login', revision }))
      expect(await store.listScriptSources(tenant_id, connection_id, wanted)).toEqual([
        { action: 'login', revision: 3, source: 'third' },
        { action: 'login', revision: 2, source: 'second' },
      ])
      expect(await store.listScriptSources(await newTenant(store), connection_id, wanted)).toEqual([])
    })

    test('of each revision of the configuration the keys that changed are listed, oldest first', async () => {
      const { store, tenant_id, connection_id } = await withConnection()
      const set = (configuration: { [key: string]: string }) =>
        store.updateConnection(tenant_id, connection_id, { configuration }, 'tester')
      await set({ A: '1', B: '1' })
      await set({ A: '2', B: '1' })
      await set({ A: '2' })
      const [, ...changes] = await store.listConfigurationChanges(tenant_id, connection_id)
      expect(changes.slice(1)).toEqual([
        { revision: 3, keys: ['A'] },
        { revision: 4, keys: ['B'] },
      ])
      expect(changes[0]?.keys).toEqual(expect.arrayContaining(['A', 'B']))
    })

    test('T1: versions and drafts of another tenant’s connection are not there, and none is made', async () => {
      const { store, tenant_id, connection_id, save } = await withConnection()
      await save('secret')
      const other = await newTenant(store)
      expect(await store.listConnectionVersions(other, connection_id, { limit: 9 })).toEqual([])
      expect(await store.findConnectionVersion(other, connection_id, 1)).toBeUndefined()
      expect(await store.findDraft(other, connection_id)).toBeUndefined()
      expect(await store.saveDraft(other, connection_id, { scripts: {} }, 'eve')).toEqual({ kind: 'missing' })
      await store.deleteDraft(other, connection_id)
      expect(await store.deployDraft(other, connection_id, { force: true }, 'eve')).toEqual({
        kind: 'missing',
      })
      expect(await store.listConfigurationKeys(other, connection_id)).toEqual([])
      expect((await store.countCredentials(other, connection_id)).with_password).toBe(0)
      expect(await store.findDraft(tenant_id, connection_id)).toMatchObject({ scripts: { login: 'secret' } })
    })

    test('a connection takes its versions and its draft with it', async () => {
      const { store, tenant_id, connection_id, save, find } = await withConnection()
      await save('mine')
      await store.deleteConnection(tenant_id, connection_id)
      expect(await store.findDraft(tenant_id, connection_id)).toBeUndefined()
      expect(await find(1)).toBeUndefined()
      expect(await save('again')).toEqual({ kind: 'missing' })
    })
  })
}
