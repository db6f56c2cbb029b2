import { copyFileSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, expect, test } from 'vitest'
import type { StoreCheck } from '../../../server/check/contract.ts'
import { runCheck } from '../../../server/check/run-check.ts'
import { createSecrets, openSecrets } from '../../../server/secrets/index.ts'
import { migrate } from '../../../server/store/migrate.ts'
import { createPostgresStore } from '../../../server/store/postgres.ts'
import { MIGRATIONS } from '../../../server/store/schema/index.ts'
import { openDatabase } from '../../../server/store/sqlite/database.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { databaseUrl, describePostgres } from '../../support/postgres.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'
import { addConnection } from '../store/contract/samples.ts'

let data_dir: string
beforeEach(() => {
  data_dir = temporaryFolder()
})

const check = (more: { [name: string]: string } = {}, checks?: readonly StoreCheck[]) =>
  runCheck({ FERRY_DATA_DIR: data_dir, ...more }, checks)

async function fill(options: { [name: string]: unknown } = {}): Promise<void> {
  const store = await createSqliteStore({ data_dir, secrets: openSecrets({ data_dir }) })
  const { tenant_id } = await store.ensureTenant('default')
  await addConnection(store, tenant_id, { name: 'shop', options: options as never })
  await store.close()
}

/** Every byte of the folder, and whether a copy was left behind. */
function everything(): unknown {
  return {
    files: Object.fromEntries(
      readdirSync(data_dir).map((name) => [name, readFileSync(join(data_dir, name), 'base64')]),
    ),
    copies: readdirSync(tmpdir()).filter((name) => name.startsWith('ferry-check-')),
  }
}

test('settings alone are checked when there is no store yet, and none is made', async () => {
  expect(await check()).toEqual({
    text: `The settings can be used.\nThere is no store in ${data_dir} yet: the server will create one.\n`,
    is_ok: true,
  })
  expect(readdirSync(data_dir)).toEqual([])
  const missing = join(data_dir, 'not', 'there')
  expect((await check({ FERRY_DATA_DIR: missing })).is_ok).toBe(true)
  expect(readdirSync(data_dir)).toEqual([])
})

test.each<[{ [name: string]: string }, RegExp]>([
  [{ FERRY_SANDBOXALLOW: '127.0.0.1' }, /Did you mean FERRY_SANDBOX_ALLOW/],
  [{ FERRY_SANDBOX_ALLOW: '10.0.0.0/99' }, /FERRY_SANDBOX_ALLOW: "10.0.0.0\/99" is not/],
  [{ PORT: 'http' }, /PORT must be/],
  [{ FERRY_DATA_DIR: '/dev/null/data' }, /is a file, or below one/],
])('with %j it says why the server would not start', async (environment, says) => {
  const { text, is_ok } = await check(environment)
  expect(is_ok).toBe(false)
  expect(text).toMatch(/^Ferry would not start\.\n/)
  expect(text).toMatch(says)
})

test('a store that can be used is told so, and not a byte of it changes', async () => {
  await fill()
  const before = everything()
  const { text, is_ok } = await check()
  expect(text).toContain('Nothing has to be changed.')
  expect(is_ok).toBe(true)
  expect(everything()).toEqual(before)
})

test('what an earlier Ferry took and this one refuses is told with what to change, and stays', async () => {
  await fill({ ferry_tombstones: 'sometimes', disable_signup: 'no' })
  const before = everything()
  const { text, is_ok } = await check()
  expect(is_ok).toBe(false)
  expect(text).toMatch(
    /CHANGE: connections\n {2}tenant default, connection shop \(con_\w+\): options\.disable_signup: /,
  )
  expect(text).toMatch(
    /options\.ferry_tombstones: .*To do: correct it with PATCH \/api\/v2\/connections\/:id/,
  )
  expect(text).toContain('2 to change.')
  expect(everything()).toEqual(before)
})

test('the schema of an earlier version is told, brought forward in a copy and not in the store', async () => {
  openSecrets({ data_dir })
  const db = openDatabase(join(data_dir, 'ferry.db'), { read_only: false })
  db.write(migrate(MIGRATIONS.slice(0, 12), 1))
  db.close()
  const before = everything()
  const { text, is_ok } = await check()
  expect(is_ok).toBe(true)
  expect(text).toContain(
    `The next start changes its schema (${MIGRATIONS.slice(12)
      .map(({ name }) => name)
      .join(', ')})`,
  )
  expect(everything()).toEqual(before)
})

