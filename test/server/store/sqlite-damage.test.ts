import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, expect, test } from 'vitest'
import { createSecrets } from '../../../server/secrets/index.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import { createRunFolder, removeRunFolder } from '../../support/run-folder.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'
import { addConnection, addUser } from './contract/samples.ts'

const secrets = createSecrets({ master: 'a master key that is long enough for it' })
const PAGE = 4_096

let whole: string
beforeAll(async () => {
  const folder = createRunFolder()
  whole = join(folder, 'data')
  const store = await createSqliteStore({ data_dir: whole, secrets })
  const { tenant_id } = await store.ensureTenant('default')
  const { connection_id } = await addConnection(store, tenant_id)
  for (let n = 0; n < 200; n++) await addUser(store, tenant_id, connection_id, `user-${n}`)
  await store.close()
  return () => removeRunFolder(folder)
})

/** @returns a data folder of its own, and the path of its database */
function copy(): { data_dir: string; file: string } {
  const data_dir = temporaryFolder()
  const file = join(data_dir, 'ferry.db')
  copyFileSync(join(whole, 'ferry.db'), file)
  return { data_dir, file }
}

function change(file: string, work: (bytes: Buffer) => void): void {
  const bytes = readFileSync(file)
  work(bytes)
  writeFileSync(file, bytes)
}

function sql(file: string, text: string): void {
  const db = new DatabaseSync(file)
  db.exec(text)
  db.close()
}

const pages = (file: string): number => statSync(file).size / PAGE

const DAMAGES: [what: string, code: string, says: RegExp, damage: (file: string) => void][] = [
  ['a text', 'damaged', /is not a database/, (file) => writeFileSync(file, 'hello '.repeat(1_000))],
  ['zeros', 'damaged', /damaged/, (file) => writeFileSync(file, Buffer.alloc(10 * PAGE))],
  ['a few bytes', 'damaged', /is damaged/, (file) => truncateSync(file, 60)],
  ['its first page only', 'damaged', /is damaged/, (file) => truncateSync(file, PAGE)],
  [
    'its first half',
    'damaged',
    /is damaged/,
    (file) => truncateSync(file, Math.floor(pages(file) / 2) * PAGE),
  ],
  [
    'all but its last bytes',
    'damaged',
    /is damaged/,
    (file) => truncateSync(file, statSync(file).size - 100),
  ],
  [
    'a damaged beginning',
    'damaged',
    /not a database/,
    (file) => change(file, (bytes) => bytes.fill(7, 0, 40)),
  ],
  [
    'a page of its schema that was overwritten',
    'damaged',
    /is damaged/,
    (file) => change(file, (bytes) => bytes.fill(0xff, 100, PAGE)),
  ],
  [
    'pages of its middle that were overwritten',
    'damaged',
    /is damaged/,
    (file) => change(file, (bytes) => bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 20 * PAGE)),
  ],
  [
    'a table that is missing',
    'damaged',
    /does not have the tables/,
    (file) => sql(file, 'drop table seal_checks'),
  ],
  [
    'a step of the schema that is missing',
    'changed_migration',
    /lacks step 3/,
    (file) => sql(file, 'delete from schema_migrations where version = 3'),
  ],
  [
    'a newer schema',
    'newer_schema',
    /A newer Ferry has written/,
    (file) => sql(file, `insert into schema_migrations values (99, 'later', 'x', 1)`),
  ],
  [
    'the database of another program',
    'foreign',
    /is a database of another program/,
    (file) => {
      rmSync(file)
      sql(file, 'create table customers (id integer); insert into customers values (7)')
    },
  ],
  [
    'a folder in its place',
    'unusable',
    /is a folder/,
    (file) => {
      rmSync(file)
      mkdirSync(file)
    },
  ],
]

/** Names and bytes of the folder's files; of the lock and what SQLite keeps while it runs only the names. */
function contents(folder: string): { [name: string]: string } {
  const files = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => name === 'ferry.db')
  return Object.fromEntries(
    files.map((entry) => [
      entry.name,
      entry.isFile() ? readFileSync(join(folder, entry.name)).toString('base64') : 'a folder',
    ]),
  )
}

test.each(DAMAGES)(
  'a store that has %s is told in words, names its file, and stays as it is',
  async (_, code, says, damage) => {
    const { data_dir, file } = copy()
    damage(file)
    const before = contents(data_dir)
    const opened = createSqliteStore({ data_dir, secrets })
    await expect(opened).rejects.toMatchObject({ name: 'StoreStartError', code })
    const { message } = (await opened.catch((error: unknown) => error)) as Error
    expect(message).toMatch(says)
    if (code !== 'newer_schema') expect(message).toContain(file)
    expect(message).toMatch(/backup|FERRY_DATA_DIR|Move it away|Start that version/)
    expect(contents(data_dir)).toEqual(before)
  },
)

test('a lock file that is damaged is told in words', async () => {
  const { data_dir } = copy()
  writeFileSync(join(data_dir, 'ferry.lock'), 'x'.repeat(2_000))
  await expect(createSqliteStore({ data_dir, secrets })).rejects.toThrow(/ferry\.lock is damaged.*delete it/)
})

test.each<[string, (file: string) => void]>([
  ['is cut in the middle', (wal) => truncateSync(wal, statSync(wal).size - 5_000)],
  ['was overwritten', (wal) => change(wal, (bytes) => bytes.fill(0xff, bytes.length / 2))],
  ['is gone', (wal) => rmSync(wal)],
])('a store whose write-ahead log %s opens with what was written before', async (_, damage) => {
  const { data_dir, file } = copy()
  // As a server leaves it that was killed.
  const db = new DatabaseSync(file)
  db.exec('pragma wal_autocheckpoint = 0')
  for (let n = 0; n < 20; n++) {
    db.exec(`insert into tenants (tenant_id, name, created_at) values ('t${n}', 't${n}', 1)`)
  }
  const killed = temporaryFolder()
  for (const name of ['ferry.db', 'ferry.db-wal']) copyFileSync(join(data_dir, name), join(killed, name))
  db.close()
  damage(join(killed, 'ferry.db-wal'))
  const store = await createSqliteStore({ data_dir: killed, secrets })
  const names = (await store.listTenants()).map(({ name }) => name)
  await store.close()
  expect(names).toContain('default')
  expect(names).not.toContain('t19')
})
