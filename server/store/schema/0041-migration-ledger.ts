import type { Operation } from '../engine/operation.ts'
import { all } from '../engine/operation.ts'
import type { Migration } from './migration.ts'

/** The ledger of a migration: what happened in each hour and day, and the people who are known and not migrated. */
export const migrationLedger: Migration = {
  version: 41,
  name: 'migration ledger',
  statements: [
    // revision: of the connection, run_id: the script run, that an event comes from.
    'alter table migration_events add column revision integer',
    'alter table migration_events add column run_id text',

    // span: hour, day or all: events since starts_at (UTC; 0 for all). people: how many rows of migration_people have the state.
    // slot: 0 to 15. A single slot of people may be negative; the sum is the count.
    `create table migration_counts (
      tenant_id text not null,
      connection_id text not null,
      span text not null,
      starts_at bigint not null,
      state text not null,
      reason text not null,
      slot smallint not null,
      events bigint not null,
      primary key (tenant_id, connection_id, span, starts_at, state, reason, slot),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,

    // person: id:<external id>, name:<normalised name> or gone:<hash of a tombstone>, which has no names.
    // holder_id: the user who has what the person's profile needs.
    `create table migration_people (
      tenant_id text not null,
      connection_id text not null,
      person text not null,
      name_key text,
      external_id text,
      state text not null,
      reason text,
      purpose text,
      field text,
      holder_id text,
      revision integer,
      run_id text,
      first_at bigint not null,
      at bigint not null,
      primary key (tenant_id, connection_id, person),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,
    'create index migration_people_by_name on migration_people (tenant_id, connection_id, name_key)',
    'create index migration_people_by_age on migration_people (tenant_id, connection_id, at, person)',
    'create index migration_people_by_state on migration_people (tenant_id, connection_id, state, at, person)',
    'create index migration_people_by_holder on migration_people (tenant_id, holder_id) where holder_id is not null',
  ],
  *fill() {
    yield* countEvents('all', '0')
    yield* countEvents('day', 'at / 86400000 * 86400000')
    yield* countEvents('hour', 'at / 3600000 * 3600000')
  },
}

/** Counts the events that are there, so that the ledger of a migration under way does not begin at nought. */
function* countEvents(span: string, starts_at: string): Operation<void> {
  yield* all(
    `insert into migration_counts (tenant_id, connection_id, span, starts_at, state, reason, slot, events)
      select tenant_id, connection_id, span, starts_at, state, reason, 0, count(*)
      from (select tenant_id, connection_id, '${span}' as span, ${starts_at} as starts_at, detail as reason,
          case when kind = 'migrated' then 'migrated' when detail = 'profile_conflict' then 'conflict'
            when detail = 'mfa_factors_unsupported' then 'refused' else 'failed' end as state
        from migration_events) counted
      group by tenant_id, connection_id, span, starts_at, state, reason`,
  )
}
