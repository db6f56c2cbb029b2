/** Moves everything from one store to another one, in parts that can be repeated. @module */
import { createHash } from 'node:crypto'
import type { Secrets } from '../secrets/index.ts'
import { StoreStartError } from '../store/contract/errors.ts'
import type { Operation, Row, SqlValue } from '../store/engine/operation.ts'
import { all, first, integer, json } from '../store/engine/operation.ts'
import { beginCopy, checkKey, checkSchema, endCopy, migrate } from '../store/migrate.ts'
import { MIGRATIONS } from '../store/schema/index.ts'
import type { Side } from './sides.ts'
import type { Table } from './tables.ts'
import { storeTables } from './tables.ts'

/** Rows of one transaction. */
const BATCH = 500

/** Rows of one part that are done. */
export interface Progress {
  step: 'copy' | 'compare'
  table: string
  done: number
  of: number
}

const PROGRESS_SQL = {
  create: `create table copy_progress (
    table_name text not null primary key,
    last_key text,
    row_count bigint not null
  )`,
  find: 'select last_key, row_count from copy_progress where table_name = $1',
  save: `insert into copy_progress (table_name, last_key, row_count) values ($1, $2, $3)
    on conflict (table_name) do update set last_key = excluded.last_key, row_count = excluded.row_count`,
  drop: 'drop table copy_progress',
} as const

/**
 * Copies every row, compares both stores row by row, and only then lets servers open the target. A copy that was interrupted goes
 * on where it was.
 *
 * @returns rows by table
 * @throws {StoreStartError} wrong_secret: the key does not open the source; newer_schema, changed_migration; unusable: the
 *   target is not empty, or the stores differ in the end
 */
export async function copyAll(
  source: Side,
  target: Side,
  {
    secrets,
    now,
    onProgress = () => undefined,
  }: { secrets: Secrets; now: number; onProgress?: (progress: Progress) => void },
): Promise<Map<string, number>> {
  await checkSource(source, secrets)
  await prepareTarget(target, now)
  const tables = storeTables()
  const counts = new Map<string, number>()
  for (const table of tables) {
    const of = await source.read(count(table))
    counts.set(table.name, of)
    await copyTable(source, target, table, (done) =>
      onProgress({ step: 'copy', table: table.name, done, of }),
    )
  }
  for (const table of tables) {
    const of = counts.get(table.name) ?? 0
    await compare(source, target, table, (done) =>
      onProgress({ step: 'compare', table: table.name, done, of }),
    )
  }
  await target.write(finish())
  await target.analyze()
  return counts
}

async function checkSource(source: Side, secrets: Secrets): Promise<void> {
  if (!(await source.tables()).includes('schema_migrations')) {
    throw new StoreStartError('unusable', `${source.place} has no store of Ferry. Nothing was copied.`)
  }
  const steps = await source.read(checkSchema(MIGRATIONS, source.place))
  if (steps < MIGRATIONS.length) {
    throw new StoreStartError(
      'unusable',
      `${source.place} is of an earlier Ferry. Nothing was copied. Start this Ferry on it once, stop it, and copy then.`,
    )
  }
  await source.read(checkKey(secrets))
}

async function prepareTarget(target: Side, now: number): Promise<void> {
  const tables = await target.tables()
  if (tables.includes('copy_progress')) return
  if (tables.length > 0) {
    throw new StoreStartError(
      'unusable',
      `${target.place} is not empty (it has the table ${tables[0]}). Nothing was copied. Name an empty database, or a new folder.`,
    )
  }
  await target.write(create(now))
}

function* create(now: number): Operation<void> {
  yield* migrate(MIGRATIONS, now)
  yield* all(PROGRESS_SQL.create)
  yield* beginCopy(now)
}

function* finish(): Operation<void> {
  yield* all(PROGRESS_SQL.drop)
  yield* endCopy()
}

function* count({ name }: Table): Operation<number> {
  const row = yield* first(`select count(*) as n from ${name}`)
  return row ? integer(row, 'n') : 0
}

async function copyTable(
  source: Side,
  target: Side,
  table: Table,
  onRows: (done: number) => void,
): Promise<void> {
  let { last, done } = await target.read(findProgress(table))
  for (;;) {
    const rows = await source.read(readBatch(table, last))
    const end = rows.at(-1)
    if (!end) return
    last = table.key.map((column) => end[column] as SqlValue)
    done += rows.length
    await target.write(writeBatch(table, rows, target.rows_per_insert, last, done))
    onRows(done)
    if (rows.length < BATCH) return
  }
}

function* findProgress({ name }: Table): Operation<{ last: SqlValue[] | undefined; done: number }> {
  const row = yield* first(PROGRESS_SQL.find, name)
  if (!row) return { last: undefined, done: 0 }
  return { last: json<SqlValue[]>(row, 'last_key'), done: integer(row, 'row_count') }
}

/** The rows after a key, in its order. Texts are compared by code points in both engines. */
function* readBatch(
  { name, columns, key }: Table,
  last: readonly SqlValue[] | undefined,
): Operation<readonly Row[]> {
  const order = key.join(', ')
  const after = last ? `where (${order}) > (${key.map((_, index) => `$${index + 1}`).join(', ')})` : ''
  return yield* all(
    `select ${columns.join(', ')} from ${name} ${after} order by ${order} limit ${BATCH}`,
    ...(last ?? []),
  )
}

function* writeBatch(
  { name, columns }: Table,
  rows: readonly Row[],
  rows_per_insert: number,
  last: readonly SqlValue[],
  done: number,
): Operation<void> {
  for (let at = 0; at < rows.length; at += rows_per_insert) {
    const part = rows.slice(at, at + rows_per_insert)
    const places = part.map(
      (_, row) => `(${columns.map((__, column) => `$${row * columns.length + column + 1}`).join(', ')})`,
    )
    const values = part.flatMap((row) => columns.map((column) => row[column] as SqlValue))
    yield* all(`insert into ${name} (${columns.join(', ')}) values ${places.join(', ')}`, ...values)
  }
  yield* all(PROGRESS_SQL.save, name, JSON.stringify(last), done)
}

async function compare(
  source: Side,
  target: Side,
  table: Table,
  onRows: (done: number) => void,
): Promise<void> {
  const from = await digest(source, table, onRows)
  const to = await digest(target, table, () => undefined)
  if (from.rows === to.rows && from.sha256 === to.sha256) return
  throw new StoreStartError(
    'unusable',
    `The stores differ in the table ${table.name} (rows: ${from.rows} and ${to.rows}): the source has changed since the copy ` +
      `started. ${target.place} is not used by any server. Empty it, and copy again while no server runs.`,
  )
}

async function digest(
  side: Side,
  table: Table,
  onRows: (done: number) => void,
): Promise<{ rows: number; sha256: string }> {
  const checksum = createHash('sha256')
  let done = 0
  let last: SqlValue[] | undefined
  for (;;) {
    const rows = await side.read(readBatch(table, last))
    for (const row of rows) checksum.update(JSON.stringify(table.columns.map((column) => row[column])))
    done += rows.length
    onRows(done)
    const end = rows.at(-1)
    if (!end || rows.length < BATCH) return { rows: done, sha256: checksum.digest('base64url') }
    last = table.key.map((column) => end[column] as SqlValue)
  }
}
