import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSecrets } from '../../../server/secrets/index.ts'
import type { ConnectionChange } from '../../../server/store/contract.ts'
import { MIGRATIONS } from '../../../server/store/schema/index.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import { createRunFolder, removeRunFolder } from '../../support/run-folder.ts'
import { mailTo } from './contract/mails.ts'
import { addConnection, ensureClient, sampleUser } from './contract/samples.ts'
import { sampleKey } from './contract/signing-keys.ts'

const OLD = 'the first master key, long enough for it'
const NEW = 'the second master key, long enough also'

let folder: string
let data_dir: string
beforeEach(() => {
  folder = createRunFolder()
  data_dir = join(folder, 'data')
})
afterEach(() => removeRunFolder(folder))

const open = (master = OLD, previous?: string) =>
  createSqliteStore({ data_dir, secrets: createSecrets({ master, previous }) })

/** Every byte of the data folder's files, by name; without what SQLite keeps only while it runs. */
function contents(): { [file: string]: string } {
  return Object.fromEntries(
    readdirSync(data_dir).map((name) => [name, readFileSync(join(data_dir, name), 'base64')]),
  )
}

async function fill() {
  const store = await open()
  const { tenant_id } = await store.ensureTenant('default')
  const connection = await addConnection(store, tenant_id, { configuration: { DB: 'canary-0d5c3f' } })
  await store.addSigningKey(sampleKey(tenant_id, 'canary-key'))
  await store.close()
  return { tenant_id, connection }
}

test('the data folder is private, and so are all its files while the store is open', async () => {
  const store = await open()
  await store.ensureTenant('default')
  const mode = (path: string) => statSync(path).mode & 0o777
  expect(mode(data_dir)).toBe(0o700)
  expect(readdirSync(data_dir).toSorted()).toEqual(['ferry.db', 'ferry.db-shm', 'ferry.db-wal', 'ferry.lock'])
  for (const name of readdirSync(data_dir)) expect(mode(join(data_dir, name)), name).toBe(0o600)
  await store.close()
  expect(readdirSync(data_dir).toSorted()).toEqual(['ferry.db', 'ferry.lock'])
})

test('K1: no secret can be read in the files of the data folder', async () => {
  await fill()
  const bytes = Buffer.concat(
    readdirSync(data_dir).map((name) => readFileSync(join(data_dir, name))),
  ).toString('latin1')
  for (const canary of ['canary-0d5c3f', 'private part of canary-key']) {
    const forms = [canary, Buffer.from(canary).toString('hex'), encodeURIComponent(canary)]
    for (const shift of [0, 1, 2]) {
      const shifted = Buffer.from('x'.repeat(shift) + canary).toString('base64')
      forms.push(shifted.slice(4, -4), shifted.slice(4, -4).replaceAll('+', '-').replaceAll('/', '_'))
    }
    for (const form of forms) expect(bytes.includes(form), form).toBe(false)
  }
  // What is no secret is there: the search would have found it.
  expect(bytes).toContain('public part of canary-key')
})

test('K1: with another master key the store does not open, and nothing in it changes', async () => {
  const { tenant_id, connection } = await fill()
  const before = contents()
  await expect(open(NEW)).rejects.toMatchObject({ name: 'StoreStartError', code: 'wrong_secret' })
  expect(contents()).toEqual(before)
  const store = await open()
  expect(await store.findConnection(tenant_id, connection.connection_id)).toEqual(connection)
  await store.close()
})

test('K2: after one start with the old key beside the new one, the old one can be dropped', async () => {
  const { tenant_id, connection } = await fill()
  const both = await open(NEW, OLD)
  expect(await both.findConnection(tenant_id, connection.connection_id)).toEqual(connection)
  await both.close()

  const store = await open(NEW)
  expect(await store.findConnection(tenant_id, connection.connection_id)).toEqual(connection)
  expect(await store.listSigningKeys(tenant_id)).toEqual([sampleKey(tenant_id, 'canary-key')])
  await store.close()
  await expect(open(OLD)).rejects.toMatchObject({ code: 'wrong_secret' })
})

/** Every value of every table that a master key sealed, as `table: key id`. */
function sealedValues(): string[] {
  const db = new DatabaseSync(join(data_dir, 'ferry.db'), { readOnly: true })
  try {
    const tables = db.prepare("select name from sqlite_master where type = 'table'").all()
    return tables.flatMap(({ name }) =>
      db
        .prepare(`select * from ${name}`)
        .all()
        .flatMap((row) => JSON.stringify(row).match(/\bv1\.[0-9a-f]{16}\./g) ?? [])
        .map((seal) => `${name}: ${seal.slice(3, -1)}`),
    )
  } finally {
    db.close()
  }
}

