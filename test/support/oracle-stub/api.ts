/**
 * A stand-in for the `oracledb` module, for scripts under test. Nothing here is Node's, so it runs in a sandbox as it is.
 *
 * What it is: `getConnection`, `execute`, `commit`, `rollback`, `close` and `release`, each with callback or promise; binds by
 * position and by name, with `BIND_OUT`; both output formats; `autoCommit`, and the loss of what was not committed; ORA and
 * NJS codes. It interprets the shapes of statements that a users template needs, on tables given as DDL, with Oracle's
 * upper-case names and its empty string that is NULL.
 *
 * What it is not: Oracle. No pools, no PL/SQL, no joins, sub-queries, sequences or LOBs: what it does not understand it
 * refuses with an `OracleStubError`. Two transactions that write at the same time: the second to commit fails with ORA-08177.
 * @module
 */
import type { OracleValue } from './evaluate.ts'
import { OracleFault } from './faults.ts'
import type { Outcome, Tables } from './statements.ts'
import { runStatement } from './statements.ts'

/** What the stand-in knows; plain data, which can be written into a script. */
export interface OracleSeed {
  user: string
  password: string
  connectString: string
  /** CREATE TABLE, CREATE INDEX and INSERT statements that semicolons end. */
  schema: string
  /** Every connect fails with NJS-503. */
  down?: boolean
}

type Callback = (error: Error | null, result?: unknown) => void

interface ExecuteOptions {
  autoCommit?: boolean
  outFormat?: number
}

/** The module, as far as the stand-in has it. */
export interface OracleStub {
  getConnection(config: unknown, callback?: Callback): unknown
  outFormat: number
  autoCommit: boolean
  readonly [constant: string]: unknown
}

const OUT_FORMAT = { ARRAY: 4001, OBJECT: 4002, OUT_FORMAT_ARRAY: 4001, OUT_FORMAT_OBJECT: 4002 }
const BIND = { BIND_IN: 3001, BIND_INOUT: 3002, BIND_OUT: 3003 }
const TYPES = {
  STRING: 'DB_TYPE_VARCHAR',
  NUMBER: 'DB_TYPE_NUMBER',
  DATE: 'DB_TYPE_TIMESTAMP',
  BUFFER: 'DB_TYPE_RAW',
}

/** What all connections see: it is replaced as a whole by each commit. */
interface Committed {
  tables: Tables
  version: number
}

/** A module of its own, with tables of its own. */
export function createOracleStub(seed: OracleSeed): OracleStub {
  const committed: Committed = { tables: new Map(), version: 0 }
  for (const statement of seed.schema.split(/;\s*(?:\n|$)/)) {
    const no_binds = { valueOf: () => null, give: () => undefined }
    if (statement.replaceAll(/--[^\n]*/g, '').trim() !== '')
      runStatement(committed.tables, statement, no_binds)
  }
  const stub: OracleStub = {
    ...OUT_FORMAT,
    ...BIND,
    ...TYPES,
    outFormat: OUT_FORMAT.OUT_FORMAT_ARRAY,
    autoCommit: false,
    getConnection: (config, callback) => {
      return either(callback, () => {
        const { user, username, password, connectString, connectionString } = Object(config)
        if (seed.down || (connectString ?? connectionString) !== seed.connectString) {
          throw new OracleFault('NJS-503', 'connection to host could not be established')
        }
        if ((user ?? username) !== seed.user || password !== seed.password) {
          throw new OracleFault('ORA-01017', 'invalid credential or not authorized; logon denied')
        }
        return createConnection(committed, stub)
      })
    },
  }
  return stub
}

function createConnection(committed: Committed, stub: OracleStub) {
  let is_open = true
  let draft: Committed | undefined
  const assertOpen = (): void => {
    if (!is_open) throw new OracleFault('NJS-003', 'invalid or closed connection')
  }
  const commit = (): undefined => {
    assertOpen()
    if (!draft) return
    const { version, tables } = draft
    draft = undefined
    if (version !== committed.version)
      throw new OracleFault('ORA-08177', "can't serialize access for this transaction")
    committed.tables = tables
    committed.version += 1
  }
  const rollback = (): undefined => {
    assertOpen()
    draft = undefined
  }
  const execute = (sql: unknown, binds: unknown, options: ExecuteOptions): unknown => {
    assertOpen()
    if (typeof sql !== 'string') throw new OracleFault('NJS-005', 'invalid value for parameter 1')
    const before = draft ?? committed
    const trial: Committed = { tables: copyOf(before.tables), version: before.version }
    const { sides, finish } = bindsOf(binds)
    const outcome = runStatement(trial.tables, sql, sides)
    const out_binds = finish(outcome)
    if (outcome.writes) draft = trial
    if (options.autoCommit ?? stub.autoCommit) commit()
    return resultOf(outcome, out_binds, options.outFormat ?? stub.outFormat)
  }
  const close = (): undefined => {
    assertOpen()
    rollback()
    is_open = false
  }
  return {
    execute(sql: unknown, ...rest: unknown[]) {
      const callback = typeof rest.at(-1) === 'function' ? (rest.pop() as Callback) : undefined
      const [binds = [], options = {}] = rest
      return either(callback, () => execute(sql, binds, options as ExecuteOptions))
    },
    commit: (callback?: Callback) => either(callback, commit),
    rollback: (callback?: Callback) => either(callback, rollback),
    close: (...args: unknown[]) => either(callbackIn(args), close),
    release: (...args: unknown[]) => either(callbackIn(args), close),
  }
}

