/** MySQL and MariaDB, with callbacks. The module may be called as `createConnection`. */
declare module 'mysql' {
  type Row = { [column: string]: unknown }
  type Values = readonly unknown[] | { [column: string]: unknown }

  /** What an INSERT, UPDATE or DELETE gives. */
  interface OkPacket {
    affectedRows: number
    changedRows: number
    insertId: number
    /** The same as `affectedRows`. */
    readonly length: number
  }

  interface ConnectionConfig {
    host?: string
    port?: number | string
    user?: string
    password?: string
    database?: string
    charset?: string
    timezone?: string
    connectTimeout?: number
    /** `{ ca }` to verify by an authority of one’s own, `{ rejectUnauthorized: false }` not to verify. */
    ssl?: { ca?: string; rejectUnauthorized?: boolean }
    multipleStatements?: boolean
    dateStrings?: boolean
  }

  interface MysqlError extends Error {
    /** Such as `ER_DUP_ENTRY`. */
    code: string
    errno: number
    sqlMessage?: string
    fatal: boolean
  }

  type Answer<Result> = (error: MysqlError | null, results: Result, fields?: readonly object[]) => void

  /** @made it.createConnection({}) */
  interface Connection {
    connect(callback?: (error: MysqlError | null) => void): void
    query<Result = any>(sql: string, callback?: Answer<Result>): Query
    query<Result = any>(sql: string, values: Values, callback?: Answer<Result>): Query
    changeUser(options: ConnectionConfig, callback?: (error: MysqlError | null) => void): void
    beginTransaction(callback: (error: MysqlError | null) => void): void
    commit(callback: (error: MysqlError | null) => void): void
    rollback(callback?: () => void): void
    ping(callback?: (error: MysqlError | null) => void): void
    escape(value: unknown): string
    end(callback?: (error?: MysqlError) => void): void
    destroy(): void
    on(event: 'error' | 'end', listener: (error: MysqlError) => void): this
  }

  /** @made it.createQuery('SELECT 1') */
  interface Query {
    on(event: 'error', listener: (error: MysqlError) => void): this
    on(event: 'result', listener: (row: Row) => void): this
    on(event: 'end', listener: () => void): this
  }

  /** @made it.createPool({}) */
  interface Pool {
    query<Result = any>(sql: string, callback?: Answer<Result>): Query
    query<Result = any>(sql: string, values: Values, callback?: Answer<Result>): Query
    getConnection(callback: (error: MysqlError | null, connection: PoolConnection) => void): void
    end(callback?: (error?: MysqlError) => void): void
    escape(value: unknown): string
  }

  interface PoolConnection extends Connection {
    release(): void
  }

  export function createConnection(config: ConnectionConfig | string): Connection
  export function createPool(config: (ConnectionConfig & { connectionLimit?: number }) | string): Pool
  export function createQuery(sql: string, values?: Values): Query
  export function escape(value: unknown): string
  export function escapeId(value: string | readonly string[]): string
  export function format(sql: string, values?: Values): string
  export function raw(sql: string): object
}
