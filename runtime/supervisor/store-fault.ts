/**
 * Recognises trouble of the legacy store in an error, by the codes, SQLSTATEs, numbers, names and HTTP statuses that
 * drivers and HTTP clients set. @module
 */
import type { ErrorFacts } from '../messages.ts'
import type { KnownFault } from './store-fault-tables.ts'
import {
  CODES,
  LDAP,
  MESSAGES,
  MONGO,
  NAMES,
  NJS,
  ORACLE,
  outage,
  REDIS,
  REDIS_NAMES,
  refusal,
  SQL_SERVER,
  SQLSTATES,
} from './store-fault-tables.ts'

/** An error as a runner reports it. */
export interface ReportedError {
  message: string
  name?: string | undefined
  error_code?: string | undefined
  facts?: ErrorFacts | undefined
}

const MESSAGE_CHARS = 300

/**
 * @param http_status of the last HTTP answer in the run: without any, a status on an error is the script's own word
 * @returns what is known about the error; undefined when it is not a fault of the store itself
 */
export function faultOf(error: ReportedError, http_status: number | undefined): KnownFault | undefined {
  const { error_code: code = '', facts = {} } = error
  const names = [error.name ?? '', facts.class_name ?? '']
  const cause =
    byCode(facts.cause_code ?? '', [facts.cause_name ?? ''], undefined) ?? NAMES.get(facts.cause_name ?? '')
  // Drivers report a refused certificate as a failed connection.
  if (cause && !cause.outage) return cause
  return (
    byCode(code, names, facts.number) ??
    bySqlState(facts.sqlstate) ??
    (http_status === undefined ? undefined : byStatus(httpStatusOf(error))) ??
    byName(names) ??
    cause ??
    byMessage(error.message.slice(0, MESSAGE_CHARS), names)
  )
}

/** @returns the HTTP status that the error carries */
export function httpStatusOf({ facts }: ReportedError): number | undefined {
  const status = Number(facts?.status)
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined
}

/** An answer of a web service that cannot serve now. */
export const isOutageStatus = (status: number): boolean =>
  status >= 500 || status === 429 || status === 408 || status === 425

function byStatus(status: number | undefined): KnownFault | undefined {
  if (status === undefined) return undefined
  if (status === 408 || status === 425 || status === 504) return outage('timeout')
  if (isOutageStatus(status)) return outage('overload')
  if (status === 401 || status === 407) return refusal('login')
  if (status === 403 || status === 405 || status === 451) return refusal('permission')
  if (
    status === 406 ||
    status === 411 ||
    status === 413 ||
    status === 414 ||
    status === 415 ||
    status === 431
  )
    return refusal('syntax')
  return undefined
}

function byCode(code: string, names: readonly string[], number: string | undefined): KnownFault | undefined {
  const word = CODES.get(code)
  if (word) return word
  if (/^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_)/.test(code)) return refusal('connect')
  // An HTTP parse error: the answer comes from no web service, or is truncated.
  if (code.startsWith('HPE_')) return outage('connect')
  const oracle = /^(?:ORA-|DPI-)?0*(\d{1,5})$/.exec(code)
  if (code.startsWith('ORA-') && oracle) return byOracle(Number(oracle[1]))
  const njs = /^NJS-0*(\d{1,4})$/.exec(code)
  if (njs) return NJS.get(njs[1] ?? '')
  if (code === 'EREQUEST' || code === 'EREQINPROG') return SQL_SERVER.get(number ?? '')
  // A code of digits means something only beside the family that it is of.
  if (/^-?\d{1,6}$/.test(code)) {
    if (names.some((name) => name.startsWith('Mongo'))) return MONGO.get(code)
    if (names.some((name) => LDAP_NAMES.test(name))) return LDAP.get(code)
  }
  // A code of digits alone is ambiguous: those of databases also come as `facts.sqlstate`.
  return /^\d[0-9A-Z]*[A-Z]/.test(code) || code === '53300' ? bySqlState(code) : undefined
}

/** ldapts and ldapjs have a class for each code, all of one form; nobody else numbers such names. */
const LDAP_NAMES =
  /^(?:LDAP|ResultCode|UnknownStatusCode|Operations|Busy|Unavailable|Insufficient|TimeLimit|AdminLimit|Confidentiality|StrongAuth|AuthMethod|Inappropriate|Protocol|InvalidDN)\w*Error$/

function byOracle(number: number): KnownFault | undefined {
  if (number >= 900 && number <= 999) return refusal('syntax')
  if (number >= 12_150 && number <= 12_699) return outage('connect')
  return ORACLE.get(String(number))
}

function bySqlState(state: string | undefined): KnownFault | undefined {
  if (state === undefined || !/^[0-9A-Z]{5}$/.test(state)) return undefined
  return SQLSTATES.find(([prefix]) => state.startsWith(prefix))?.[1]
}

const byName = (names: readonly string[]): KnownFault | undefined =>
  names.map((name) => NAMES.get(name)).find((known) => known !== undefined)

function byMessage(message: string, names: readonly string[]): KnownFault | undefined {
  const oracle = /^(?:Error: )?ORA-(\d{5}):/.exec(message)
  if (oracle) return byOracle(Number(oracle[1]))
  const njs = /^(?:Error: )?NJS-0*(\d{1,4}):/.exec(message)
  if (njs) return NJS.get(njs[1] ?? '')
  const isRedis = names.some((name) => REDIS_NAMES.includes(name))
  const word = isRedis ? /^([A-Z]{3,12}) /.exec(message)?.[1] : undefined
  return REDIS.get(word ?? '') ?? MESSAGES.find(([pattern]) => pattern.test(message))?.[1]
}
