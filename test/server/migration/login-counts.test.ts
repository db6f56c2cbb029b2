import { expect, test } from 'vitest'
import { createLoginCounts } from '../../../server/migration/login/login-counts.ts'
import { createSecrets } from '../../../server/secrets/index.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'
import { openTestStore } from '../../support/test-store.ts'
import { addConnection, addUser } from '../store/contract/samples.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

async function open() {
  const data_dir = temporaryFolder()
  const reopen = () =>
    openTestStore({ data_dir, secrets: createSecrets({ master: 'a master key of a test, long enough' }) })
  const store = await reopen()
  const { tenant_id } = await store.ensureTenant('default')
  const { connection_id } = await addConnection(store, tenant_id)
  const user = await addUser(store, tenant_id, connection_id, 'ann')
  return { store, reopen, tenant_id, user }
}

test('the returned user counts a login that is not in the store yet, also with several logins at once', async () => {
  const { store, tenant_id, user } = await open()
  const counts = createLoginCounts({ store, log })
  const answered = [1, 2, 3].map(() => counts.count(tenant_id, user, '203.0.113.9'))
  expect(answered.map((one) => one.logins_count - user.logins_count)).toEqual([1, 2, 3])
  expect(answered[2]).toMatchObject({ last_ip: '203.0.113.9', last_login: expect.any(Number) })
  await counts.settled()
  const stored = await store.findUser(tenant_id, user.user_id)
  expect(stored).toMatchObject({ logins_count: user.logins_count + 3, last_ip: '203.0.113.9' })
  if (!stored) throw new Error('no user')
  expect(counts.count(tenant_id, stored, undefined).logins_count).toBe(user.logins_count + 4)
  await counts.settled()
  await store.close()
})

test('logins counted just before an orderly shutdown are in the store afterwards', async () => {
  const { store, reopen, tenant_id, user } = await open()
  const counts = createLoginCounts({ store, log })
  counts.count(tenant_id, user, undefined)
  await counts.settled()
  await store.close()
  const again = await reopen()
  expect((await again.findUser(tenant_id, user.user_id))?.logins_count).toBe(user.logins_count + 1)
  await again.close()
})

test('a store that cannot count loses only that login, and the operator’s log says so', async () => {
  const { store, tenant_id, user } = await open()
  const told: unknown[] = []
  let broken = true
  const counts = createLoginCounts({
    store: {
      recordLogin: (...args) =>
        broken ? Promise.reject(new Error('disk full')) : store.recordLogin(...args),
    },
    log: { ...log, error: (event, error) => told.push([event, error]) },
  })
  counts.count(tenant_id, user, undefined)
  await counts.settled()
  expect(told).toEqual([['login_not_counted', new Error('disk full')]])
  broken = false
  counts.count(tenant_id, user, undefined)
  await counts.settled()
  expect((await store.findUser(tenant_id, user.user_id))?.logins_count).toBe(user.logins_count + 1)
  await store.close()
})