test('K2: everything that is sealed is sealed anew, whatever table it is in', async () => {
  const { tenant_id, connection } = await fill()
  const store = await open()
  const { connection_id } = connection
  const tokens = { access_token: 'canary-of-access', refresh_token: 'canary-of-refresh' }
  await store.createUser(tenant_id, sampleUser(connection_id, 'ann', { tokens }))
  const most = { tenant: 1, recipient: 1, address: 1 }
  const of = { recipient: 'ann@example.com', address: undefined }
  await store.addMail(tenant_id, mailTo('ann@example.com'), of, most)
  await store.close()
  const tables = (key: string): string[] =>
    sealedValues()
      .filter((value) => value.endsWith(key))
      .map((value) => value.split(':')[0] ?? '')
  const [old_key, new_key] = [OLD, NEW].map((master) => createSecrets({ master }).key_id)
  const before = tables(old_key ?? '')
  expect(new Set(before)).toEqual(
    new Set(['configuration_revisions', 'mails', 'provider_tokens', 'seal_checks', 'signing_keys']),
  )
  await (await open(NEW, OLD)).close()
  expect(tables(old_key ?? '')).toEqual([])
  expect(tables(new_key ?? '').toSorted()).toEqual(before.toSorted())

  const again = await open(NEW)
  expect(await again.findProviderTokens(tenant_id, 'auth0|ann')).toEqual([
    { connection_id, external_id: 'ann', ...tokens },
  ])
  await again.close()
})

test('K1: values that were moved to another connection in the file do not open there', async () => {
  const { tenant_id, connection } = await fill()
  const store = await open()
  const other = await addConnection(store, tenant_id, { name: 'other', configuration: { DB: 'theirs' } })
  await store.close()
  const db = new DatabaseSync(join(data_dir, 'ferry.db'))
  db.prepare(
    `update configuration_revisions set (seal_id, sealed_values) =
      (select seal_id, sealed_values from configuration_revisions where connection_id = ?) where connection_id = ?`,
  ).run(connection.connection_id, other.connection_id)
  db.close()

  const again = await open()
  await expect(again.findConnection(tenant_id, other.connection_id)).rejects.toMatchObject({
    name: 'SecretsError',
    code: 'broken_seal',
  })
  expect(await again.findConnection(tenant_id, connection.connection_id)).toEqual(connection)
  await again.close()
})

test('every write of a connection is kept, with who made it and what it was', async () => {
  const store = await open()
  const { tenant_id } = await store.ensureTenant('default')
  const { connection_id } = await addConnection(store, tenant_id, { scripts: { login: 'one' } })
  const update = (change: ConnectionChange, actor: string) =>
    store.updateConnection(tenant_id, connection_id, change, actor)
  await update({ scripts: { login: 'two' }, options: { a: 1 } }, 'ann')
  await ensureClient(store, tenant_id, 'x')
  await update({ configuration: { DB: 'other' }, enabled_clients: ['x'] }, 'ben')
  await store.close()

  const db = new DatabaseSync(join(data_dir, 'ferry.db'), { readOnly: true })
  const rows = db
    .prepare(
      `select revision, scripts, options, configuration_revision, enabled_clients, actor
        from connection_revisions order by revision`,
    )
    .all()
  db.close()
  expect(rows).toMatchObject([
    { revision: 1, scripts: '{"login":1}', configuration_revision: 1, actor: 'tester' },
    { revision: 2, scripts: '{"login":2}', options: '{"a":1}', configuration_revision: 1, actor: 'ann' },
    {
      revision: 3,
      scripts: '{"login":2}',
      configuration_revision: 2,
      enabled_clients: '["x"]',
      actor: 'ben',
    },
  ])
})

test('a second server is kept out of the data folder while the first one runs, and let in after', async () => {
  const first = await open()
  await expect(open()).rejects.toMatchObject({ name: 'StoreStartError', code: 'in_use' })
  await first.ensureTenant('default')
  await first.close()
  const second = await open()
  await second.close()
})

test('a server that another process runs is kept out too, and its SIGKILL frees the folder at once', async () => {
  const script = fileURLToPath(new URL('./writing-process.ts', import.meta.url))
  const child = spawn(process.execPath, [script, data_dir, '1'], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface(child.stdout)) if (line !== '') break
  await expect(open()).rejects.toMatchObject({ name: 'StoreStartError', code: 'in_use' })
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
  const store = await open('the master key of the writing process')
  await store.close()
})

test('a store that a newer Ferry has written is refused and left as it is', async () => {
  await fill()
  const db = new DatabaseSync(join(data_dir, 'ferry.db'))
  db.exec("insert into schema_migrations values (999, 'from the future', 'x', 1)")
  db.close()
  const before = contents()
  await expect(open()).rejects.toMatchObject({
    code: 'newer_schema',
    message: expect.stringContaining('newer Ferry'),
  })
  expect(contents()).toEqual(before)
})

test('a store whose schema was made by other steps is refused', async () => {
  await fill()
  const db = new DatabaseSync(join(data_dir, 'ferry.db'))
  db.exec(`update schema_migrations set sha256 = 'x' where version = ${MIGRATIONS.at(-1)?.version}`)
  db.close()
  await expect(open()).rejects.toMatchObject({ code: 'changed_migration' })
})

test('a store that a failed start left locked can be opened after', async () => {
  await fill()
  await expect(open(NEW)).rejects.toMatchObject({ code: 'wrong_secret' })
  const store = await open()
  await store.ping()
  await store.close()
})
