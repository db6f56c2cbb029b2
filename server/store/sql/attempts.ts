/** SQL about failed sign-ins and the protection against guessing. @module */

const COLUMNS = 'connection_id, person, address, failures, first_at, last_at'

/** Counts one more failure; a row older than $6 starts again. */
const addSince = (column: 'first_at' | 'last_at'): string =>
  `insert into login_failures (tenant_id, ${COLUMNS})
    select tenant_id, connection_id, $3, $4, 1, $5, $5 from connections where tenant_id = $1 and connection_id = $2
    on conflict (tenant_id, connection_id, person, address) do update set
      failures = case when login_failures.${column} < $6 then 1 else login_failures.failures + 1 end,
      first_at = case when login_failures.${column} < $6 then $5 else login_failures.first_at end,
      last_at = $5
    returning failures`

export const FAILURE_SQL = {
  find: `select ${COLUMNS} from login_failures
    where tenant_id = $1 and connection_id = $2 and person = $3 and address in ($4, '', '*')`,
  /** A row goes on while each failure follows the last within the time. */
  addInRow: addSince('last_at'),
  /** A window begins with the first failure. */
  addInWindow: addSince('first_at'),
  ofPerson: `select ${COLUMNS} from login_failures
    where tenant_id = $1 and person = $2 and failures >= $3 and last_at >= $4 order by last_at desc limit $5`,
  forgetRow: `delete from login_failures
    where tenant_id = $1 and connection_id = $2 and person = $3 and address in ($4, '')`,
  forget: `delete from login_failures where tenant_id = $1 and connection_id = $2 and person = $3 returning address`,
  forgetPerson: 'delete from login_failures where tenant_id = $1 and person = $2 returning address',
  undo: `update login_failures set failures = failures - $5
    where tenant_id = $1 and connection_id = $2 and person = $3 and address = $4`,
  letEmptyGo:
    'delete from login_failures where tenant_id = $1 and connection_id = $2 and person = $3 and failures <= 0',
  deleteOld: 'delete from login_failures where tenant_id = $1 and last_at < $2',
  // The newest surplus row.
  surplus: 'select last_at from login_failures where tenant_id = $1 order by last_at desc limit 1 offset $2',
  letSurplusGo: `delete from login_failures
    where tenant_id = $1 and (connection_id, person, address) in (
      select connection_id, person, address from login_failures where tenant_id = $1 and last_at <= $2
      order by last_at limit $3) returning last_at`,
} as const

/** Failures that can be undone; a row that began before $8 starts again. */
export const UNDOABLE_SQL = {
  add: `insert into undoable_failures (tenant_id, connection_id, mark, person, address, failures, in_row,
      first_at, last_at)
    select tenant_id, connection_id, $3, $4, $5, 1, $6, $7, $7 from connections
      where tenant_id = $1 and connection_id = $2
    on conflict (tenant_id, connection_id, mark, person, address) do update set
      failures = case when undoable_failures.first_at < $8 then 1 else undoable_failures.failures + 1 end,
      in_row = case when undoable_failures.first_at < $8 then $6 else undoable_failures.in_row + $6 end,
      first_at = case when undoable_failures.first_at < $8 then $7 else undoable_failures.first_at end,
      last_at = $7`,
  take: `delete from undoable_failures
    where tenant_id = $1 and connection_id = $2 and mark = $3 and first_at >= $4
    returning person, address, failures, in_row`,
  forgetRow: `delete from undoable_failures
    where tenant_id = $1 and connection_id = $2 and person = $3 and address = $4`,
  forget: 'delete from undoable_failures where tenant_id = $1 and connection_id = $2 and person = $3',
  forgetPerson: 'delete from undoable_failures where tenant_id = $1 and person = $2',
  deleteOld: 'delete from undoable_failures where tenant_id = $1 and last_at < $2',
} as const

export const ADDRESS_SQL = {
  find: 'select empty_at from address_failures where tenant_id = $1 and address = $2',
  /** Adds $5 to the bucket; an empty one counts from $4, the time. $3: their sum. */
  add: `insert into address_failures (tenant_id, address, empty_at) values ($1, $2, $3)
    on conflict (tenant_id, address) do update set
      empty_at = case when address_failures.empty_at > $4 then address_failures.empty_at else $4 end + $5`,
  /** Takes $3 out of the bucket, which is empty at $4 at the earliest. */
  take: `update address_failures set empty_at = case when empty_at - $3 > $4 then empty_at - $3 else $4 end
    where tenant_id = $1 and address = $2`,
  deleteOld: 'delete from address_failures where tenant_id = $1 and empty_at < $2',
} as const

export const PROTECTION_SQL = {
  list: 'select name, settings from attack_protection where tenant_id = $1',
  set: `insert into attack_protection (tenant_id, name, settings) values ($1, $2, $3)
    on conflict (tenant_id, name) do update set settings = $3`,
} as const
