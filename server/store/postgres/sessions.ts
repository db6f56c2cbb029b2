/** Connections to PostgreSQL: limits, time limits, and prepared statements. @module */
import pg from 'pg'
import type { Row, Statement } from '../engine/operation.ts'
import type { Translated } from './dialect.ts'
import { toFailure } from './failures.ts'
import { fromStored, toStored } from './texts.ts'

/** One connection, for one transaction at a time. */
export interface Session {
  /** Runs a command without values, such as `begin`. @throws {DriverFailure} */
  execute(command: string): Promise<void>
  /** @throws {DriverFailure} */
  rows(statement: Statement): Promise<readonly Row[]>
  /** Gives the connection back; a broken one is closed. */
  release(is_broken: boolean): void
}

/** Connections that are opened when needed. */
export interface Sessions {
  /** @throws {DriverFailure} there is no connection */
  take(): Promise<Session>
  close(): Promise<void>
}

/** How to reach the server. */
export type Address = Pick<
  pg.ClientConfig,
  'host' | 'port' | 'user' | 'password' | 'database' | 'ssl' | 'options'
>

/** Longest wait for a new connection. */
const CONNECT_MS = 5_000
/** Longest statement of an operation on a few rows. */
const STATEMENT_MS = 15_000
/** Longest deletion of a tenant or a connection. */
const LONG_MS = 15 * 60_000
/** Longest wait for rows that another transaction holds. */
const LOCK_MS = 5_000
/** A transaction that its server has forgotten, which holds locks. */
const IDLE_IN_TRANSACTION_MS = 15_000
/** Longer than any statement may take: the server does not answer at all. */
const SILENT_MS = 5_000
const IDLE_MS = 30_000
/** New connections meet a changed address or a rotated certificate. */
const LIFE_S = 1_800

/** Settings of every connection. */
export function clientConfig(address: Address, limits: { statement_ms: number }): pg.ClientConfig {
  return {
    ...address,
    application_name: 'ferry',
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: limits.statement_ms,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    query_timeout: limits.statement_ms + SILENT_MS,
    keepAlive: true,
    types: { getTypeParser },
  }
}

/** @param limits.statement_ms longest statement; default 15,000 */
export function createSessions(
  address: Address,
  translate: (sql: string) => Translated,
  { most, statement_ms = STATEMENT_MS }: { most: number; statement_ms?: number },
): Sessions {
  const pool = new pg.Pool({
    ...clientConfig(address, { statement_ms }),
    max: most,
    idleTimeoutMillis: IDLE_MS,
    maxLifetimeSeconds: LIFE_S,
  })
  // An idle connection was lost: the pool has dropped it already.
  pool.on('error', () => undefined)
  // A connection in use was lost: its statement rejects too.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return {
    async take() {
      try {
        const client = await pool.connect()
        return toSession(client, (is_broken) => client.release(is_broken), translate)
      } catch (error) {
        throw toFailure(error)
      }
    },
    close: () => pool.end(),
  }
}

/** @param release what becomes of the connection after its transaction */
export function toSession(
  client: pg.ClientBase,
  release: (is_broken: boolean) => void,
  translate: (sql: string) => Translated,
): Session {
  return {
    async execute(command) {
      await ask(client, { text: command })
    },
    async rows({ sql, params }) {
      const { text, name, is_long } = translate(sql)
      if (is_long) await ask(client, { text: `set local statement_timeout = ${LONG_MS}` })
      const values = params.map((value) => (typeof value === 'string' ? toStored(value) : value))
      return await ask(client, {
        text,
        values,
        ...(name !== undefined && { name }),
        ...(is_long && { query_timeout: LONG_MS + SILENT_MS }),
      })
    },
    release,
  }
}

/** @throws {DriverFailure} */
export async function ask(
  client: pg.ClientBase,
  query: pg.QueryConfig & { query_timeout?: number },
): Promise<readonly Row[]> {
  try {
    const result = await client.query<Record<string, unknown>>(query)
    return result.rows ?? []
  } catch (error) {
    throw toFailure(error)
  }
}

/** PostgreSQL's ids of types. */
const INT8 = 20
const NUMERIC = 1700
const TEXTS: ReadonlySet<number> = new Set([25, 1043])

/** Numbers of the store are at most 2^53; the driver would give the large types as texts. */
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (type: number, format?: 'text' | 'binary') => {
  if (type === INT8 || type === NUMERIC) return Number
  if (TEXTS.has(type)) return fromStored
  return pg.types.getTypeParser(type, format)
}
