/** PostgreSQL. The module may be called as `connect`. */
declare module 'pg' {
  interface ClientConfig {
    connectionString?: string
    host?: string
    port?: number
    user?: string
    password?: string
    database?: string
    /** `{ ca }` to verify by an authority of one’s own, `{ rejectUnauthorized: false }` not to verify. */
    ssl?: boolean | { ca?: string; rejectUnauthorized?: boolean }
    connectionTimeoutMillis?: number
    statement_timeout?: number
    query_timeout?: number
  }

  interface QueryConfig {
    text: string
    values?: readonly unknown[]
    name?: string
    rowMode?: 'array'
  }

  interface QueryResult<Row = any> {
    rows: Row[]
    /** Rows found or changed. */
    rowCount: number
    command: string
    fields: { name: string; dataTypeID: number }[]
  }

  type Answer = (error: DatabaseError, result: QueryResult) => void

  /** An error of the server. */
  interface DatabaseError extends Error {
    /** SQLSTATE, such as `23505` for a duplicate. */
    code?: string
    detail?: string
    constraint?: string
  }

  export class Client {
    constructor(config?: ClientConfig | string)
    connect(): Promise<void>
    connect(callback: (error: Error | null) => void): void
    query<Row = any>(text: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult<Row>>
    query(text: string | QueryConfig, callback: Answer): void
    query(text: string | QueryConfig, values: readonly unknown[], callback: Answer): void
    end(): Promise<void>
    end(callback: (error: Error | null) => void): void
    on(event: 'error' | 'end' | 'notice', listener: (event: any) => void): this
    escapeIdentifier(name: string): string
    escapeLiteral(text: string): string
  }

  export class Pool {
    constructor(config?: ClientConfig & { max?: number; idleTimeoutMillis?: number })
    connect(): Promise<PoolClient>
    connect(callback: (error: Error, client: PoolClient, done: (error?: unknown) => void) => void): void
    query<Row = any>(text: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult<Row>>
    query(text: string | QueryConfig, values: readonly unknown[], callback: Answer): void
    end(): Promise<void>
    on(event: 'error' | 'connect', listener: (event: any) => void): this
  }

  interface PoolClient extends Client {
    release(error?: unknown): void
  }

  export const types: {
    setTypeParser(oid: number, parse: (text: string) => unknown): void
    getTypeParser(oid: number): (text: string) => unknown
  }
  export const defaults: { [option: string]: unknown }
  /** @deprecated as of version 7; use a `Pool`. The client is from a pool, to which `done` gives it back. */
  export function connect(
    config: ClientConfig | string,
    callback: (error: Error | null, client: Client, done: (error?: unknown) => void) => void,
  ): void
}
