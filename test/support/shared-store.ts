/** A PostgreSQL database of its own, and stores that are opened on it as several servers open it. @module */
import { randomBytes } from 'node:crypto'
import { createSecrets } from '../../server/secrets/index.ts'
import type { Store } from '../../server/store/contract.ts'
import { createPostgresStore } from '../../server/store/postgres.ts'
import type { Postgres } from './postgres.ts'

/** The master key of every server of a test. */
export const SHARED_SECRET = 'the master key of all servers of this test'

/** An empty database. */
export interface SharedDatabase {
  /** For `DATABASE_URL`. */
  url: string
  open(): Promise<Store>
  dispose(): Promise<void>
}

/** Creates a database on the server. */
export async function createDatabase(postgres: Postgres): Promise<SharedDatabase> {
  const { query, user, password, host, port } = postgres
  const database = `ferry_${randomBytes(6).toString('hex')}`
  await query(`create database ${database}`)
  const url = `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`
  return {
    url,
    open: () => createPostgresStore({ url, secrets: createSecrets({ master: SHARED_SECRET }) }),
    async dispose() {
      await query(`drop database ${database} with (force)`)
    },
  }
}
