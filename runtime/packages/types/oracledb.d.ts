/** Oracle Database, thin mode. */
declare module 'oracledb' {
  interface ConnectionAttributes {
    user?: string
    password?: string
    /** `host:port/service?connect_timeout=5` */
    connectString?: string
  }

  interface ExecuteOptions {
    outFormat?: number
    autoCommit?: boolean
    maxRows?: number
  }

  interface Result<Row = any> {
    rows?: Row[]
    rowsAffected?: number
    outBinds?: any
    metaData?: { name: string }[]
  }

  type Binds = readonly unknown[] | { [name: string]: unknown }
  type Callback<Value> = (error: Error | null, value: Value) => void

  export class Connection {
    execute<Row = any>(sql: string, binds?: Binds, options?: ExecuteOptions): Promise<Result<Row>>
    execute(sql: string, callback: Callback<Result>): void
    execute(sql: string, binds: Binds, callback: Callback<Result>): void
    execute(sql: string, binds: Binds, options: ExecuteOptions, callback: Callback<Result>): void
    executeMany(sql: string, binds: readonly Binds[], options?: ExecuteOptions): Promise<Result>
    commit(): Promise<void>
    rollback(): Promise<void>
    ping(): Promise<void>
    close(callback?: Callback<void>): Promise<void>
    release(callback?: Callback<void>): Promise<void>
  }

  export class Pool {
    getConnection(): Promise<Connection>
    close(drain_s?: number): Promise<void>
  }

  export function getConnection(attributes: ConnectionAttributes, callback: Callback<Connection>): void
  export function getConnection(attributes: ConnectionAttributes): Promise<Connection>
  export function createPool(
    attributes: ConnectionAttributes & { poolMin?: number; poolMax?: number },
  ): Promise<Pool>

  export let outFormat: number
  export let autoCommit: boolean
  export const OUT_FORMAT_OBJECT: number
  export const OUT_FORMAT_ARRAY: number
  /** @deprecated */
  export const OBJECT: number
  /** @deprecated */
  export const ARRAY: number
  export const BIND_IN: number
  export const BIND_OUT: number
  export const STRING: object
  export const NUMBER: object
  export const DATE: object
}
