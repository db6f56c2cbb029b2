/**
 * A SQL Server for tests that speaks TDS 7.4, so that unmocked drivers log in to it and query it. With `generation` it speaks an
 * older version, in the layout of that time; its types and its SQL stay today's.
 *
 * What it is: pre-login, TLS 1.2 inside TDS (optional, or required as by Azure), login by user and password, batches,
 * `sp_executesql` and prepared statements, output parameters, several results per batch with their row counts,
 * transactions, attention, and SQL Server's error numbers. Statements are rewritten and run by SQLite in memory.
 *
 * What it is not: T-SQL. It knows SELECT (TOP, OFFSET … FETCH, hints), INSERT, UPDATE, DELETE with OUTPUT, tables and
 * indexes, DECLARE, SET, IF, BEGIN … END, WAITFOR DELAY and the functions of `functions.ts`; procedures, MERGE, TRY,
 * WHILE, table types, bulk load, MARS, Windows and Azure logins, and encryption of the login alone are refused. Texts
 * compare without regard to case for ASCII only, and trailing blanks count. `+` joins texts only beside a literal. An
 * expression that is no column comes back as int, bigint, float, nvarchar or varbinary. A bit takes 'true', but does not
 * compare with it. Other sessions wait while one has a transaction open. Data survive `stop()` only.
 * @module
 */
import { once } from 'node:events'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createServer } from 'node:net'
import type { SecureContextOptions } from 'node:tls'
import type { TestServer } from '../servers.ts'
import type { Shared } from './connection.ts'
import { serve } from './connection.ts'
import { createEngine } from './engine.ts'
import type { TdsGeneration } from './generations.ts'
import { createSqlSession } from './results.ts'

/** What a double is started with. */
export interface SqlServerDoubleOptions {
  user: string
  password: string
  /** Default `legacy`. */
  database?: string
  /** A certificate and its key; with them a client may encrypt, by TLS 1.2 unless told otherwise. */
  tls?: SecureContextOptions
  /** With `tls`: takes encrypted logins only, as Azure does. */
  encryption_required?: boolean
  /** The version of TDS that it speaks at most; default 7.4. */
  generation?: TdsGeneration
}

/** A running double. */
export interface SqlServerDouble extends TestServer {
  host: string
  port: number
  user: string
  password: string
  database: string
  /** Runs batches of T-SQL that lines of `GO` part, such as a schema. @throws {SqlFault} the first error */
  run(sql: string): Promise<void>
}

/** Starts one on 127.0.0.1, on a free port. */
export async function startSqlServerDouble(options: SqlServerDoubleOptions): Promise<SqlServerDouble> {
  const {
    user,
    password,
    database = 'legacy',
    tls,
    encryption_required = false,
    generation = '7.4',
  } = options
  const engine = createEngine(database)
  const shared: Shared = { engine, user, password, tls, encryption_required, generation }
  const sockets = new Set<Socket>()
  let server: Server | undefined = await listen(shared, sockets, 0)
  const { port } = server.address() as AddressInfo
  const stop = async (): Promise<void> => {
    const closing = server
    server = undefined
    if (!closing) return
    closing.close()
    for (const socket of sockets) socket.destroy()
    await once(closing, 'close')
  }
  const start = async (): Promise<void> => {
    server ??= await listen(shared, sockets, port)
  }
  const run = async (sql: string): Promise<void> => {
    for (const batch of sql.split(/^\s*GO\s*$/im)) {
      const results = await engine.run(createSqlSession(), batch, new Map(), new AbortController().signal)
      for (const result of results) if (result.kind === 'fault') throw result.fault
    }
  }
  return { host: '127.0.0.1', port, user, password, database, run, stop, start, close: stop }
}

async function listen(shared: Shared, sockets: Set<Socket>, port: number): Promise<Server> {
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    serve(socket, shared)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}
