import { expect, test } from 'vitest'
import { createDeletionFlow } from '../../../server/migration/users/delete-user.ts'
import type { Connection } from '../../../server/store/contract.ts'
import type { FakeScript } from '../../support/fake-runtime.ts'
import { MODES, openFlow } from '../../support/flow.ts'

/** Knows Ann by her address and by a later one. */
const annsStore: FakeScript = ({ script: { action }, args: [identifier] }) => {
  if (action === 'delete') return { kind: 'none' }
  const email = String(identifier).toLowerCase()
  if (!email.startsWith('ann')) return { kind: 'none' }
  return { kind: 'value', value: { user_id: 7, email } }
}

async function open(options: Connection['options'], script: FakeScript = annsStore) {
  const flow = await openFlow(script)
  const { store, tenant_id, login } = flow
  const connection = await flow.connection('legacy', options)
  const kind = async (email: string, password = 'old') => (await login(connection, email, password)).kind
  const remove = async () => {
    const user = await store.findUser(tenant_id, 'auth0|7')
    return user && (await createDeletionFlow(flow.deps).deleteUser({ tenant_id }, user)).kind
  }
  const runs = () => flow.runtime.calls.map((call) => `${call.script.action} ${call.args[0]}`)
  const count = async () => (await store.countUsers(tenant_id, connection.connection_id)).users
  return { ...flow, connection, kind, remove, runs, count }
}

const kept = { ...MODES.import, ferry_tombstones: true }

test('M2: after a deletion in import mode, the next sign-in imports the user again, unless the connection keeps tombstones', async () => {
  const parity = await open(MODES.import)
  expect(await parity.kind('ann@example.com')).toBe('success')
  expect(await parity.remove()).toBe('deleted')
  expect(await parity.kind('ann@example.com')).toBe('success')
  expect(parity.runs()).toEqual(['login ann@example.com', 'login ann@example.com'])

  const keeping = await open(kept)
  expect(await keeping.kind('ann@example.com')).toBe('success')
  expect(await keeping.remove()).toBe('deleted')
  expect(await keeping.kind(' ANN@example.com')).toBe('denied')
  expect(await keeping.count()).toBe(0)
  // Known by the address already: the script was not asked again, and not to delete either.
  expect(keeping.runs()).toEqual(['login ann@example.com'])
})

test('M2: a tombstone of the id refuses the same person under another address, having asked the script', async () => {
  const { kind, remove, runs, count } = await open(kept)
  await kind('ann@example.com')
  await remove()
  expect(await kind('anna@example.com')).toBe('denied')
  expect(runs()).toEqual(['login ann@example.com', 'login anna@example.com'])
  expect(await count()).toBe(0)
})

test('M2: a deletion while the script runs for a second login is not undone by it', async () => {
  const asked = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  const { kind, remove, count } = await open(kept, async (call) => {
    if (call.args[1] === 'slow') {
      asked.resolve()
      await answer.promise
    }
    return annsStore(call)
  })
  // Nobody is stored yet, so both passwords are tried; the legacy store takes either.
  const slow = kind('ann@example.com', 'slow')
  await asked.promise
  expect(await kind('ann@example.com', 'quick')).toBe('success')
  expect(await remove()).toBe('deleted')
  answer.resolve()
  expect(await slow).toBe('denied')
  expect(await count()).toBe(0)
})

test('a tombstone counts while the option is on, and not in legacy mode', async () => {
  const { kind, remove, store, tenant_id, connection, login } = await open(kept)
  await kind('ann@example.com')
  await remove()
  const set = async (options: Connection['options']) => {
    const result = await store.updateConnection(tenant_id, connection.connection_id, { options }, 'test')
    if (result.kind !== 'updated') throw new Error(result.kind)
    return result.connection
  }
  const legacy = await set({ ...MODES.legacy, ferry_tombstones: true })
  expect((await login(legacy, 'ann@example.com', 'old')).kind).toBe('success')
  await store.deleteUser(tenant_id, 'auth0|7', { tombstone: false })
  const off = await set({ ...MODES.import, ferry_tombstones: false })
  expect((await login(off, 'ann@example.com', 'old')).kind).toBe('success')
})

test('in legacy mode the delete script runs with the bare id, and no tombstone is left', async () => {
  const { kind, remove, runs, store, tenant_id, connection } = await open({
    ...MODES.legacy,
    ferry_tombstones: true,
  })
  await kind('ann@example.com')
  expect(await remove()).toBe('missing_script')
  const scripts = { login: 'function login () {}', delete: 'function remove () {}' }
  await store.updateConnection(tenant_id, connection.connection_id, { scripts }, 'test')
  expect(await remove()).toBe('deleted')
  expect(runs()).toEqual(['login ann@example.com', 'delete 7'])
  const { connection_id } = connection
  expect(await store.isTombstoned(tenant_id, connection_id, { external_id: '7' })).toBe(false)
  expect(await remove()).toBeUndefined()
})

test('a user deleted for good stays deleted, also when the connection keeps no tombstones', async () => {
  const { kind, store, tenant_id, connection, login } = await open(MODES.import)
  await kind('ann@example.com')
  await store.deleteUser(tenant_id, 'auth0|7', { tombstone: 'lasting' })
  expect(await kind('ann@example.com')).toBe('denied')
  // A tombstone of another kind beside it takes nothing away.
  const on = await store.updateConnection(tenant_id, connection.connection_id, { options: kept }, 'test')
  if (on.kind !== 'updated') throw new Error(on.kind)
  expect((await login(on.connection, 'ann@example.com', 'old')).kind).toBe('denied')
  const legacy = await store.updateConnection(
    tenant_id,
    connection.connection_id,
    { options: MODES.legacy },
    'test',
  )
  if (legacy.kind !== 'updated') throw new Error(legacy.kind)
  expect((await login(legacy.connection, 'ann@example.com', 'old')).kind).toBe('success')
})
