import type { StatementSync } from 'node:sqlite'
import { DatabaseSync } from 'node:sqlite'
import { ReadTooSlow } from '../contract/errors.ts'
import { createLoneStatements } from '../engine/lone-statements.ts'
import type { Operation, Row, Statement } from '../engine/operation.ts'
import { drive } from '../engine/operation.ts'

/** An open database: prepared statements and transactions. Everything is synchronous, on the caller's thread. */
export interface Database {
  /** Runs the operation in one read transaction: it sees one consistent state. */
  read<T>(operation: Operation<T>): T
  /** The same for an operation of a few rows, which costs less when it has one statement alone. @param name of the operation */
  point<T>(name: string, start: () => Operation<T>): T
  /** Runs the operation in one write transaction: completely or not at all. */
  write<T>(operation: Operation<T>): T
  /** Runs the operation in the current transaction, if there is one. */
  run<T>(operation: Operation<T>): T
  exec(sql: string): void
  /** Whether a transaction is open. SQLite itself ends a transaction when the disk is full or failing. */
  inTransaction(): boolean
  close(): void
}

/**
 * @param options.read_only for readers; the database must exist
 * @param options.limit_ms time limit of reads that call `in_time()` for each row, as searches do
 * @throws SQLite's errors, here and in every method
 */
export function openDatabase(
  file: string,
  options: { read_only: boolean; limit_ms?: number | undefined },
): Database {
  const db = new DatabaseSync(file, { readOnly: options.read_only, timeout: 5_000 })
  // An acknowledged commit is on the disk. Readers do not need this.
  if (!options.read_only) db.exec('pragma journal_mode = wal; pragma synchronous = full')
  // Nothing else stops a running statement: node:sqlite does not offer SQLite's interrupt.
  const { limit_ms = Number.POSITIVE_INFINITY } = options
  let deadline = Number.POSITIVE_INFINITY
  db.function('in_time', () => {
    if (performance.now() > deadline) throw new ReadTooSlow()
    return 1
  })
  // As in every other engine.
  db.exec('pragma foreign_keys = on; pragma case_sensitive_like = on')

  // The store has few SQL texts, so each prepared statement is kept.
  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const known = prepared.get(sql)
    if (known) return known
    // `$1` is a named parameter to SQLite, which costs more than `?1`.
    const statement = db.prepare(sql.replaceAll(/\$(\d+)/g, '?$1'))
    prepared.set(sql, statement)
    return statement
  }
  const execute = ({ sql, params }: Statement): readonly Row[] => prepare(sql).all(...params)
  const transaction = <T>(begin: string, operation: Operation<T>): T => {
    prepare(begin).run()
    try {
      const value = drive(execute, operation)
      prepare('commit').run()
      return value
    } catch (error) {
      if (db.isTransaction) db.exec('rollback')
      throw error
    }
  }

  const read = <T>(operation: Operation<T>): T => {
    deadline = performance.now() + limit_ms
    return transaction('begin', operation)
  }
  const lone = createLoneStatements()

  return {
    read,
    point(name, start) {
      if (!lone.mayBe(name)) return read(start())
      const operation = start()
      const step = operation.next()
      const end = step.done ? step : operation.next(execute(step.value))
      if (end.done) return end.value
      lone.isNot(name)
      return read(start())
    },
    write: (operation) => transaction('begin immediate', operation),
    run: (operation) => drive(execute, operation),
    exec: (sql) => prepare(sql).run(),
    inTransaction: () => db.isTransaction,
    close: () => db.close(),
  }
}
