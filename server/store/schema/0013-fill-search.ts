import type { Operation, Row } from '../engine/operation.ts'
import { all, text } from '../engine/operation.ts'
import type { Migration } from './migration.ts'

/**
 * Fills the search columns of rows from before those columns (migration 10). Has SQL and code of its own, so that later
 * migrations do not change what it does.
 */
export const fillSearch: Migration = {
  version: 13,
  name: 'fill search',
  statements: [],
  *fill() {
    yield* fillTable(USERS)
    yield* fillTable(LOGS)
  },
}

interface Filled {
  /** The rows after `$1`, `$2`, at most `$3`. */
  page: string
  /** Names in the order of `values`, from `$3` on. */
  columns: readonly string[]
  update: string
  id: string
  values(row: Row): string[]
}

const PORTION = 500

const USERS: Filled = {
  id: 'user_id',
  columns: [
    'search_text',
    'email_lower',
    'name_lower',
    'given_name_lower',
    'family_name_lower',
    'nickname_lower',
    'phone_number',
  ],
  page: `select tenant_id, user_id, email, username, profile, search_text, email_lower, name_lower, given_name_lower,
    family_name_lower, nickname_lower, phone_number
    from users where (tenant_id, user_id) > ($1, $2) order by tenant_id, user_id limit $3`,
  update: `update users set search_text = $3, email_lower = $4, name_lower = $5, given_name_lower = $6,
    family_name_lower = $7, nickname_lower = $8, phone_number = $9 where tenant_id = $1 and user_id = $2`,
  values(row) {
    const profile: { [name: string]: unknown } = JSON.parse(text(row, 'profile'))
    const { name, given_name, family_name, nickname, phone_number } = profile
    const words = [row.email, row.username, name, row.user_id].filter((one) => typeof one === 'string')
    const folded = [row.email, name, given_name, family_name, nickname].map((one) =>
      textOf(one).toLowerCase(),
    )
    return [words.join('\n').toLowerCase(), ...folded, textOf(phone_number)]
  },
}

const LOGS: Filled = {
  id: 'log_id',
  columns: ['search_text'],
  page: `select tenant_id, log_id, description, user_name, user_id, ip, connection, client_name, search_text
    from logs where (tenant_id, log_id) > ($1, $2) order by tenant_id, log_id limit $3`,
  update: 'update logs set search_text = $3 where tenant_id = $1 and log_id = $2',
  values({ description, user_name, user_id, ip, connection, client_name }) {
    const words = [description, user_name, user_id, ip, connection, client_name]
    return [
      words
        .filter((one) => typeof one === 'string')
        .join('\n')
        .toLowerCase(),
    ]
  },
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Reads a portion at a time, so that a million rows are never in memory. Does not write rows that are filled already. */
function* fillTable({ page, columns, update, id, values }: Filled): Operation<void> {
  let after = { tenant_id: '', id: '' }
  let rows: readonly Row[]
  do {
    rows = yield* all(page, after.tenant_id, after.id, PORTION)
    for (const row of rows) {
      after = { tenant_id: text(row, 'tenant_id'), id: text(row, id) }
      const wanted = values(row)
      if (columns.some((column, at) => row[column] !== wanted[at])) {
        yield* all(update, after.tenant_id, after.id, ...wanted)
      }
    }
  } while (rows.length === PORTION)
}
