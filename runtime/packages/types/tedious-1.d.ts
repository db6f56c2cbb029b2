/** SQL Server and Azure SQL, version 1, and the global `sqlserver`: a connection connects by itself; rows are collected, and have their columns by name as well. */
declare module 'tedious@1' {
  interface ConnectionOptions {
    port?: number
    database?: string
    encrypt?: boolean
    /** Accepts any certificate. */
    trustServerCertificate?: boolean
    cryptoCredentialsDetails?: { ca?: string }
    connectTimeout?: number
    requestTimeout?: number
    rowCollectionOnRequestCompletion?: boolean
    useColumnNames?: boolean
  }

  interface ConnectionConfig {
    server: string
    userName: string
    password: string
    domain?: string
    options?: ConnectionOptions
  }

  interface Column {
    metadata: { colName: string }
    value: any
  }

  export class Connection {
    constructor(config: ConnectionConfig)
    execSql(request: Request): void
    execSqlBatch(request: Request): void
    callProcedure(request: Request): void
    prepare(request: Request): void
    execute(request: Request, values?: { [name: string]: unknown }): void
    beginTransaction(callback: (error?: Error | null) => void): void
    commitTransaction(callback: (error?: Error | null) => void): void
    rollbackTransaction(callback: (error?: Error | null) => void): void
    cancel(): boolean
    close(): void
    on(event: 'connect', listener: (error?: Error) => void): this
    on(
      event: 'error' | 'end' | 'debug' | 'infoMessage' | 'errorMessage',
      listener: (event: any) => void,
    ): this
  }

  export class Request {
    constructor(sql: string, callback: (error: Error | null, rowCount: number, rows: Column[][]) => void)
    addParameter(
      name: string,
      type: object,
      value?: unknown,
      options?: { length?: number | 'max'; precision?: number; scale?: number },
    ): void
    addOutputParameter(name: string, type: object): void
    on(event: 'row', listener: (columns: any) => void): this
    on(event: 'returnValue', listener: (name: string, value: any) => void): this
    on(
      event: 'requestCompleted' | 'done' | 'doneInProc' | 'doneProc',
      listener: (...args: any[]) => void,
    ): this
  }

  export const TYPES: {
    readonly VarChar: object
    readonly NVarChar: object
    readonly Int: object
    readonly BigInt: object
    readonly Bit: object
    readonly Float: object
    readonly DateTime: object
    readonly UniqueIdentifier: object
    readonly VarBinary: object
    readonly [type: string]: object
  }
  export const ISOLATION_LEVEL: { readonly [name: string]: number }
  /** As of version 0.1. */
  export const Types: typeof TYPES
  export function connect(config: ConnectionConfig): Connection
}
