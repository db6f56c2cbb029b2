/** MySQL and MariaDB, with callbacks. */
declare module 'mysql2' {
  type Values = readonly unknown[] | { [column: string]: unknown }

  interface ConnectionOptions {
    host?: string
    port?: number | string
    user?: string
    password?: string
    database?: string
    connectTimeout?: number
    /** `{ ca }` to verify by an authority of one’s own, `{ rejectUnauthorized: false }` not to verify. */
    ssl?: { ca?: string; rejectUnauthorized?: boolean }
    namedPlaceholders?: boolean
    multipleStatements?: boolean
    dateStrings?: boolean
    decimalNumbers?: boolean
  }

  /** What an INSERT, UPDATE or DELETE gives. */
  interface ResultSetHeader {
    affectedRows: number
    changedRows: number
    insertId: number
  }

  interface QueryError extends Error {
    /** Such as `ER_DUP_ENTRY`. */
    code: string
    errno: number
    fatal: boolean
  }

  type Answer<Result> = (error: QueryError | null, results: Result, fields: readonly object[]) => void

  /** @made (connection => { connection.on('error', () => {}); connection.destroy(); return connection })(it.createConnection({ host: '192.0.2.1' })) */
  interface Connection {
    connect(callback?: (error: QueryError | null) => void): void
    query<Result = any>(sql: string, callback?: Answer<Result>): void
    query<Result = any>(sql: string, values: Values, callback?: Answer<Result>): void
    /** As a prepared statement. */
    execute<Result = any>(sql: string, callback?: Answer<Result>): void
    execute<Result = any>(sql: string, values: Values, callback?: Answer<Result>): void
    beginTransaction(callback: (error: QueryError | null) => void): void
    commit(callback?: (error: QueryError | null) => void): void
    rollback(callback?: (error: QueryError | null) => void): void
    ping(callback?: (error: QueryError | null) => void): void
    escape(value: unknown): string
    end(callback?: (error: QueryError | null) => void): void
    destroy(): void
    on(event: 'error', listener: (error: QueryError) => void): this
    promise(): import('mysql2/promise').Connection
  }

  /** @made it.createPool({}) */
  interface Pool {
    query<Result = any>(sql: string, values: Values, callback?: Answer<Result>): void
    execute<Result = any>(sql: string, values: Values, callback?: Answer<Result>): void
    getConnection(callback: (error: QueryError | null, connection: PoolConnection) => void): void
    end(callback?: (error: QueryError | null) => void): void
    promise(): import('mysql2/promise').Pool
  }

  interface PoolConnection extends Connection {
    release(): void
  }

  export function createConnection(options: ConnectionOptions | string): Connection
  export function createPool(options: (ConnectionOptions & { connectionLimit?: number }) | string): Pool
  export function escape(value: unknown): string
  export function escapeId(value: string): string
  export function format(sql: string, values?: Values): string
  export function raw(sql: string): object
}

/** The same with promises. */
declare module 'mysql2/promise' {
  import type { ConnectionOptions } from 'mysql2'

  type Values = readonly unknown[] | { [column: string]: unknown }
  type Answered<Result> = Promise<[results: Result, fields: readonly object[]]>

  interface Connection {
    query<Result = any>(sql: string, values?: Values): Answered<Result>
    execute<Result = any>(sql: string, values?: Values): Answered<Result>
    beginTransaction(): Promise<void>
    commit(): Promise<void>
    rollback(): Promise<void>
    ping(): Promise<void>
    end(): Promise<void>
    destroy(): void
  }

  /** @made it.createPool({}) */
  interface Pool {
    query<Result = any>(sql: string, values?: Values): Answered<Result>
    execute<Result = any>(sql: string, values?: Values): Answered<Result>
    getConnection(): Promise<Connection & { release(): void }>
    end(): Promise<void>
  }

  export function createConnection(options: ConnectionOptions | string): Promise<Connection>
  export function createPool(options: (ConnectionOptions & { connectionLimit?: number }) | string): Pool
  export function escape(value: unknown): string
  export function format(sql: string, values?: Values): string
}
