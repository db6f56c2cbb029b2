/** Reads that take too long: stopped, and nobody else waits for them. */
import { expect, test } from 'vitest'
import { createSecrets } from '../../../server/secrets/index.ts'
import type { PatternPart, SearchNode, Store } from '../../../server/store/contract.ts'
import { ReadTooSlow } from '../../../server/store/contract.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'
import { addConnection, addUser } from './contract/samples.ts'

const MANY = { kind: 'many' } as const
const PAGE = { kind: 'offset', offset: 0, limit: 10 } as const

/** Nearly there at each of its places: as slow as a pattern can be. */
function almost(length: number): SearchNode {
  const parts: PatternPart[] = [MANY, { kind: 'text', text: `${'a'.repeat(length)}b` }, MANY]
  return { kind: 'field', field: 'app_metadata', path: ['text'], test: { kind: 'pattern', parts } }
}

async function open(
  read_ms: number,
  { users, characters }: { users: number; characters: number },
): Promise<{ store: Store; tenant_id: string }> {
  const secrets = createSecrets({ master: 'a master key of a test, long enough' })
  const store = await createSqliteStore({ data_dir: temporaryFolder(), secrets, read_ms })
  const { tenant_id } = await store.ensureTenant('slow')
  const { connection_id } = await addConnection(store, tenant_id, { name: 'c' })
  const app_metadata = { text: 'a'.repeat(characters) }
  await Promise.all(
    Array.from({ length: users }, (_, n) =>
      addUser(store, tenant_id, connection_id, `u${n}`, { app_metadata }),
    ),
  )
  return { store, tenant_id }
}

async function timeOf(work: Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work.catch(() => undefined)
  return performance.now() - start
}

test('a search that takes too long is stopped, and the lists behind it are answered', async () => {
  const size = { users: 30, characters: 5_000 }
  const patient = await open(60_000, size)
  const where = almost(1_000)
  const whole_ms = await timeOf(patient.store.listUsers(patient.tenant_id, { where }, PAGE))
  await patient.store.close()

  const { store, tenant_id } = await open(50, size)
  const searches = Promise.allSettled([1, 2].map(() => store.listUsers(tenant_id, { where }, PAGE)))
  const listed = store.listUsers(tenant_id, {}, PAGE)
  const waited_ms = await timeOf(listed)
  for (const end of await searches) {
    expect(end).toMatchObject({ status: 'rejected', reason: expect.any(ReadTooSlow) })
  }
  expect((await listed).total).toBe(30)
  // Both searches together, had they gone on, would have kept it twice as long as one takes.
  expect(waited_ms).toBeLessThan(whole_ms)
  expect((await store.listUsers(tenant_id, {}, PAGE)).total).toBe(30)
  await store.close()
})

test('a search that is stuck in one row is left behind: the lists behind it are answered by another thread', async () => {
  const { store, tenant_id } = await open(50, { users: 1, characters: 400_000 })
  const where: SearchNode = { kind: 'or', parts: [3_997, 3_998, 3_999].map(almost) }
  const stuck = store.listUsers(tenant_id, { where }, PAGE)
  const behind = [1, 2, 3].map(() => store.listUsers(tenant_id, {}, PAGE))
  await expect(stuck).rejects.toBeInstanceOf(ReadTooSlow)
  expect((await Promise.all(behind)).map(({ total }) => total)).toEqual([1, 1, 1])
  await store.ping()
  expect((await store.listUsers(tenant_id, {}, PAGE)).total).toBe(1)
  await store.close()
})

test('the lists and the searches of a tenant are answered while another tenant’s long searches go on', async () => {
  const { store, tenant_id } = await open(60_000, { users: 120, characters: 5_000 })
  const quiet = await store.ensureTenant('quiet')
  const { connection_id } = await addConnection(store, quiet.tenant_id, { name: 'c' })
  await addUser(store, quiet.tenant_id, connection_id, 'ann', { app_metadata: { text: 'a'.repeat(5_000) } })
  const ends: string[] = []
  const where = almost(1_000)
  const busy = [1, 2, 3].map((n) =>
    store.listUsers(tenant_id, { where }, PAGE).finally(() => ends.push(`long search ${n}`)),
  )
  for (let round = 0; round < 3; round++) {
    expect((await store.listUsers(quiet.tenant_id, {}, PAGE)).total).toBe(1)
    expect((await store.listUsers(quiet.tenant_id, { where }, PAGE)).total).toBe(0)
  }
  ends.push('quiet')
  expect((await Promise.all(busy)).map(({ total }) => total)).toEqual([0, 0, 0])
  expect(ends).toEqual(['quiet', 'long search 1', 'long search 2', 'long search 3'])
  await store.close()
})

test('a tenant with three threads stuck for its sake is refused until one has ended', async () => {
  const { store, tenant_id } = await open(50, { users: 1, characters: 400_000 })
  const where: SearchNode = { kind: 'or', parts: [3_997, 3_998, 3_999].map(almost) }
  const searches = await Promise.allSettled([1, 2].map(() => store.listUsers(tenant_id, { where }, PAGE)))
  const reasons = searches.map((end) => (end.status === 'rejected' ? end.reason.name : 'answered'))
  expect(reasons.toSorted()).toEqual(['ReadTooSlow', 'StoreShareFull'])
  const quiet = await store.ensureTenant('quiet')
  expect((await store.listUsers(quiet.tenant_id, {}, PAGE)).total).toBe(0)
  await store.close()
})

test('a store that closes while a search is stuck ends, and what waits hears of it', async () => {
  const { store, tenant_id } = await open(50, { users: 1, characters: 400_000 })
  const stuck = store.listUsers(tenant_id, { where: almost(3_999) }, PAGE)
  const behind = store.listUsers(tenant_id, {}, PAGE)
  const ends = Promise.allSettled([stuck, behind])
  await store.close()
  const [first, second] = await ends
  expect([first?.status, second?.status]).toEqual(['rejected', 'rejected'])
})
