/** SQL Server and Azure SQL, with promises. */
declare module 'mssql' {
  interface config {
    server: string
    port?: number
    user?: string
    password?: string
    database?: string
    domain?: string
    connectionTimeout?: number
    requestTimeout?: number
    pool?: { max?: number; min?: number; idleTimeoutMillis?: number }
    options?: {
      encrypt?: boolean
      trustServerCertificate?: boolean
      cryptoCredentialsDetails?: { ca?: string }
    }
  }

  interface Result<Row = any> {
    recordset: Row[]
    recordsets: Row[][]
    rowsAffected: number[]
    output: { [name: string]: any }
  }

  export class ConnectionPool {
    constructor(config: config | string)
    connect(): Promise<ConnectionPool>
    request(): Request
    transaction(): Transaction
    query<Row = any>(sql: string | TemplateStringsArray, ...values: unknown[]): Promise<Result<Row>>
    close(): Promise<void>
    on(event: 'error', listener: (error: Error) => void): this
  }

  export class Request {
    constructor(parent?: ConnectionPool | Transaction)
    input(name: string, value: unknown): this
    input(name: string, type: unknown, value: unknown): this
    output(name: string, type: unknown): this
    query<Row = any>(sql: string | TemplateStringsArray, ...values: unknown[]): Promise<Result<Row>>
    batch<Row = any>(sql: string): Promise<Result<Row>>
    execute<Row = any>(procedure: string): Promise<Result<Row>>
    cancel(): void
  }

  export class Transaction {
    constructor(pool?: ConnectionPool)
    begin(): Promise<Transaction>
    commit(): Promise<void>
    rollback(): Promise<void>
    request(): Request
  }

  export class PreparedStatement {
    constructor(parent?: ConnectionPool | Transaction)
    input(name: string, type: unknown): this
    prepare(sql: string): Promise<void>
    execute<Row = any>(values: object): Promise<Result<Row>>
    unprepare(): Promise<void>
  }

  export class ConnectionError extends Error {}
  export class RequestError extends Error {
    number?: number
  }

  /** The global pool; closed by `close`. */
  export function connect(config: config | string): Promise<ConnectionPool>
  export function query<Row = any>(
    sql: string | TemplateStringsArray,
    ...values: unknown[]
  ): Promise<Result<Row>>
  export function close(): Promise<void>

  export const MAX: number
  export function VarChar(length?: number): object
  export function NVarChar(length?: number): object
  export function Int(): object
  export function BigInt(): object
  export function Bit(): object
  export function Float(): object
  export function DateTime(): object
  export function UniqueIdentifier(): object
  export function VarBinary(length?: number): object
}