function callbackIn(args: unknown[]): Callback | undefined {
  return args.find((argument): argument is Callback => typeof argument === 'function')
}

/** Runs it later, as a driver would, and tells the callback or the promise. */
function either(callback: Callback | undefined, run: () => unknown): unknown {
  const promise = Promise.resolve().then(run)
  if (!callback) return promise
  promise.then(
    // Out of the promise: what a callback throws is the script's own error.
    (value) => setTimeout(() => callback(null, value), 0),
    (error: Error) => setTimeout(() => callback(error), 0),
  )
  return undefined
}

function bindsOf(given: unknown) {
  const is_list = Array.isArray(given)
  const by_name = new Map<string, unknown>()
  if (!is_list)
    for (const [name, value] of Object.entries(Object(given)))
      by_name.set(name.toUpperCase().replace(/^:/, ''), value)
  const out = new Map<string | number, OracleValue[]>()
  const find = (name: string, position: number): unknown => {
    const value = is_list ? given[position] : by_name.get(name)
    if (value === undefined && (is_list ? position >= given.length : !by_name.has(name))) {
      throw new OracleFault('ORA-01008', 'not all variables bound')
    }
    return value
  }
  const sides = {
    valueOf: (name: string, position: number): OracleValue => plain(find(name, position)),
    give(name: string, position: number, value: OracleValue): void {
      const target = Object(find(name, position))
      if (target.dir !== BIND.BIND_OUT && target.dir !== BIND.BIND_INOUT) {
        throw new OracleFault('NJS-028', 'RETURNING INTO needs a bind variable of direction BIND_OUT')
      }
      const key = is_list ? position : name
      out.set(key, [...(out.get(key) ?? []), value])
    },
  }
  const finish = ({ binds }: Outcome): unknown => {
    if (is_list && given.length !== binds.length) {
      throw new OracleFault(
        'NJS-098',
        `${binds.length} positional bind values are required but ${given.length} were provided`,
      )
    }
    for (const name of by_name.keys()) {
      if (!binds.includes(name))
        throw new OracleFault('NJS-097', `no bind placeholder named ":${name}" was found in the SQL text`)
    }
    if (out.size === 0) return undefined
    if (is_list) return [...out.values()]
    const names = Object.keys(Object(given)).filter((name) => out.has(name.toUpperCase()))
    return Object.fromEntries(names.map((name) => [name, out.get(name.toUpperCase())]))
  }
  return { sides, finish }
}

/** A bind's value, which may stand in `{ val }`. An empty string is NULL. */
function plain(bind: unknown): OracleValue {
  if (bind === null || bind === undefined || bind === '') return null
  if (typeof bind === 'string' || typeof bind === 'number' || bind instanceof Date) return bind
  if (typeof bind === 'object' && 'val' in bind) return plain(bind.val)
  throw new OracleFault('NJS-044', `bind object must contain "val": a ${typeof bind} cannot be bound`)
}

function resultOf(outcome: Outcome, out_binds: unknown, out_format: number): object {
  const { columns, rows, changed } = outcome
  const bound = out_binds === undefined ? {} : { outBinds: out_binds }
  if (!columns || !rows) return { rowsAffected: changed, ...bound }
  const objects = (): object[] =>
    rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])))
  return {
    metaData: columns.map((name) => ({ name })),
    rows: out_format === OUT_FORMAT.OUT_FORMAT_OBJECT ? objects() : rows,
  }
}

/** Rows are replaced, never changed, so that copying the lists is enough. */
function copyOf(tables: Tables): Tables {
  return new Map([...tables].map(([name, table]) => [name, { ...table, rows: [...table.rows] }]))
}
