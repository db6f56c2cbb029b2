/** The tedious drivers of every generation, unmocked, by the calls that they share. @module */
import { createRequire } from 'node:module'

/** The generations, as their aliases in package.json. */
export const TEDIOUS_DRIVERS = ['tedious', 'tedious-11', 'tedious-8', 'tedious-1'] as const

/** One of them. */
export type TediousName = (typeof TEDIOUS_DRIVERS)[number]

interface Cell {
  metadata: { colName: string }
  value: unknown
}

interface Events {
  on(event: string, listener: (...args: never[]) => void): unknown
}

interface TediousRequest extends Events {
  addParameter(name: string, type: unknown, value: unknown, options?: object): void
  addOutputParameter(name: string, type: unknown): void
}

interface TediousConnection extends Events {
  connect?(): void
  close(): void
  execSql(request: TediousRequest): void
  execSqlBatch(request: TediousRequest): void
  prepare(request: TediousRequest): void
  execute(request: TediousRequest, values: object): void
  unprepare(request: TediousRequest): void
  cancel(): boolean
  beginTransaction(done: (error?: Error) => void): void
  commitTransaction(done: (error?: Error) => void): void
  rollbackTransaction(done: (error?: Error) => void): void
}

interface Tedious {
  Connection: new (config: object) => TediousConnection
  Request: new (
    sql: string,
    done: (error: Error | null | undefined, count: number, rows: Cell[][]) => void,
  ) => TediousRequest
  TYPES: { readonly [name: string]: unknown }
}

/** Where and as whom to log in. */
export interface TediousLogin {
  host: string
  port: number
  user: string
  password: string
  database: string
  encrypt: boolean
  request_timeout_ms?: number
  /** PEM of the authority to trust; default: trust any. */
  ca?: string
}

/** A parameter: name, type's name, value. */
type Parameters = { readonly [name: string]: readonly [type: string, value: unknown] }

/** A connection by promises. */
export interface TediousClient {
  connection: TediousConnection
  /** Rows by column names, the count that the driver tells, and the columns' values in order. */
  query(
    sql: string,
    parameters?: Parameters,
  ): Promise<{ count: number; rows: { [column: string]: unknown }[] }>
  batch(sql: string): Promise<{ count: number; rows: { [column: string]: unknown }[] }>
  request(sql: string): {
    request: TediousRequest
    done: Promise<{ count: number; rows: { [column: string]: unknown }[] }>
  }
  type(name: string): unknown
  close(): void
}

/** Logs in. The 1 and 8 series connect by themselves, the later ones when told. */
export async function connectTedious(name: TediousName, login: TediousLogin): Promise<TediousClient> {
  const { Connection, Request, TYPES } = createRequire(import.meta.url)(name) as Tedious
  const { host, port, user, password, database, encrypt, request_timeout_ms = 5_000, ca } = login
  const options = {
    ...{
      port,
      database,
      encrypt,
      trustServerCertificate: ca === undefined,
      rowCollectionOnRequestCompletion: true,
    },
    ...{ connectTimeout: 3_000, requestTimeout: request_timeout_ms },
    ...(ca === undefined ? {} : { cryptoCredentialsDetails: { ca } }),
  }
  const authentication = { type: 'default', options: { userName: user, password } }
  const config =
    name === 'tedious-1'
      ? { server: host, userName: user, password, options }
      : { server: host, authentication, options }
  const connection = new Connection(config)
  await new Promise<void>((resolve, reject) => {
    connection.on('connect', (error?: Error) => (error ? reject(error) : resolve()))
    connection.on('error', reject)
    if (name === 'tedious' || name === 'tedious-11') connection.connect?.()
  })
  const request = (sql: string) => {
    let made: TediousRequest | undefined
    const done = new Promise<{ count: number; rows: { [column: string]: unknown }[] }>((resolve, reject) => {
      made = new Request(sql, (error, count, rows) => {
        if (error) reject(error)
        else
          resolve({
            count,
            rows: (rows ?? []).map((row) =>
              Object.fromEntries(row.map((cell) => [cell.metadata.colName, cell.value])),
            ),
          })
      })
    })
    return { request: made as TediousRequest, done }
  }
  return {
    connection,
    request,
    type: (type) => TYPES[type],
    query(sql, parameters = {}) {
      const { request: made, done } = request(sql)
      for (const [parameter, [type, value]] of Object.entries(parameters))
        made.addParameter(parameter, TYPES[type], value)
      connection.execSql(made)
      return done
    },
    batch(sql) {
      const { request: made, done } = request(sql)
      connection.execSqlBatch(made)
      return done
    },
    close: () => connection.close(),
  }
}
