/** The operator's log: one JSON object a line. It cannot log a body, a header or free text of a caller. @module */

/**
 * Fields of a line: Ferry's ids, counts and codes. Never a password, a hash, a token or a configuration value, and no id of
 * a user, because scripts choose those and may put secrets in them (K3).
 */
interface LogFields {
  readonly [name: string]: string | number | boolean | null | undefined
}

export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  /** @param cause logged with its stack and its own causes */
  error(event: string, cause: unknown, fields?: LogFields): void
}

/** @param write writes one line with its line feed */
export function createLog(write: (line: string) => void): Log {
  const line = (level: string, event: string, fields: LogFields | undefined): void => {
    try {
      write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`)
    } catch {
      // A full disk or a closed pipe must not fail the request that is being logged.
    }
  }
  return {
    info: (event, fields) => line('info', event, fields),
    warn: (event, fields) => line('warn', event, fields),
    error: (event, cause, fields) => line('error', event, { ...fields, cause: stackOf(cause) }),
  }
}

function stackOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return `not an Error but a ${typeof error}`
  const own = error.stack ?? `${error.name}: ${error.message}`
  return error.cause === undefined || depth > 4 ? own : `${own}\ncaused by ${stackOf(error.cause, depth + 1)}`
}
