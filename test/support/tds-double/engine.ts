/** The database behind the protocol: batches of T-SQL run on SQLite in memory. @module */
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { endsBatch, faultOf, SqlFault, unsupported } from './faults.ts'
import { addFunctions } from './functions.ts'
import { runQuery, runSql } from './queries.ts'
import type { Result, SqlSession } from './results.ts'
import type { Catalogue } from './t-sql-ddl.ts'
import { rewriteDdl } from './t-sql-ddl.ts'
import type { Statement } from './t-sql-parser.ts'
import { parseBatch } from './t-sql-parser.ts'
import { rewriteExpression } from './t-sql-rewrite.ts'
import type { Token } from './t-sql-tokens.ts'
import { isSymbol, isWord, splitAtCommas, tokensOf } from './t-sql-tokens.ts'
import { createTurns } from './turns.ts'
import type { SqlValue } from './types.ts'

/** Values of `@variables`, by lower-case name. */
export type Variables = Map<string, SqlValue>

/** A database. */
export interface Engine {
  /** Its name; there is no other. */
  name: string
  /** @throws the signal's reason; whatever goes wrong in SQL is a result of kind `fault` */
  run(session: SqlSession, sql: string, variables: Variables, signal: AbortSignal): Promise<Result[]>
  begin(session: SqlSession, signal: AbortSignal): Promise<Result>
  commit(session: SqlSession): Result
  rollback(session: SqlSession): Result
}

/** A batch under way. */
interface Batch {
  session: SqlSession
  variables: Variables
  signal: AbortSignal
  results: Result[]
}

