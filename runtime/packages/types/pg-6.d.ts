/** PostgreSQL, the calls of version 6. */
declare module 'pg@6' {
  import type { ClientConfig, QueryConfig, QueryResult } from 'pg'

  export { defaults, types } from 'pg'

  type Answer = (error: Error, result: QueryResult) => void

  /** A promise of all rows, or an emitter of each. */
  interface Query extends Promise<QueryResult> {
    on(event: 'row', listener: (row: any, result: QueryResult & { addRow(row: any): void }) => void): this
    on(event: 'end', listener: (result: QueryResult) => void): this
    on(event: 'error', listener: (error: Error) => void): this
  }

  export class Client {
    constructor(config?: ClientConfig | string)
    connect(callback?: (error: Error | null) => void): Promise<void>
    query(text: string | QueryConfig, callback?: Answer): Query
    query(text: string | QueryConfig, values: readonly unknown[], callback?: Answer): Query
    end(callback?: (error: Error | null) => void): Promise<void>
    on(event: 'error' | 'end' | 'notice', listener: (event: any) => void): this
  }

  export class Pool {
    constructor(config?: ClientConfig & { max?: number; idleTimeoutMillis?: number })
    connect(callback?: Connected): Promise<Client & { release(): void }>
    query(text: string | QueryConfig, values?: readonly unknown[], callback?: Answer): Promise<QueryResult>
    end(): Promise<void>
  }

  type Connected = (error: Error | null, client: Client, done: (error?: unknown) => void) => void

  /** The client is from a pool, to which `done` gives it back. */
  export function connect(config: ClientConfig | string, callback: Connected): void
  /** Closes the pools of `connect`. */
  export function end(): void
}