test('what a server that was killed left in its log is checked too', async () => {
  await fill({ disable_signup: 'no' })
  const killed = temporaryFolder()
  const db = new DatabaseSync(join(data_dir, 'ferry.db'))
  db.exec(`pragma wal_autocheckpoint = 0; update connections set options = '{"requires_username": 7}'`)
  for (const name of readdirSync(data_dir)) copyFileSync(join(data_dir, name), join(killed, name))
  db.close()
  rmSync(join(killed, 'ferry.db-shm'))
  data_dir = killed
  const before = everything()
  const { text } = await check()
  expect(text).toContain('options.requires_username')
  expect(text).not.toContain('disable_signup')
  expect(everything()).toEqual(before)
})

test('a damaged store is told by its own path, and no copy is left', async () => {
  await fill()
  truncateSync(join(data_dir, 'ferry.db'), 50_000)
  const before = everything()
  const { text, is_ok } = await check()
  expect(is_ok).toBe(false)
  expect(text).toContain(`${join(data_dir, 'ferry.db')} is damaged`)
  expect(everything()).toEqual(before)
})

test('a master key that is missing, or is another one, is told', async () => {
  await fill()
  expect((await check({ FERRY_SECRET: 'another master key, which is long enough' })).text).toContain(
    'is not the master key that this store was sealed with',
  )
  rmSync(join(data_dir, 'secret'))
  const { text, is_ok } = await check()
  expect(is_ok).toBe(false)
  expect(text).toContain('The master key of the store')
  expect(readdirSync(data_dir)).not.toContain('secret')
})

test('the secret of the first client is checked as the start checks it', async () => {
  await fill()
  const environment = {
    FERRY_DATA_DIR: data_dir,
    FERRY_ADMIN_CLIENT_ID: 'admin',
    FERRY_ADMIN_CLIENT_SECRET: 'a secret that is long enough, for this',
  }
  const server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    environment,
  )
  // While a server runs, as before an upgrade.
  const { text, is_ok } = await check(environment)
  expect(text).toContain('ok: the client of FERRY_ADMIN_CLIENT_ID')
  expect(is_ok).toBe(true)
  expect((await server.call('/readyz')).status).toBe(200)
  const wrong = await check({
    ...environment,
    FERRY_ADMIN_CLIENT_SECRET: 'another secret, long enough for this',
  })
  expect(wrong.text).toMatch(/client admin: FERRY_ADMIN_CLIENT_SECRET is not its secret/)
  expect(wrong.is_ok).toBe(false)
  expect(wrong.text).not.toContain('another secret')
})

test('a check that only finds what to look at fails nothing; what is found often is told a hundred times', async () => {
  await fill()
  const looking = (count: number): StoreCheck => ({
    name: 'a new rule',
    async *run({ tenants }) {
      for (let n = 0; n < count; n++) {
        yield {
          tenant: tenants[0]?.name,
          object: `thing ${n}`,
          problem: 'it is new',
          change: 'look',
          kind: 'look' as const,
        }
      }
    },
  })
  const { text, is_ok } = await check({}, [looking(150)])
  expect(is_ok).toBe(true)
  expect(text).toContain('look at: a new rule\n  tenant default, thing 0: it is new. To do: look.\n')
  expect(text).toContain('… and 50 more\nNothing has to be changed; 150 to look at.')
})

describePostgres('on PostgreSQL', (postgres) => {
  test('the check says what the next start changes, and then which tenants there are; it changes nothing', async () => {
    const { url, drop } = await databaseUrl(postgres())
    const FERRY_SECRET = 'a master key of the tests, long enough'
    const environment = { DATABASE_URL: url, FERRY_SECRET, FERRY_DATA_DIR: temporaryFolder() }
    for (let twice = 0; twice < 2; twice++) {
      const before = await runCheck(environment)
      expect(before.is_ok, before.text).toBe(true)
      expect(before.text).toMatch(
        /database ferry_\w+ at .* can be used\.\nThe next start changes its schema \(connections, /,
      )
    }
    const store = await createPostgresStore({ url, secrets: createSecrets({ master: FERRY_SECRET }) })
    await store.ensureTenant('default')
    // While a server runs.
    const after = await runCheck(environment)
    expect(after.text).toMatch(/can be used: tenants: 1\.\n/)
    expect(after.text).toMatch(/Nothing has to be changed/)
    await store.close()
    const wrong = await runCheck({ ...environment, FERRY_SECRET: 'another master key of the tests, long' })
    expect(wrong).toMatchObject({
      is_ok: false,
      text: expect.stringMatching(/would not start.\nFERRY_SECRET is not/),
    })
    await drop()
  })
})
