/** Size limits of a log entry, so that long names cannot fill the disk. @module */
import type { Json } from '../../runtime/index.ts'
import type { LogEntry, LogQuota } from '../store/contract.ts'

/** Most bytes of UTF-8 in each field that callers can choose. */
type FieldLimits = { readonly [field in TextField]: number } & {
  /** Limit for each text in `details`, and for `details` as JSON. */
  readonly detail: number
  readonly details: number
}

type TextField =
  | 'description'
  | 'connection'
  | 'client_name'
  | 'user_id'
  | 'user_name'
  | 'ip'
  | 'user_agent'
  | 'hostname'
  | 'correlation_id'
  | 'audience'
  | 'scope'

/** Levels of objects and lists in `details`, and members of each. */
const MOST_DEPTH = 5
const MOST_MEMBERS = 50

const KNOWN: FieldLimits = {
  description: 1_000,
  connection: 128,
  client_name: 200,
  user_id: 500,
  user_name: 320,
  ip: 64,
  user_agent: 512,
  hostname: 255,
  correlation_id: 64,
  audience: 600,
  scope: 4_000,
  detail: 1_000,
  details: 6_000,
}

/** Together with the search text, which repeats some fields, a row has less than 3 KB. */
const STRANGERS: FieldLimits = {
  ...KNOWN,
  description: 300,
  user_id: 255,
  user_agent: 200,
  hostname: 128,
  audience: 200,
  scope: 200,
  detail: 200,
  details: 500,
}

const LIMITS: { readonly [quota in LogQuota]: FieldLimits } = {
  audit: KNOWN,
  people: KNOWN,
  strangers: STRANGERS,
}

const CUT = '…'

/** @returns the entry with every text cut to its limit; `…` marks a cut */
export function boundEntry(entry: LogEntry): LogEntry {
  const limits = LIMITS[entry.quota]
  const cut = (field: TextField): string | undefined => {
    const text = entry[field]
    return text === undefined ? undefined : cutText(text, limits[field])
  }
  return {
    ...entry,
    description: cut('description'),
    connection: cut('connection'),
    client_name: cut('client_name'),
    user_id: cut('user_id'),
    user_name: cut('user_name'),
    ip: cut('ip'),
    user_agent: cut('user_agent'),
    hostname: cut('hostname'),
    correlation_id: cut('correlation_id'),
    audience: cut('audience'),
    scope: cut('scope'),
    details: entry.details && boundDetails(entry.details, limits),
  }
}

/** @param max_bytes of UTF-8; @returns well-formed text of at most `max_bytes`, cut between characters */
export function cutText(text: string, max_bytes: number): string {
  // A UTF-16 code unit takes at most three bytes.
  if (text.length * 3 <= max_bytes) return text.toWellFormed()
  const head = text.slice(0, max_bytes + 1).toWellFormed()
  const bytes = Buffer.from(head)
  if (bytes.length <= max_bytes && head.length === text.length) return head
  const kept = bytes.subarray(0, max_bytes - Buffer.byteLength(CUT))
  return `${kept.toString().replace(/\uFFFD+$/, '')}${CUT}`
}

/** Members that do not fit are left out, the last ones first. */
function boundDetails(
  details: { [key: string]: Json },
  { detail, details: most_bytes }: FieldLimits,
): { [key: string]: Json } {
  const bounded = boundJson(details, detail, 1) as { [key: string]: Json }
  const kept = Object.entries(bounded)
  const size = (): number => Buffer.byteLength(JSON.stringify(Object.fromEntries(kept)))
  while (kept.length > 0 && size() > most_bytes) kept.pop()
  return Object.fromEntries(kept)
}

function boundJson(value: Json, most_bytes: number, depth: number): Json {
  if (typeof value === 'string') return cutText(value, most_bytes)
  if (value === null || typeof value !== 'object') return value
  if (depth > MOST_DEPTH) return CUT
  if (Array.isArray(value)) {
    return value.slice(0, MOST_MEMBERS).map((item) => boundJson(item, most_bytes, depth + 1))
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_MEMBERS)
      .map(([key, item]) => [cutText(key, most_bytes), boundJson(item, most_bytes, depth + 1)]),
  )
}
