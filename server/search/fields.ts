/** Search fields of lists, and the form of their values. @module */

/**
 * - `folded`: text in any case; `exact`: text in the given case
 * - `date`: `2026`, `2026-11`, `2026-11-24` or with a time; each means the whole year, month, day or moment
 * - `json`: with a path to a value; `patterns`: whether wildcards and ranges are allowed
 */
type FieldKind =
  | { kind: 'folded' | 'exact' | 'flag' | 'number' | 'date'; sorts: boolean }
  | { kind: 'json'; patterns: boolean; sorts: false }

/** The fields of one kind of list. */
export type FieldTable = { readonly [name: string]: FieldKind }

const folded = { kind: 'folded', sorts: true } as const
const exact = { kind: 'exact', sorts: true } as const
const flag = { kind: 'flag', sorts: true } as const
const number = { kind: 'number', sorts: true } as const
const date = { kind: 'date', sorts: true } as const

/** Fields of users. @see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax */
export const USER_FIELDS: FieldTable = {
  email: folded,
  name: folded,
  given_name: folded,
  family_name: folded,
  nickname: folded,
  username: exact,
  user_id: exact,
  phone_number: exact,
  last_ip: exact,
  email_verified: flag,
  blocked: flag,
  logins_count: number,
  created_at: date,
  updated_at: date,
  last_login: date,
  migrated_at: date,
  migrated_by: exact,
  migrated_version: number,
  made_by: exact,
  'email.domain': { kind: 'folded', sorts: false },
  'identities.connection': { kind: 'exact', sorts: false },
  'identities.provider': { kind: 'exact', sorts: false },
  'identities.user_id': { kind: 'exact', sorts: false },
  user_metadata: { kind: 'json', patterns: false, sorts: false },
  app_metadata: { kind: 'json', patterns: true, sorts: false },
}

/** Fields of entries in a tenant's log. @see https://auth0.com/docs/deploy-monitor/logs/log-search-query-syntax */
export const LOG_FIELDS: FieldTable = {
  type: exact,
  user_id: exact,
  user_name: exact,
  client_id: exact,
  client_name: exact,
  connection: exact,
  connection_id: exact,
  ip: exact,
  hostname: exact,
  description: exact,
  log_id: exact,
  /** `user_name` in any case. */
  identifier: folded,
  run_id: exact,
  date: { kind: 'date', sorts: true },
}

/** A field of a table, and the path into it. */
export interface FoundField {
  name: string
  kind: FieldKind
  path: string[]
}

/** @param name as written, such as `email` or `app_metadata.plan.level`; @returns undefined for an unknown field */
export function findField(table: FieldTable, name: string): FoundField | undefined {
  const whole = Object.hasOwn(table, name) ? table[name] : undefined
  if (whole) return whole.kind === 'json' ? undefined : { name, kind: whole, path: [] }
  const [root = '', ...path] = name.split('.')
  const kind = Object.hasOwn(table, root) ? table[root] : undefined
  if (kind?.kind !== 'json' || path.length === 0 || path.includes('')) return undefined
  return { name: root, kind, path }
}
