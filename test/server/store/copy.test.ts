/** `npm run store -- copy` between SQLite and a real PostgreSQL, with rows of every kind. @module */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { SQLInputValue } from 'node:sqlite'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runStoreCommand } from '../../../server/backup/copy-command.ts'
import { readConfig } from '../../../server/common/config.ts'
import { createSecrets } from '../../../server/secrets/index.ts'
import { createPostgresStore } from '../../../server/store/postgres.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import type { Postgres } from '../../support/postgres.ts'
import { describePostgres } from '../../support/postgres.ts'
import { createRunFolder, removeRunFolder } from '../../support/run-folder.ts'

const KEY = 'the master key of the tests, long enough'
const OTHER = 'another master key, which is long enough too'
const ROOT = resolve(import.meta.dirname, '../../..')
const USERS = 100_000
const LONG_MS = 300_000

/** What a text of a store may contain: marks of other encodings, U+0000, and what PostgreSQL's escapes look like. */
const ODD = [
  'plain',
  'Zoë ß İ',
  '🦊',
  'a\u0000b',
  "o'clock \\u0000 \\",
  '',
  '\uffff',
  '{"a":[1,null,"\\u0000"]}',
]

let folder: string
beforeEach(() => {
  folder = createRunFolder()
})
afterEach(() => removeRunFolder(folder))

/** Fills every table: a row each, and many users with an identity. */
async function fill(data_dir: string, users: number): Promise<void> {
  const store = await createSqliteStore({ data_dir, secrets: createSecrets({ master: KEY }) })
  await store.close()
  const db = new DatabaseSync(join(data_dir, 'ferry.db'))
  try {
    // Rows of all tables refer to each other: what a column is called says what it refers to.
    db.exec('pragma foreign_keys = off; begin')
    for (const table of tables(db)) {
      if (table !== 'seal_checks') insert(db, table, (column) => `${column}-0`)
    }
    for (let number = 1; number < users; number++) {
      const value = (column: string): string =>
        /^(?:tenant|connection)_id$/.test(column)
          ? `${column}-0`
          : `${column}-${number}-${ODD[number % ODD.length]}`
      insert(db, 'users', value)
      insert(db, 'identities', value)
    }
    db.exec('commit; pragma foreign_keys = on')
    expect(db.prepare('pragma foreign_key_check').all()).toEqual([])
  } finally {
    db.close()
  }
}

function tables(db: DatabaseSync): string[] {
  return db
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name")
    .all()
    .map(({ name }) => String(name))
    .filter((name) => name !== 'schema_migrations')
}

const shapes = new Map<string, { name: string; type: string }[]>()

function insert(db: DatabaseSync, table: string, textOf: (column: string) => string): void {
  const shape =
    shapes.get(table) ??
    (db.prepare('select name, type from pragma_table_info(?)').all(table) as { name: string; type: string }[])
  shapes.set(table, shape)
  const values = shape.map(({ name, type }): SQLInputValue => (type === 'TEXT' ? textOf(name) : 1))
  db.prepare(`insert into ${table} values (${shape.map(() => '?').join(', ')})`).run(...values)
}

/** Every row of every table. */
function contents(data_dir: string): { [table: string]: string[] } {
  const db = new DatabaseSync(join(data_dir, 'ferry.db'), { readOnly: true })
  try {
    return Object.fromEntries(
      tables(db).map((table) => [
        table,
        db
          .prepare(`select * from ${table}`)
          .all()
          .map((row) => JSON.stringify(row))
          .sort(),
      ]),
    )
  } finally {
    db.close()
  }
}

const said: string[] = []
async function copy(from: string, to: string, environment: { [name: string]: string } = {}): Promise<string> {
  const config = readConfig({ FERRY_DATA_DIR: folder, FERRY_SECRET: KEY, ...environment })
  return await runStoreCommand(['copy', '--from', from, '--to', to], config, {
    say: (line) => said.push(line),
  })
}

async function newDatabase({ query, user, password, host, port }: Postgres): Promise<string> {
  const name = `copy_${randomBytes(6).toString('hex')}`
  await query(`create database ${name}`)
  return `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${name}`
}

