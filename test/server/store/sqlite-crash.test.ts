import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text as readText } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSecrets } from '../../../server/secrets/index.ts'
import { StoreUnavailable } from '../../../server/store/contract.ts'
import { createStoreThread } from '../../../server/store/sqlite/thread-client.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import { createRunFolder, removeRunFolder } from '../../support/run-folder.ts'
import { addConnection, addUser, sampleUser } from './contract/samples.ts'

const ROUNDS = 5
const IN_FLIGHT = 16

let folder: string
let data_dir: string
beforeEach(() => {
  folder = createRunFolder()
  data_dir = join(folder, 'data')
})
afterEach(() => removeRunFolder(folder))

const open = () =>
  createSqliteStore({
    data_dir,
    secrets: createSecrets({ master: 'the master key of the writing process' }),
  })

/** @returns the ids that were acknowledged before the process was killed */
async function writeUntilKilled(acknowledged_at_least: number): Promise<string[]> {
  const script = fileURLToPath(new URL('./writing-process.ts', import.meta.url))
  const child = spawn(process.execPath, [script, data_dir, String(IN_FLIGHT)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const acknowledged: string[] = []
  let text = ''
  child.stdout.on('data', (bytes: Buffer) => {
    text += bytes
    const lines = text.split('\n')
    // The last line may have been cut by the kill.
    text = lines.pop() ?? ''
    acknowledged.push(...lines)
    if (acknowledged.length >= acknowledged_at_least) child.kill('SIGKILL')
  })
  const ended = once(child.stdout, 'close')
  const [, signal] = await exited
  await ended
  expect(signal).toBe('SIGKILL')
  return acknowledged
}

test('R1: of users that were acknowledged before a SIGKILL none is lost, and none is half-made', async () => {
  const acknowledged: string[] = []
  for (let round = 0; round < ROUNDS; round++) {
    acknowledged.push(...(await writeUntilKilled(50 + Math.floor(Math.random() * 500))))
    const started = performance.now()
    const store = await open()
    await store.ping()
    expect(performance.now() - started).toBeLessThan(3_000)

    const { tenant_id } = await store.ensureTenant('default')
    const lost = []
    for (const user_id of acknowledged) {
      const user = await store.findUser(tenant_id, user_id)
      if (user?.identities.length !== 1) lost.push(user_id)
    }
    expect(lost).toEqual([])
    const connection = await store.findConnectionByName(tenant_id, 'legacy')
    const counts = await store.countUsers(tenant_id, connection?.connection_id ?? '')
    // Beyond the acknowledged ones there can be those that were in flight at each kill.
    expect(counts.users).toBeGreaterThanOrEqual(acknowledged.length)
    const events = await store.listMigrationEvents(tenant_id, connection?.connection_id ?? '', 1_000_000)
    expect(events).toHaveLength(counts.users)
    await store.close()
  }
  const db = new DatabaseSync(join(data_dir, 'ferry.db'))
  expect(db.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
  expect(db.prepare('pragma foreign_key_check').all()).toEqual([])
  const half = db.prepare(
    'select count(*) as n from users u where not exists (select 1 from identities i where i.user_id = u.user_id)',
  )
  expect(half.all()).toEqual([{ n: 0 }])
  db.close()
})

const isWindows = process.platform === 'win32'
test.skipIf(isWindows)(
  `R9: when the disk takes no more, writes fail as unavailable, and every acknowledged user is there${isWindows ? ' (skipped: Windows limits no file’s size)' : ''}`,
  async () => {
    const script = fileURLToPath(new URL('./writing-process.ts', import.meta.url))
    // Files cannot grow past some 2 MB.
    const child = spawn(
      '/bin/sh',
      ['-c', 'ulimit -f 4000; exec "$@"', 'sh', process.execPath, script, data_dir, '16'],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    const exited = once(child, 'exit')
    const [out, problem] = await Promise.all([readText(child.stdout), readText(child.stderr)])
    await exited
    expect(problem).toContain('StoreUnavailable')
    const acknowledged = out.split('\n').slice(0, -1)
    expect(acknowledged.length).toBeGreaterThan(0)

    const store = await open()
    const { tenant_id } = await store.ensureTenant('default')
    const found = await Promise.all(acknowledged.map((id) => store.findUser(tenant_id, id)))
    expect(found.filter((user) => user === undefined)).toEqual([])
    await store.close()
  },
)

test('when the writing thread dies, what was under way fails, and the next write works', async () => {
  const store = await open()
  const { tenant_id } = await store.ensureTenant('default')
  await store.close()

  const thread = createStoreThread({ role: 'writer', database: join(data_dir, 'ferry.db') })
  await thread.ready()
  const worker = thread.worker()
  const waiting = Array.from({ length: 20 }, () => thread.run('ensureTenant', ['id', 'default', 1]))
  const ended = worker.terminate()
  const ends = await Promise.allSettled(waiting)
  await ended
  const failed = ends.filter((end) => end.status === 'rejected')
  expect(failed.length).toBeGreaterThan(0)
  for (const end of failed) expect(end.reason).toBeInstanceOf(StoreUnavailable)

  expect(await thread.run('ensureTenant', ['id', 'default', 1])).toMatchObject({ tenant_id })
  expect(thread.worker()).not.toBe(worker)
  await thread.close()
})

test('a thread that cannot open its database says so, and closes', async () => {
  const thread = createStoreThread({ role: 'reader', database: join(folder, 'none.db') })
  await expect(thread.ready()).rejects.toThrow(StoreUnavailable)
  await expect(thread.run('listClients', ['t'])).rejects.toThrow(StoreUnavailable)
  await thread.close()
})

test('R4: past the limit of waiting requests the store says at once that it is overloaded', async () => {
  await (await open()).close()
  const thread = createStoreThread(
    { role: 'writer', database: join(data_dir, 'ferry.db') },
    { max_pending: 3 },
  )
  const ends = await Promise.allSettled(Array.from({ length: 5 }, () => thread.run('ping', [])))
  expect(ends.map((end) => end.status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
  ])
  expect(await thread.run('ping', [])).toBeUndefined()
  await thread.close()
})

test('what cannot be stored is refused, and the store goes on', async () => {
  const store = await open()
  const { tenant_id } = await store.ensureTenant('default')
  const { connection_id } = await addConnection(store, tenant_id)
  // The types forbid a function; JavaScript does not.
  const profile = { name: (() => 'x') as unknown as string }
  await expect(store.createUser(tenant_id, sampleUser(connection_id, 'ann', { profile }))).rejects.toThrow()
  await addUser(store, tenant_id, connection_id, 'ann')
  await store.close()
})
