/** The operator's log: one object a line, as JSON or as text. It cannot log a body, a header or free text of a caller. @module */
import { AsyncLocalStorage } from 'node:async_hooks'
import { pino } from 'pino'
import { lineAsText } from './log-text.ts'

/** From the most talkative; a level includes those after it. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export const LOG_FORMATS = ['json', 'text'] as const
export type LogFormat = (typeof LOG_FORMATS)[number]

/**
 * Fields of a line: Ferry's ids, counts and codes. Never a password, a hash, a token or a configuration value, and no id of
 * a user, because scripts choose those and may put secrets in them (K3).
 */
export interface LogFields {
  readonly [name: string]: string | number | boolean | null | undefined
}

export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  /** @param cause logged with its stack and its own causes; undefined when the fields say it all */
  error(event: string, cause: unknown, fields?: LogFields): void
}

/** The log where requests come in. */
export interface ServerLog extends Log {
  /** For entries that each request has. */
  debug(event: string, fields?: LogFields): void
  /** Adds the fields to every entry of the work, and of all that it begins, whenever that is written. */
  during<T>(fields: LogFields, work: () => T): T
}

interface LogOptions {
  /** Default `info`. */
  level?: LogLevel
  /** Default `json`. */
  format?: LogFormat
}

/** Names that never come with their value, should a caller of the log forget it. */
const SECRET_FIELDS = ['password', 'password_hash', 'secret', 'client_secret', 'token', 'email', 'user_name']

/**
 * Creates the log.
 *
 * @param write writes one entry with its line feed: a line of JSON, or text whose further lines are indented
 */
export function createLog(write: (line: string) => void, options: LogOptions = {}): ServerLog {
  const { level = 'info', format = 'json' } = options
  const surroundings = new AsyncLocalStorage<LogFields>()
  const put = format === 'json' ? write : (line: string) => write(lineAsText(line))
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_FIELDS, censor: '[redacted]' },
      // A copy, because pino writes the entry's own fields into it.
      mixin: () => ({ ...surroundings.getStore() }),
    },
    {
      write(line) {
        try {
          put(line)
        } catch {
          // A full disk or a closed pipe must not fail the request that is being logged.
        }
      },
    },
  )
  return {
    debug: (event, fields) => logger.debug(fields ?? {}, event),
    info: (event, fields) => logger.info(fields ?? {}, event),
    warn: (event, fields) => logger.warn(fields ?? {}, event),
    error: (event, cause, fields) =>
      logger.error(
        cause === undefined ? (fields ?? {}) : { ...fields, cause: withoutAddresses(stackOf(cause)) },
        event,
      ),
    during: (fields, work) => surroundings.run(fields, work),
  }
}

function stackOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return `not an Error but a ${typeof error}`
  const own = error.stack ?? `${error.name}: ${error.message}`
  return error.cause === undefined || depth > 4 ? own : `${own}\ncaused by ${stackOf(error.cause, depth + 1)}`
}

/** Messages of other programs may quote whom they are about. Paths of packages have an `@`, too. */
function withoutAddresses(text: string): string {
  return text.replaceAll(/[^\s<>"'`(),;:=[\]]+/g, (word) => {
    const at = word.indexOf('@')
    return at > 0 && word.includes('.', at) && !word.includes('/') ? '[email]' : word
  })
}
