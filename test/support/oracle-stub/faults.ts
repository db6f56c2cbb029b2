/** Oracle's errors, and the stub's own. Nothing here is Node's: it runs inside a sandbox too. @module */

/** An error of the database, such as `ORA-00001`, or of the driver, such as `NJS-003`. */
export class OracleFault extends Error {
  readonly code: string
  /** The number of an ORA error, 0 of the driver's. */
  readonly errorNum: number

  constructor(code: string, message: string) {
    super(`${code}: ${message}`)
    this.name = 'Error'
    this.code = code
    this.errorNum = code.startsWith('ORA-') ? Number(code.slice(4)) : 0
  }
}

/** What the stub does not interpret; it has no code, so that no script takes it for the database's. */
export class OracleStubError extends Error {
  override name = 'OracleStubError'
}

/** Refuses a statement. */
export function refuse(what: string, sql: string): OracleStubError {
  return new OracleStubError(`the Oracle stub does not understand ${what} in: ${sql}`)
}
