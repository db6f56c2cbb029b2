/** The engine that tests of flows and of whole servers use: `FERRY_TEST_STORE=sqlite` or `postgres`. @module */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { TestContext } from 'vitest'
import { inject, onTestFinished, test } from 'vitest'
import type { Store } from '../../server/store/contract.ts'
import { createPostgresStore } from '../../server/store/postgres.ts'
import { createSqliteStore } from '../../server/store/sqlite.ts'
import { askDatabase, databaseOf } from './test-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** `postgres://user:password@host:port` of the tests' stores; undefined = they are embedded. */
    testDatabase: string | undefined
  }
}

type WhenDone = (work: () => void | Promise<void>) => void

/** Whether the tests' stores are embedded. Tests of its files are skipped when they are not. */
export function isEmbedded(): boolean {
  return inject('testDatabase') === undefined
}

/** The master key of servers that a test gives none. */
const SECRET = 'a master key of the tests, long enough'

/**
 * @param data_dir to each folder belongs a store
 * @returns settings by which a server uses it
 */
export async function storeSettings(
  data_dir: string,
  whenDone: WhenDone = onTestFinished,
): Promise<{ [name: string]: string }> {
  const address = inject('testDatabase')
  if (address === undefined) return {}
  const { url, drop } = await databaseOf(address, data_dir)
  if (drop) whenDone(drop)
  return { DATABASE_URL: url, FERRY_SECRET: SECRET, FERRY_DATABASE_CONNECTIONS: '12' }
}

/** Opens the store of a folder without a server. */
export async function openTestStore(
  settings: Parameters<typeof createSqliteStore>[0],
  whenDone: WhenDone = onTestFinished,
): Promise<Store> {
  const { DATABASE_URL: url } = await storeSettings(settings.data_dir, whenDone)
  return url === undefined
    ? createSqliteStore(settings)
    : createPostgresStore({ ...settings, url, connections: 12 })
}

/** @param why what such a test needs of the embedded store; it is skipped elsewhere */
export function embeddedTest(
  why: string,
): (name: string, body: (context: TestContext) => unknown, timeout_ms?: number) => void {
  return (name, body, timeout_ms) => {
    if (isEmbedded()) test(name, body, timeout_ms)
    else test.skip(`${name} (skipped: ${why})`, body, timeout_ms)
  }
}

/** Asks a store past the server that uses it. @param sql with `$1` placeholders @returns rows, with numbers as numbers */
export async function askStore(
  data_dir: string,
  sql: string,
  ...values: (string | number | null)[]
): Promise<{ [column: string]: unknown }[]> {
  const address = inject('testDatabase')
  if (address === undefined) {
    const db = new DatabaseSync(join(data_dir, 'ferry.db'), { timeout: 10_000 })
    try {
      const named = Object.fromEntries(values.map((value, at) => [`$${at + 1}`, value]))
      return db.prepare(sql).all(named)
    } finally {
      db.close()
    }
  }
  return await askDatabase(address, data_dir, sql, values)
}
