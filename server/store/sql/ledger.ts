/** SQL about the ledger of migrations. @module */
import { HOLD } from './locks.ts'

const PERSON =
  'person, name_key, external_id, state, reason, purpose, field, holder_id, revision, run_id, first_at, at'

const COUNT_COLUMNS = 'tenant_id, connection_id, span, starts_at, state, reason, slot'

export const LEDGER_COUNT_SQL = {
  add: `insert into migration_counts (${COUNT_COLUMNS}, events)
    values ($1, $2, 'all', 0, $5, $6, $7, 1), ($1, $2, 'day', $4, $5, $6, $7, 1), ($1, $2, 'hour', $3, $5, $6, $7, 1)
    on conflict (${COUNT_COLUMNS}) do update set events = migration_counts.events + excluded.events`,
  addPeople: `insert into migration_counts (${COUNT_COLUMNS}, events) values ($1, $2, 'people', 0, $3, '', $4, $5)
    on conflict (${COUNT_COLUMNS}) do update set events = migration_counts.events + excluded.events`,
  totals: `select span, state, reason, cast(sum(events) as bigint) as events from migration_counts
    where tenant_id = $1 and connection_id = $2 and span in ('all', 'people') group by span, state, reason
    order by span, events desc, state, reason`,
  series: `select starts_at, state, reason, cast(sum(events) as bigint) as events from migration_counts
    where tenant_id = $1 and connection_id = $2 and span = $3 and starts_at >= $4 and starts_at < $5
    group by starts_at, state, reason order by starts_at, state, reason`,
  ofTenant: `select c.connection_id, m.state, m.reason, cast(sum(m.events) as bigint) as events
    from connections c
    join migration_counts m on m.tenant_id = c.tenant_id and m.connection_id = c.connection_id
      and m.span = $2 and m.starts_at >= $3
    where c.tenant_id = $1 group by c.connection_id, m.state, m.reason order by c.connection_id, m.state, m.reason`,
  deleteOld: `delete from migration_counts
    where tenant_id = $1 and connection_id = $2 and span = $3 and starts_at < $4`,
} as const

export const LEDGER_PERSON_SQL = {
  hold: `select ${PERSON} from migration_people where tenant_id = $1 and connection_id = $2 and person = $3 ${HOLD}`,
  insert: `insert into migration_people (tenant_id, connection_id, ${PERSON})
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13) on conflict do nothing returning person`,
  update: `update migration_people set name_key = $4, external_id = $5, state = $6, reason = $7, purpose = $8, field = $9,
      holder_id = $10, revision = $11, run_id = $12, at = $13
    where tenant_id = $1 and connection_id = $2 and person = $3`,
  delete: `delete from migration_people where tenant_id = $1 and connection_id = $2 and person in ($3, $4, $5, $6)
    returning person, state`,
  deleteNamed: `delete from migration_people where tenant_id = $1 and connection_id = $2 and name_key = $3
    returning person, state`,
  deleteOld: `delete from migration_people where tenant_id = $1 and connection_id = $2 and at < (
      select at from migration_people where tenant_id = $1 and connection_id = $2
      order by at desc, person desc limit 1 offset $3)
    returning person, state`,
  forgetHolder: 'update migration_people set holder_id = null where tenant_id = $1 and holder_id = $2',
  named: `select ${PERSON} from migration_people where tenant_id = $1 and connection_id = $2 and name_key = $3
    order by at desc, person`,
  list: `select ${PERSON} from migration_people where tenant_id = $1 and connection_id = $2 and (at, person) < ($3, $4)
    order by at desc, person desc limit $5`,
  listState: `select ${PERSON} from migration_people
    where tenant_id = $1 and connection_id = $2 and state = $3 and (at, person) < ($4, $5)
    order by at desc, person desc limit $6`,
} as const
