import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../../../server/store/contract.ts'
import { createLogIds } from '../../../../server/tenant-log/ids.ts'
import { sampleLog } from './logs.ts'
import { addConnection, addUser, ensureClient, newTenant, sampleConnection } from './samples.ts'

export function describeConnections(opened: () => Store): void {
  describe('connections', () => {
    test('a connection is read back as it was sent, scripts and configuration included', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const sent = sampleConnection({
        display_name: 'Old shop',
        metadata: { team: 'a' },
        realms: ['r1', 'r2'],
      })
      await ensureClient(store, tenant_id, 'client-1')
      const made = await store.createConnection(tenant_id, sent, 'tester')

      if (made.kind !== 'created') throw new Error(made.kind)
      const { connection } = made
      expect(connection.connection_id).toMatch(/^con_[0-9A-Za-z]{16}$/)
      expect(connection).toMatchObject({
        tenant_id,
        name: 'legacy',
        strategy: 'auth0',
        display_name: 'Old shop',
        options: sent.options,
        configuration: { values: { DB_PASSWORD: 'sesame', EMPTY: '' }, revision: 1 },
        enabled_clients: ['client-1'],
        realms: ['r1', 'r2'],
        metadata: { team: 'a' },
        revision: 1,
      })
      expect(connection.scripts).toEqual({
        login: { source: sent.scripts.login, revision: 1 },
        verify: { source: '', revision: 1 },
      })
      expect(await store.findConnection(tenant_id, connection.connection_id)).toEqual(connection)
      expect(await store.findConnectionByName(tenant_id, 'legacy')).toEqual(connection)
      expect(await store.findConnection(tenant_id, 'con_none')).toBeUndefined()
      expect(await store.findConnectionByName(tenant_id, 'Legacy')).toBeUndefined()
    })

    test('the connections of a client are found among those of many, and none that another client has', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      for (const client_id of ['c_1', 'cx1', 'C_1', 'c_11']) await ensureClient(store, tenant_id, client_id)
      const add = async (name: string, enabled_clients: string[], strategy = 'auth0'): Promise<string> => {
        const made = await store.createConnection(
          tenant_id,
          sampleConnection({ name, enabled_clients, strategy }),
          'a',
        )
        if (made.kind !== 'created') throw new Error(made.kind)
        return made.connection.connection_id
      }
      const ids = [
        await add('one', ['c_1']),
        await add('two', ['cx1', 'c_1']),
        await add('six', ['c_1', 'C_1']),
      ]
      for (const [name, client_id] of Object.entries({ x: 'cx1', c: 'C_1', l: 'c_11' }))
        await add(name, [client_id])
      await add('social', ['c_1'], 'google')
      expect((await store.findEnabledConnections(tenant_id, 'c_1', 9)).toSorted()).toEqual(ids.toSorted())
      expect(await store.findEnabledConnections(tenant_id, 'c_1', 2)).toHaveLength(2)
      expect(await store.findEnabledConnections(tenant_id, 'nobody', 2)).toEqual([])
      expect(await store.findEnabledConnections(await newTenant(store), 'c_1', 2)).toEqual([])
      const toSignIn = (id: string) => store.findClientToSignIn(tenant_id, id)
      const idsOf = async (id: string): Promise<string[] | undefined> => (await toSignIn(id))?.connection_ids
      expect((await toSignIn('c_1'))?.client).toEqual(await store.findClient(tenant_id, 'c_1'))
      expect(await idsOf('c_1')).toHaveLength(2)
      expect(ids).toEqual(expect.arrayContaining((await idsOf('c_1')) ?? ['none']))
      expect(await idsOf('c_11')).toEqual(await store.findEnabledConnections(tenant_id, 'c_11', 9))
      expect(await idsOf('nobody')).toBeUndefined()
      expect(await store.findClientToSignIn(await newTenant(store), 'c_1')).toBeUndefined()
    })

    test('without realms, a connection is its own realm', async () => {
      const store = opened()
      const connection = await addConnection(store, await newTenant(store))
      expect(connection.realms).toEqual(['legacy'])
      expect(connection.display_name).toBeUndefined()
      expect(connection.metadata).toBeUndefined()
    })

    test('a taken name is refused, and the connection that has it stays as it is', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const first = await addConnection(store, tenant_id)
      const again = sampleConnection({ options: { other: 1 }, scripts: { login: 'other' } })
      expect(await store.createConnection(tenant_id, again, 'tester')).toEqual({ kind: 'name_taken' })
      expect(await store.findConnectionByName(tenant_id, 'legacy')).toEqual(first)
    })

    test('a change replaces the fields that it names, and no others', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const before = await addConnection(store, tenant_id, { display_name: 'Old' })
      const { connection_id } = before
      const renamed = await store.updateConnection(tenant_id, connection_id, { display_name: 'New' }, 'ann')
      if (renamed.kind !== 'updated') throw new Error(renamed.kind)
      const { updated_at } = renamed.connection
      expect(renamed.connection).toEqual({ ...before, display_name: 'New', revision: 2, updated_at })
      expect(updated_at).toBeGreaterThanOrEqual(before.updated_at)

      const change = {
        options: { only: true },
        scripts: { get_user: 'function get_user () {}' },
        configuration: { TOKEN: 'x' },
        enabled_clients: [],
        realms: ['other'],
        metadata: { a: 'b' },
      }
      const replaced = await store.updateConnection(tenant_id, connection_id, change, 'ann')
      if (replaced.kind !== 'updated') throw new Error(replaced.kind)
      expect(replaced.connection).toMatchObject({
        ...change,
        display_name: 'New',
        scripts: { get_user: { source: change.scripts.get_user, revision: 1 } },
        configuration: { values: { TOKEN: 'x' }, revision: 2 },
        revision: 3,
      })
      expect(Object.keys(replaced.connection.options)).toEqual(['only'])
      expect(Object.keys(replaced.connection.scripts)).toEqual(['get_user'])
      expect(await store.findConnection(tenant_id, connection_id)).toEqual(replaced.connection)
    })

    test('an update that expects an older revision is refused and changes nothing', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const update = (text: string, expected?: number) =>
        store.updateConnection(tenant_id, connection_id, { scripts: { login: text } }, 'ann', expected)

      expect(await update('second', 1)).toMatchObject({ kind: 'updated', connection: { revision: 2 } })
      expect(await update('third', 1)).toEqual({ kind: 'stale', revision: 2 })
      const now = await store.findConnection(tenant_id, connection_id)
      expect(now?.scripts.login?.source).toBe('second')
      expect(await store.listScriptRevisions(tenant_id, connection_id, 'login')).toHaveLength(2)
      expect(await store.updateConnection(tenant_id, 'con_none', {}, 'ann', 1)).toEqual({ kind: 'missing' })
      expect(await store.updateConnection(tenant_id, 'con_none', {}, 'ann')).toEqual({ kind: 'missing' })
    })

    test('of 20 simultaneous updates that expect the same revision, one wins', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const ends = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          store.updateConnection(tenant_id, connection_id, { display_name: `n${n}` }, 'ann', 1),
        ),
      )
      expect(ends.filter((end) => end.kind === 'updated')).toHaveLength(1)
      expect(ends.filter((end) => end.kind === 'stale')).toHaveLength(19)
    })

    test('every other text of a script becomes a revision, the same text does not, and none is lost', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id, { scripts: { login: 'one' } })
      const save = async (scripts: { [action: string]: string }, actor: string) => {
        const end = await store.updateConnection(tenant_id, connection_id, { scripts }, actor)
        if (end.kind !== 'updated') throw new Error(end.kind)
        return end.connection.scripts
      }

      expect(await save({ login: 'one' }, 'ann')).toEqual({ login: { source: 'one', revision: 1 } })
      expect(await save({ login: 'two' }, 'ben')).toEqual({ login: { source: 'two', revision: 2 } })
      expect(await save({}, 'cyd')).toEqual({})
      expect(await save({ login: 'one' }, 'dan')).toEqual({ login: { source: 'one', revision: 3 } })

      const revisions = await store.listScriptRevisions(tenant_id, connection_id, 'login')
      expect(revisions.map(({ created_at, ...rest }) => rest)).toEqual(
        [
          { revision: 3, source: 'one', actor: 'dan' },
          { revision: 2, source: 'two', actor: 'ben' },
          { revision: 1, source: 'one', actor: 'tester' },
        ].map((row) => ({
          ...row,
          action: 'login',
          sha256: createHash('sha256').update(row.source).digest('hex'),
        })),
      )
      expect(await store.listScriptRevisions(tenant_id, connection_id, 'verify')).toEqual([])
    })

    test('the configuration has a new revision when a value differs, and only then', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id, { configuration: { A: '1', B: '2' } })
      const save = async (configuration: { [key: string]: string }) => {
        const end = await store.updateConnection(tenant_id, connection_id, { configuration }, 'ann')
        if (end.kind !== 'updated') throw new Error(end.kind)
        return end.connection.configuration
      }
      expect(await save({ B: '2', A: '1' })).toEqual({ values: { A: '1', B: '2' }, revision: 1 })
      expect(await save({ A: '1' })).toEqual({ values: { A: '1' }, revision: 2 })
      expect(await save({ A: '2' })).toEqual({ values: { A: '2' }, revision: 3 })
    })

    test('a key stays plain only when the change says so; new values and keys are secret', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const values = { HOST: 'db', USER: 'app', PASSWORD: 'sesame' }
      const { connection_id, revision } = await addConnection(store, tenant_id, { configuration: values })
      const set = (is_plain: { [key: string]: boolean }, at: number) =>
        store.setPlainConfiguration(tenant_id, connection_id, is_plain, at)
      const plain = async () => (await store.findConnection(tenant_id, connection_id))?.configuration.plain
      const change = (end: object) => store.updateConnection(tenant_id, connection_id, end, 'ann')
      expect(await plain()).toBeUndefined()
      const shown = { HOST: true, USER: true, PASSWORD: true, NONE: true }
      expect(await set(shown, 1)).toEqual({ kind: 'set', plain: ['HOST', 'USER', 'PASSWORD'], secret: [] })
      expect(await set({ PASSWORD: false, USER: true }, 1)).toEqual({
        kind: 'set',
        plain: [],
        secret: ['PASSWORD'],
      })
      expect(await plain()).toEqual(['HOST', 'USER'])
      // Nothing that runs has changed.
      expect((await store.findConnection(tenant_id, connection_id))?.revision).toBe(revision)
      await change({ options: {} })
      await change({ configuration: { ...values } })
      expect(await plain()).toEqual(['HOST', 'USER'])

      const moved = { ...values, HOST: 'db2' }
      await change({ configuration: moved, plain_configuration: ['HOST', 'PASSWORD'] })
      expect(await plain()).toEqual(['HOST'])
      expect(await set({ PASSWORD: true }, 1)).toEqual({ kind: 'stale' })
      expect(await plain()).toEqual(['HOST'])
      await change({ configuration: { USER: 'app' }, plain_configuration: ['HOST'] })
      await change({ configuration: moved, plain_configuration: ['HOST'] })
      expect(await plain()).toBeUndefined()
      expect(await set({ HOST: true }, 4)).toMatchObject({ kind: 'set', plain: ['HOST'] })
      await change({ configuration: { HOST: 'db3' } })
      expect(await plain()).toBeUndefined()
      expect(await store.setPlainConfiguration(tenant_id, 'con_none', { HOST: true }, 1)).toEqual({
        kind: 'missing',
      })
    })

    test('keys with special names survive in options, scripts and configuration', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const odd = JSON.parse('{"__proto__": "x", "constructor": "y", "a.b": "z", "": "e", "1": "n"}')
      const made = await addConnection(store, tenant_id, { options: odd, scripts: odd, configuration: odd })
      expect(JSON.stringify(made.options)).toBe(JSON.stringify(odd))
      expect(Object.entries(made.configuration.values).toSorted()).toEqual(Object.entries(odd).toSorted())
      expect(Object.keys(made.scripts).toSorted()).toEqual(Object.keys(odd).toSorted())
    })

    test('summaries count users, drafts and errors of each connection, in the tenant alone', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const other_tenant = await newTenant(store)
      const first = await addConnection(store, tenant_id)
      const second = await addConnection(store, tenant_id, { name: 'other', scripts: {} })
      await addConnection(store, other_tenant)
      await addUser(store, tenant_id, first.connection_id, 'ann')
      await addUser(store, tenant_id, first.connection_id, 'ben', { migrated_by: undefined })
      await store.saveDraft(tenant_id, second.connection_id, { scripts: { login: 'new' } }, 'tester')
      const nextId = createLogIds()
      const old = sampleLog(tenant_id, nextId(), { type: 'f', connection_id: first.connection_id })
      const of = (type: string, connection_id: string, tenant = tenant_id) =>
        sampleLog(tenant, nextId(), { type, connection_id })
      await store.appendLogs([
        old,
        of('f', first.connection_id),
        of('fs', first.connection_id),
        of('fp', first.connection_id),
        { ...of('f', first.connection_id), run_id: undefined },
        { ...of('f', second.connection_id), events: 3 },
        of('f', first.connection_id, other_tenant),
      ])
      const whole = { kind: 'after', after: undefined, limit: 10 } as const
      const { items, next } = await store.listConnectionSummaries(tenant_id, old.log_id, whole)
      expect(next).toBeUndefined()
      expect(items).toMatchObject([
        {
          connection_id: first.connection_id,
          name: 'legacy',
          revision: 1,
          has_draft: false,
          login_source: first.scripts.login?.source,
          users: 2,
          migrated: 1,
          errors: 2,
        },
        { name: 'other', has_draft: true, login_source: undefined, users: 0, migrated: 0, errors: 3 },
      ])
    })

    test('the connections of a client are those that it may use, oldest first, without scripts and secrets', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const one = await addConnection(store, tenant_id, { name: 'one', enabled_clients: ['a', 'b'] })
      await addConnection(store, tenant_id, { name: 'two', enabled_clients: ['b'] })
      await addConnection(store, tenant_id, { name: 'three', enabled_clients: ['a'] })
      const of = async (client_id: string, limit = 9) =>
        (await store.listConnectionsOfClient(tenant_id, client_id, limit)).map(({ name }) => name)
      expect(await of('a')).toEqual(['one', 'three'])
      expect(await of('b', 1)).toEqual(['one'])
      expect(await of('c')).toEqual([])
      const { connection_id, name, display_name, options } = one
      const [first] = await store.listConnectionsOfClient(tenant_id, 'a', 1)
      expect(first).toEqual({ connection_id, name, display_name, options })
      expect(await store.listConnectionsOfClient(await newTenant(store), 'a', 9)).toEqual([])
    })

    test('a deleted connection’s users, scripts and runs are deleted, and nobody else’s', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const gone = await addConnection(store, tenant_id)
      const stays = await addConnection(store, tenant_id, { name: 'other' })
      await addUser(store, tenant_id, gone.connection_id, 'ann')
      const ben = await addUser(store, tenant_id, stays.connection_id, 'ben')

      expect(await store.deleteConnection(tenant_id, gone.connection_id)).toBe(true)
      expect(await store.deleteConnection(tenant_id, gone.connection_id)).toBe(false)

      expect(await store.findConnection(tenant_id, gone.connection_id)).toBeUndefined()
      expect(await store.findUser(tenant_id, 'auth0|ann')).toBeUndefined()
      expect(await store.findLogin(tenant_id, gone.connection_id, 'ann@example.com')).toBeUndefined()
      expect(await store.listScriptRevisions(tenant_id, gone.connection_id, 'login')).toEqual([])
      expect(await store.listMigrationEvents(tenant_id, gone.connection_id, 10)).toEqual([])
      expect(await store.findUser(tenant_id, 'auth0|ben')).toEqual(ben)
      // The name and the user's id are free again.
      const again = await addConnection(store, tenant_id)
      expect(again.scripts.login?.revision).toBe(1)
      await addUser(store, tenant_id, again.connection_id, 'ann')
    })
  })

  describe('tenants', () => {
    test('a tenant is created once, however many requests ask for it at the same time', async () => {
      const store = opened()
      const asked = await Promise.all(Array.from({ length: 20 }, () => store.ensureTenant('everyone')))
      expect(new Set(asked.map((tenant) => JSON.stringify(tenant))).size).toBe(1)
      expect(asked[0]).toMatchObject({ name: 'everyone' })
    })
  })
}