describePostgres('a copy of the store', (postgres) => {
  test(
    `of ${USERS} users and every kind of row is the same in PostgreSQL and back, though it was killed half-way`,
    async () => {
      const one = join(folder, 'one')
      await fill(one, USERS)
      const before = contents(one)
      expect(Object.entries(before).filter(([, rows]) => rows.length === 0)).toEqual([])
      const url = await newDatabase(postgres())

      const child = spawn(
        process.execPath,
        ['server/backup/main.ts', 'store', 'copy', '--from', one, '--to', 'DATABASE_URL'],
        {
          cwd: ROOT,
          env: { FERRY_SECRET: KEY, DATABASE_URL: url, FERRY_DATA_DIR: folder },
          stdio: ['ignore', 'inherit', 'pipe'],
        },
      )
      for await (const chunk of child.stderr) {
        if (String(chunk).includes('copied users: 20000')) break
      }
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      expect(child.signalCode).toBe('SIGKILL')
      await expect(createPostgresStore({ url, secrets: createSecrets({ master: KEY }) })).rejects.toThrow(
        'is a copy that is not finished. Give the command "npm run store -- copy" again',
      )

      said.length = 0
      expect(await copy(one, url)).toContain('has everything of the source')
      const [first] = said.filter((line) => line.startsWith('copied users'))
      expect(Number(/: (\d+) of/.exec(first ?? '')?.[1]), 'it went on where it was').toBeGreaterThan(20_000)
      const two = join(folder, 'two')
      await copy(url, two)
      expect(contents(two)).toEqual(before)

      const store = await createPostgresStore({ url, secrets: createSecrets({ master: KEY }) })
      await store.ping()
      await store.close()
    },
    LONG_MS,
  )

  test('is refused while a server uses the source or the target, with another key, and onto a store', async () => {
    const one = join(folder, 'one')
    await fill(one, 10)
    const url = await newDatabase(postgres())
    const secrets = createSecrets({ master: KEY })

    const running = await createSqliteStore({ data_dir: one, secrets })
    await expect(copy(one, url)).rejects.toThrow('Another Ferry server is using the data folder')
    await running.close()

    await expect(copy(one, url, { FERRY_SECRET: OTHER })).rejects.toThrow('is not the master key')
    await copy(one, url)
    await expect(copy(one, url)).rejects.toThrow('is not empty')
    await expect(copy(url, one)).rejects.toThrow('is not empty')

    const server = await createPostgresStore({ url, secrets })
    await expect(copy(url, join(folder, 'two'))).rejects.toThrow('is in use by a server. Stop all servers')
    await server.close()
    await copy(url, join(folder, 'two'))
  })

  test('ends with an error, and is used by no server, when the source has changed since it began', async () => {
    const one = join(folder, 'one')
    await fill(one, 2_000)
    const url = await newDatabase(postgres())
    const late = new Error('stop here')
    const config = readConfig({ FERRY_DATA_DIR: folder, FERRY_SECRET: KEY })
    await expect(
      runStoreCommand(['copy', '--from', one, '--to', url], config, {
        say: (line) => {
          if (line.startsWith('compared')) throw late
        },
      }),
    ).rejects.toBe(late)
    const db = new DatabaseSync(join(one, 'ferry.db'))
    db.exec("update users set email = 'changed@example.com' where user_id = 'user_id-0'")
    db.close()
    await expect(copy(one, url)).rejects.toThrow('The stores differ in the table users (rows: 2000 and 2000)')
    await expect(createPostgresStore({ url, secrets: createSecrets({ master: KEY }) })).rejects.toThrow(
      'is a copy that is not finished',
    )
  })

  test('answers mistakes in words, and repeats no password', async () => {
    mkdirSync(join(folder, 'full'))
    writeFileSync(join(folder, 'full', 'photo.jpg'), '')
    const one = join(folder, 'one')
    await fill(one, 2)
    const mistakes: [from: string, to: string, words: string][] = [
      [join(folder, 'missing'), join(folder, 'two'), 'There is no store in'],
      [one, one, '--from and --to are the same store'],
      [one, join(folder, 'full'), 'is not empty (it contains photo.jpg)'],
      [one, 'DATABASE_URL', 'DATABASE_URL is not set'],
      [one, 'postgres://ferry:hunter2@10.0.0.1/ferry', 'names another machine without saying whether'],
      [one, 'postgres://ferry:hunter2@127.0.0.1:1/ferry', 'cannot be reached: nothing listens there'],
      [await newDatabase(postgres()), join(folder, 'two'), 'has no store of Ferry'],
    ]
    for (const [from, to, words] of mistakes) {
      const failure = await copy(from, to).catch((error: unknown) => error)
      expect((failure as Error).message, `${from} ${to}`).toContain(words)
      expect((failure as Error).message).not.toContain('hunter2')
    }
    expect(existsSync(join(folder, 'missing'))).toBe(false)
  })
})
