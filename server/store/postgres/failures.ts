/** Errors of the driver, and what they mean for an operation. @module */
import { StoreUnavailable } from '../contract/errors.ts'
import { Overtaken } from '../engine/operation.ts'

/** A statement failed, or the connection was lost. */
export class DriverFailure extends Error {
  override readonly name = 'DriverFailure'
  /** Undefined: there is no connection. @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
  readonly sqlstate: string | undefined

  constructor(message: string, sqlstate: string | undefined, options?: ErrorOptions) {
    super(message, options)
    this.sqlstate = sqlstate
  }
}

/** @returns the failure of a statement or of a connection */
export function toFailure(error: unknown): DriverFailure {
  const message = error instanceof Error ? error.message : String(error)
  return new DriverFailure(message || 'the connection failed', sqlstateOf(error), { cause: error })
}

/** @returns undefined for errors that the server did not send; those of the system have longer codes */
function sqlstateOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]+$/.test(code) ? code : undefined
}

/**
 * The connection can no longer be used: it is gone, the server is ending it, the server has become a standby (25006, and 0A000
 * for `begin read write`), or a statement was prepared before its tables changed (0A000).
 */
export function isLost({ sqlstate }: DriverFailure): boolean {
  return sqlstate === undefined || /^(?:08|57P0|0A000|25006)/.test(sqlstate)
}

/** The server undid the transaction, and says that a repetition may succeed: serialisation, deadlock. */
const UNDONE = new Set(['40001', '40P01', '40000'])
/** Another transaction has taken a key, or deleted a row that this one needs. The repetition sees what it did. */
const CLASHES = new Set(['23505', '23503'])

/** Why an operation is run again, or undefined. */
export function raceOf(error: unknown): 'undone' | 'clash' | undefined {
  if (error instanceof Overtaken) return 'clash'
  if (!(error instanceof DriverFailure) || error.sqlstate === undefined) return undefined
  if (UNDONE.has(error.sqlstate)) return 'undone'
  return CLASHES.has(error.sqlstate) ? 'clash' : undefined
}

/**
 * Classes of errors with which the request is right, and the server cannot serve it now: connections, resources, limits,
 * interventions of the operator, the system's errors, damage; and logins that worked before, and a standby.
 */
const UNAVAILABLE = /^(?:08|0A|28|3D|40|53|55|57|58|XX|25006|26000|42501)/

/** @returns the error that callers of the store get */
export function toStoreError(error: unknown): Error {
  if (error instanceof DriverFailure) {
    if (error.sqlstate === undefined || UNAVAILABLE.test(error.sqlstate)) {
      return new StoreUnavailable(`The store cannot serve now: ${error.message}.`, { cause: error })
    }
    return error
  }
  if (error instanceof Overtaken) {
    return new StoreUnavailable('Too many changes of the same rows at once.', { cause: error })
  }
  return error instanceof Error ? error : new Error(String(error))
}
