/** The filter of the log: read from the URL, sent to the server as a search. @module */
import { entriesOf, quoted } from '../../api/logs.ts'
import { typesWithTone } from '../../shell/log-words.ts'

/** The filters, by their names in the URL; '' is any value. */
export interface LogFilter {
  /** A search in the syntax of the API. */
  q: string
  /** ID or name of a connection. */
  connection: string
  /** What the person types to sign in, or a user ID. */
  person: string
  /** ID of a run; `*` is any run. */
  run: string
  /** Codes of types, separated by commas; `failed` is every type that is bad news. */
  type: string
  /** `client_id` of an application. */
  application: string
  /** ISO 8601, or a time before now such as `-24h`. */
  from: string
  /** ISO 8601. */
  to: string
}

const NAMES = [
  'q',
  'connection',
  'person',
  'run',
  'type',
  'application',
  'from',
  'to',
] as const satisfies readonly (keyof LogFilter)[]

/** Longer values are cut: the URL may contain anything. */
const LONGEST = 1_000

/** The API allows 50 conditions in a search. */
const MOST_TYPES = 40

/** @param search the query of the URL, unchecked */
export function readLogFilter(search: URLSearchParams): LogFilter {
  const read = (name: string): string => (search.get(name) ?? '').slice(0, LONGEST).trim()
  return {
    q: read('q'),
    connection: read('connection'),
    person: read('person'),
    run: read('run'),
    type: read('type'),
    application: read('application'),
    from: read('from'),
    to: read('to'),
  }
}

/** Whether any filter is set. */
export function isFiltered(filter: LogFilter): boolean {
  return NAMES.some((name) => filter[name] !== '')
}

/** @returns the query of the URL after a change; parameters that are no filters stay */
export function withChange(search: URLSearchParams, change: Partial<LogFilter>): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const [name, value] of Object.entries(change)) {
    if (value === '') next.delete(name)
    else next.set(name, value)
  }
  return next
}

/**
 * @param connections of the tenant: the log is searched fastest by the name
 * @param now milliseconds since the epoch
 * @returns a search in the syntax of the API, '' matches everything; and how many characters come before the person’s own
 * search in it, to place errors
 */
export function searchOf(
  filter: LogFilter,
  connections: readonly { id?: string; name?: string }[],
  now: number,
): { search: string; before: number } {
  const { q, connection, person, run, type, application } = filter
  const from = timeOf(filter.from, now)
  const to = timeOf(filter.to, now)
  // Alone, so that the server says where the bracket is that closes more than the person’s own search.
  if (!isClosed(q)) return { search: q, before: 0 }
  const others = [
    ...(connection === '' ? [] : ofConnection(connection, connections)),
    ...(person === '' ? [] : [entriesOf(person)]),
    ...(run === '' ? [] : [run === '*' ? 'run_id:*' : `run_id:${quoted(run)}`]),
    ...(type === '' ? [] : [ofTypes(type)]),
    ...(application === '' ? [] : [`client_id:${quoted(application)}`]),
    // IDs are in the order of time: this bound keeps the server from reading everything that is older.
    ...(from === undefined ? [] : [`date:>=${quoted(iso(from))}`, `log_id:>=${firstIdOf(from)}`]),
    ...(to === undefined ? [] : [`date:<=${quoted(iso(to))}`]),
  ].join(' AND ')
  if (q === '') return { search: others, before: 0 }
  // Last, so that a quotation mark without its second one takes nothing of the other filters.
  const before = others === '' ? '(' : `${others} AND (`
  return { search: `${before}${q})`, before: before.length }
}

/** @returns whether no bracket closes more than the text opens; brackets in quotation marks do not count */
function isClosed(q: string): boolean {
  const brackets = q.replaceAll(/\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"/g, '').replaceAll(/[^()]/g, '')
  let depth = 0
  for (const bracket of brackets) {
    depth += bracket === '(' ? 1 : -1
    if (depth < 0) return false
  }
  return true
}

function ofConnection(wanted: string, connections: readonly { id?: string; name?: string }[]): string[] {
  const found = connections.find(({ id, name }) => id === wanted || name === wanted)
  if (!found) return [`(connection_id:${quoted(wanted)} OR connection:${quoted(wanted)})`]
  return [`connection:${quoted(found.name ?? '')}`, `connection_id:${quoted(found.id ?? '')}`]
}

function ofTypes(type: string): string {
  const types = type === FAILED ? typesWithTone('bad') : type.split(',').slice(0, MOST_TYPES)
  return `type:(${types.map((one) => quoted(one.trim() || '-')).join(' OR ')})`
}

/** The value of `type` for every type that is bad news. */
export const FAILED = 'failed'

const UNITS: { readonly [unit: string]: number } = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** @returns milliseconds since the epoch; undefined for a text that is no time */
function timeOf(text: string, now: number): number | undefined {
  const [, count, unit = ''] = /^-(\d{1,4})([mhd])$/.exec(text) ?? []
  if (count !== undefined) return now - Number(count) * (UNITS[unit] ?? 0)
  const at = text === '' ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) || at < 0 || at > LAST_TIME ? undefined : at
}

/** The last day of the year 9999. */
const LAST_TIME = 253_402_214_400_000

const iso = (at: number): string => new Date(at).toISOString()

/** @returns the smallest ID that an entry of this time can have: a UUID of version 7 */
function firstIdOf(at: number): string {
  const time = Math.floor(at).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