/** An empty database. */
export function createEngine(name: string): Engine {
  const database = new DatabaseSync(':memory:')
  const catalogue: Catalogue = { types: new Map(), unique_indexes: new Map() }
  const turns = createTurns()
  let current: SqlSession | undefined
  let last_descriptor = 0n
  addFunctions(database, () => current?.identity ?? null)

  const begin = async (session: SqlSession, signal: AbortSignal): Promise<Result> => {
    await turns.wait(session, signal)
    turns.hold(session)
    if (session.transactions === 0) database.exec('BEGIN')
    session.transactions += 1
    last_descriptor += 1n
    session.descriptor = last_descriptor
    return { kind: 'transaction', change: 8, descriptor: session.descriptor }
  }

  const end = (session: SqlSession, words: 'COMMIT' | 'ROLLBACK'): Result => {
    if (session.transactions === 0) {
      const number = words === 'COMMIT' ? 3902 : 3903
      throw new SqlFault(
        number,
        16,
        `The ${words} TRANSACTION request has no corresponding BEGIN TRANSACTION.`,
      )
    }
    session.transactions = words === 'COMMIT' ? session.transactions - 1 : 0
    if (session.transactions > 0) return { kind: 'nothing' }
    database.exec(words)
    turns.release(session)
    return { kind: 'transaction', change: words === 'COMMIT' ? 9 : 10, descriptor: session.descriptor }
  }

  const lookupIn =
    ({ session, variables }: Batch) =>
    (variable: string): string | undefined => {
      if (variables.has(variable)) return variable
      switch (variable) {
        case '@@rowcount':
          return String(session.row_count)
        case '@@identity':
          return 'scope_identity()'
        case '@@trancount':
          return String(session.transactions)
        case '@@error':
          return '0'
        case '@@version':
          return `'Microsoft SQL Server 2022 (a test double)'`
        default:
          return undefined
      }
    }

  const evaluate = (batch: Batch, expression: readonly Token[]): SqlValue => {
    const sql = `SELECT ${rewriteExpression(expression, lookupIn(batch))}`
    const [row] = runSql(database, catalogue, { sql, table: undefined }, batch.variables).rows
    return row?.[0] ?? null
  }

  const runPlain = async (batch: Batch, tokens: readonly Token[]): Promise<Result> => {
    const { session, variables, signal } = batch
    const [first, second] = tokens
    await turns.wait(session, signal)
    current = session
    switch (first?.text.toUpperCase()) {
      case 'SELECT':
      case 'INSERT':
      case 'UPDATE':
      case 'DELETE':
      case 'WITH':
        return runQuery(database, catalogue, tokens, lookupIn(batch), variables, session)
      case 'CREATE':
      case 'ALTER':
      case 'DROP':
      case 'TRUNCATE':
        database.exec(rewriteDdl(tokens, catalogue))
        return { kind: 'nothing' }
      case 'DECLARE':
        for (const [variable, ...rest] of splitAtCommas(tokens.slice(1))) {
          const equals = rest.findIndex((token) => isSymbol(token, '='))
          const value = equals < 0 ? null : evaluate(batch, rest.slice(equals + 1))
          variables.set(variable?.text.toLowerCase() ?? '', value)
        }
        return { kind: 'nothing' }
      case 'SET':
        if (second?.kind === 'variable') {
          const variable = second.text.toLowerCase()
          if (lookupIn(batch)(variable) === undefined) {
            throw new SqlFault(137, 15, `Must declare the scalar variable "${second.text}".`)
          }
          variables.set(variable, evaluate(batch, tokens.slice(3)))
        } else if (isWord(second, 'NOCOUNT')) session.no_count = isWord(tokens[2], 'ON')
        return { kind: 'nothing' }
      case 'BEGIN':
        return begin(session, signal)
      case 'COMMIT':
      case 'ROLLBACK':
        return end(session, isWord(first, 'COMMIT') ? 'COMMIT' : 'ROLLBACK')
      case 'USE':
        if (![name.toLowerCase(), 'master'].includes(second?.text.toLowerCase() ?? '')) {
          throw new SqlFault(
            911,
            16,
            `Database '${second?.text}' does not exist. Make sure that the name is entered correctly.`,
          )
        }
        return { kind: 'nothing' }
      case 'WAITFOR': {
        const [, hours = '0', minutes = '0', seconds = '0'] =
          /^(\d+):(\d+):([\d.]+)$/.exec(tokens[2]?.text ?? '') ?? []
        await delay((Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000, undefined, {
          signal,
        })
        return { kind: 'nothing' }
      }
      case 'PRINT':
        return { kind: 'nothing' }
      case 'EXEC':
      case 'EXECUTE':
        throw new SqlFault(2812, 16, `Could not find stored procedure '${second?.text}'.`)
      default:
        if (first?.kind === 'word' && /^(MERGE|SAVE|THROW|RAISERROR|RETURN|WHILE)$/i.test(first.text)) {
          throw unsupported(first.text.toUpperCase())
        }
        throw new SqlFault(102, 15, `Incorrect syntax near '${first?.text}'.`)
    }
  }

  const runStatement = async (batch: Batch, statement: Statement): Promise<void> => {
    switch (statement.kind) {
      case 'plain':
        try {
          batch.results.push(await runPlain(batch, statement.tokens))
        } catch (thrown) {
          batch.signal.throwIfAborted()
          const fault = faultOf(thrown, (columns) => catalogue.unique_indexes.get(columns.toLowerCase()))
          if (endsBatch(fault)) throw fault
          batch.results.push({ kind: 'fault', fault })
        }
        return
      case 'if': {
        await turns.wait(batch.session, batch.signal)
        const holds = evaluate(batch, statement.condition)
        const chosen = holds ? statement.consequence : statement.otherwise
        if (chosen) await runStatement(batch, chosen)
        return
      }
      case 'block':
        for (const inner of statement.statements) await runStatement(batch, inner)
    }
  }

  return {
    name,
    begin,
    commit: (session) => end(session, 'COMMIT'),
    rollback: (session) => end(session, 'ROLLBACK'),
    async run(session, sql, variables, signal) {
      const batch: Batch = { session, variables, signal, results: [] }
      try {
        for (const statement of parseBatch(tokensOf(sql))) await runStatement(batch, statement)
      } catch (thrown) {
        signal.throwIfAborted()
        const fault = faultOf(thrown, () => undefined)
        batch.results.push({ kind: 'fault', fault })
      }
      return batch.results
    },
  }
}
