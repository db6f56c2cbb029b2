/** Remote procedure calls: the system procedures that drivers run their statements with. @module */
import type { Reader } from './bytes.ts'
import type { Engine, Variables } from './engine.ts'
import { SqlFault } from './faults.ts'
import { resultTokens } from './replies.ts'
import type { SqlSession } from './results.ts'
import type { Tokens } from './tokens.ts'
import { DONE, returnStatus, STATUS } from './tokens.ts'
import { sqlType } from './types.ts'
import type { Parameter } from './types-in.ts'
import { readParameter } from './types-in.ts'

const PROCEDURES: { readonly [id: number]: string } = {
  10: 'sp_executesql',
  11: 'sp_prepare',
  12: 'sp_execute',
  13: 'sp_prepexec',
  15: 'sp_unprepare',
}

/** A call. */
export interface Call {
  procedure: string
  parameters: Parameter[]
}

/** A statement that a client prepared. */
export interface Prepared {
  sql: string
  /** Names of its parameters, in order. */
  names: string[]
}

/** What a call works on. */
export interface CallContext {
  engine: Engine
  tokens: Tokens
  session: SqlSession
  /** By handle. */
  prepared: Map<number, Prepared>
}

/** Reads the call after ALL_HEADERS. */
export function readCall(reader: Reader): Call {
  const length = reader.u16()
  const procedure = length === 0xffff ? (PROCEDURES[reader.u16()] ?? '?') : reader.ucs2(length)
  reader.u16()
  const parameters: Parameter[] = []
  while (reader.left() > 0) parameters.push(readParameter(reader))
  return { procedure: procedure.replace(/^sys\./i, '').toLowerCase(), parameters }
}

/** @returns the tokens of the reply @throws the signal's reason */
export async function runCall(context: CallContext, call: Call, signal: AbortSignal): Promise<Buffer> {
  const { prepared, tokens } = context
  const [first, second, third] = call.parameters
  switch (call.procedure) {
    case 'sp_executesql':
      return runPrepared(context, prepare(first, second), call.parameters.slice(2), signal, [])
    case 'sp_prepare': {
      const handle = keep(prepared, prepare(third, second))
      return ended(tokens, [handleValue(tokens, first, handle)])
    }
    case 'sp_prepexec': {
      const statement = prepare(third, second)
      const handle = keep(prepared, statement)
      return runPrepared(context, statement, call.parameters.slice(3), signal, [
        handleValue(tokens, first, handle),
      ])
    }
    case 'sp_execute': {
      const statement = prepared.get(Number(first?.value))
      if (!statement)
        return failed(
          tokens,
          new SqlFault(8179, 16, `Could not find prepared statement with handle ${first?.value}.`),
        )
      return runPrepared(context, statement, call.parameters.slice(1), signal, [])
    }
    case 'sp_unprepare':
      prepared.delete(Number(first?.value))
      return ended(tokens, [])
    default:
      return failed(tokens, new SqlFault(2812, 16, `Could not find stored procedure '${call.procedure}'.`))
  }
}

function prepare(statement: Parameter | undefined, declarations: Parameter | undefined): Prepared {
  const names = String(declarations?.value ?? '').match(/@[\p{L}\p{N}_@$#]+/gu) ?? []
  return { sql: String(statement?.value ?? ''), names: names.map((name) => name.toLowerCase()) }
}

function keep(prepared: Map<number, Prepared>, statement: Prepared): number {
  const handle = Math.max(0, ...prepared.keys()) + 1
  prepared.set(handle, statement)
  return handle
}

function handleValue(tokens: Tokens, parameter: Parameter | undefined, handle: number): Buffer {
  return tokens.returnValue(0, parameter?.given_name ?? '', sqlType('int'), handle)
}

async function runPrepared(
  { engine, session, tokens }: CallContext,
  { sql, names }: Prepared,
  parameters: readonly Parameter[],
  signal: AbortSignal,
  values: readonly Buffer[],
): Promise<Buffer> {
  const variables: Variables = new Map()
  for (const [index, { name, value }] of parameters.entries())
    variables.set(name || (names[index] ?? ''), value)
  const results = await engine.run(session, sql, variables, signal)
  const outputs = parameters.flatMap(({ name, given_name, output, type }, index) =>
    output ? [tokens.returnValue(index, given_name, type, variables.get(name) ?? null)] : [],
  )
  return Buffer.concat([
    resultTokens(tokens, results, DONE.in_procedure),
    ended(tokens, [...values, ...outputs]),
  ])
}

function ended(tokens: Tokens, values: readonly Buffer[]): Buffer {
  return Buffer.concat([returnStatus(0), ...values, tokens.done(DONE.procedure, STATUS.final)])
}

function failed(tokens: Tokens, fault: SqlFault): Buffer {
  return Buffer.concat([tokens.error(fault), tokens.done(DONE.procedure, STATUS.error)])
}
