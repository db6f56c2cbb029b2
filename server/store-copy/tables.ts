/** The tables of the store, as its schema makes them. @module */
import { all, integer, text } from '../store/engine/operation.ts'
import { migrate } from '../store/migrate.ts'
import { MIGRATIONS } from '../store/schema/index.ts'
import { openDatabase } from '../store/sqlite/database.ts'

/** A table, and the columns that name a row. */
export interface Table {
  name: string
  columns: readonly string[]
  key: readonly string[]
}

/** @returns every table of this Ferry's schema; one that refers to another one comes after it */
export function storeTables(): Table[] {
  const db = openDatabase(':memory:', { read_only: false })
  try {
    db.write(migrate(MIGRATIONS, 0))
    return db.read(readTables())
  } finally {
    db.close()
  }
}

function* readTables() {
  const names = (yield* all(
    "select name from sqlite_master where type = 'table' and name <> 'schema_migrations' order by rowid",
  )).map((row) => text(row, 'name'))
  const tables: { table: Table; after: string[] }[] = []
  for (const name of names) {
    const columns = yield* all('select name, pk from pragma_table_info($1) order by cid', name)
    const references = yield* all('select "table" as name from pragma_foreign_key_list($1)', name)
    const key = columns
      .filter((column) => integer(column, 'pk') > 0)
      .toSorted((a, b) => integer(a, 'pk') - integer(b, 'pk'))
    if (key.length === 0) throw new Error(`The table ${name} has no key, so it cannot be copied in parts.`)
    tables.push({
      table: { name, columns: columns.map(nameOf), key: key.map(nameOf) },
      after: references.map(nameOf).filter((other) => other !== name),
    })
  }
  return inOrder(tables)
}

const nameOf = (row: Parameters<typeof text>[0]): string => text(row, 'name')

function inOrder(tables: readonly { table: Table; after: readonly string[] }[]): Table[] {
  const done: Table[] = []
  let rest = tables
  while (rest.length > 0) {
    const isReady = ({ after }: { after: readonly string[] }): boolean =>
      after.every((name) => done.some((table) => table.name === name))
    const ready = rest.filter(isReady)
    if (ready.length === 0) throw new Error('Tables of the schema refer to each other in a circle.')
    done.push(...ready.map(({ table }) => table))
    rest = rest.filter((one) => !ready.includes(one))
  }
  return done
}
