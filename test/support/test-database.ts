/** Databases of tests in the PostgreSQL of the run: each is a copy of one that has the schema already. @module */
import { createHash } from 'node:crypto'
import pg from 'pg'
import { createSecrets } from '../../server/secrets/index.ts'
import { createPostgresStore } from '../../server/store/postgres.ts'

const TEMPLATE = 'ferry_template'

/** Creates the database that the others are copies of. @param address of the server, without a database */
export async function prepareTemplate(address: string): Promise<void> {
  await administer(address, `create database ${TEMPLATE}`)
  const secrets = createSecrets({ master: 'a master key that no test uses, long enough' })
  const store = await createPostgresStore({ url: `${address}/${TEMPLATE}`, secrets })
  await store.close()
  await administer(`${address}/${TEMPLATE}`, 'delete from seal_checks')
}

/**
 * The database that belongs to a data folder: the same for the same folder, so that a server starts again on it.
 *
 * @param address of the server, without a database
 * @returns `DATABASE_URL`, and how to drop the database; undefined when it was there already
 */
export async function databaseOf(
  address: string,
  data_dir: string,
): Promise<{ url: string; drop: (() => Promise<void>) | undefined }> {
  const name = nameOf(data_dir)
  const url = `${address}/${name}`
  try {
    await administer(address, `create database ${name} template ${TEMPLATE}`)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42P04') return { url, drop: undefined }
    throw error
  }
  return { url, drop: () => administer(address, `drop database if exists ${name} with (force)`) }
}

/** Asks the database of a data folder. @returns rows, with numbers as numbers */
export async function askDatabase(
  address: string,
  data_dir: string,
  sql: string,
  values: readonly (string | number | null)[],
): Promise<{ [column: string]: unknown }[]> {
  const types = { getTypeParser: (id: number) => ([20, 1700].includes(id) ? Number : String) }
  const client = new pg.Client({ connectionString: `${address}/${nameOf(data_dir)}`, types })
  await client.connect()
  try {
    const { rows } = await client.query<{ [column: string]: unknown }>(sql, [...values])
    return rows
  } finally {
    await client.end()
  }
}

const nameOf = (data_dir: string): string =>
  `ferry_${createHash('sha256').update(data_dir).digest('hex').slice(0, 24)}`

/** Runs one command. @param address with a database, or of the server: then in its database `postgres` */
async function administer(address: string, command: string): Promise<void> {
  const client = new pg.Client(/:\d+\//.test(address) ? address : `${address}/postgres`)
  await client.connect()
  try {
    await client.query(command)
  } finally {
    await client.end()
  }
}
