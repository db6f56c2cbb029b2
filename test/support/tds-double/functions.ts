/** T-SQL's functions that SQLite lacks. @module */
import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { SqlValue } from './types.ts'

/** @param identity the last IDENTITY of the session whose statement runs */
export function addFunctions(database: DatabaseSync, identity: () => SqlValue): void {
  const add = (name: string, body: (...args: SqlValue[]) => SqlValue): void => {
    database.function(name, { varargs: true }, body)
  }
  for (const name of ['getdate', 'getutcdate', 'sysdatetime', 'sysutcdatetime', 'sysdatetimeoffset']) {
    add(name, () => new Date().toISOString())
  }
  add('newid', () => randomUUID().toUpperCase())
  add('newsequentialid', () => randomUUID().toUpperCase())
  add('scope_identity', identity)
  // Trailing blanks do not count.
  add('t_len', (text) =>
    text === null || text === undefined ? null : String(text).replace(/ +$/, '').length,
  )
  add('datalength', (value) => {
    if (value === null || value === undefined) return null
    return value instanceof Uint8Array ? value.length : String(value).length * 2
  })
  add('charindex', (part, text) => {
    if (part === null || text === null) return null
    return String(text).toLowerCase().indexOf(String(part).toLowerCase()) + 1
  })
  add('left', (text, count) => (text === null ? null : String(text).slice(0, Number(count))))
  add('right', (text, count) =>
    text === null ? null : Number(count) === 0 ? '' : String(text).slice(-Number(count)),
  )
  add('t_object_id', (name) => {
    const bare = String(name).replaceAll(/[[\]]/g, '').split('.').at(-1) ?? ''
    const found = database
      .prepare(`SELECT rowid FROM sqlite_schema WHERE type IN ('table', 'view') AND name = ? COLLATE NOCASE`)
      .get(bare)
    return typeof found?.rowid === 'number' ? found.rowid : null
  })
}
