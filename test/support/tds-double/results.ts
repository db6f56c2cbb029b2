/** What a statement ends with. @module */
import type { SqlFault } from './faults.ts'
import type { Column } from './tokens.ts'
import type { SqlValue } from './types.ts'

/** What one connection has of a database. */
export interface SqlSession {
  /** How many BEGIN TRANSACTIONs are open. */
  transactions: number
  /** The transaction's id on the wire. */
  descriptor: bigint
  no_count: boolean
  /** @@ROWCOUNT. */
  row_count: number
  /** SCOPE_IDENTITY(). */
  identity: SqlValue
}

/** The state of a connection that has just logged in, or was reset. */
export function createSqlSession(): SqlSession {
  return { transactions: 0, descriptor: 0n, no_count: false, row_count: 0, identity: null }
}

/** What a statement ended with; `command` is its code in a DONE token. */
export type Result =
  | { kind: 'rows'; columns: Column[]; rows: SqlValue[][]; command: number }
  /** `told`: SET NOCOUNT is off. */
  | { kind: 'count'; count: number; told: boolean; command: number }
  | { kind: 'transaction'; change: 8 | 9 | 10; descriptor: bigint }
  | { kind: 'nothing' }
  | { kind: 'fault'; fault: SqlFault }
