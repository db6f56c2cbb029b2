import type { Migration } from './migration.ts'

/**
 * Counts in sixteen rows for each connection, so that logins do not wait for each other's row; what was numbered without gaps is
 * ordered by its time. Of several simultaneous links for one person, one stays open.
 */
export const countsWithoutHotRows: Migration = {
  version: 24,
  name: 'counts without hot rows',
  statements: [
    // slot: 0 to 15, chosen by the user's id. A single slot may be negative; the sum is the count.
    `create table user_count_slots (
      tenant_id text not null,
      connection_id text not null,
      slot smallint not null,
      users bigint not null,
      migrated bigint not null,
      primary key (tenant_id, connection_id, slot),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,
    `insert into user_count_slots (tenant_id, connection_id, slot, users, migrated)
      select tenant_id, connection_id, 0, users, migrated from user_counts`,
    `drop table user_counts`,

    // slot: 0 to 15, chosen by the run’s id.
    `create table run_count_slots (
      tenant_id text not null,
      connection_id text not null,
      action text not null,
      purpose text not null,
      slot smallint not null,
      runs bigint not null,
      primary key (tenant_id, connection_id, action, purpose, slot),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,
    `insert into run_count_slots (tenant_id, connection_id, action, purpose, slot, runs)
      select tenant_id, connection_id, action, purpose, 0, runs from run_counts`,
    `drop table run_counts`,

    // Positions of runs and events are times in microseconds from here on: greater than all numbers before.
    `drop table positions`,

    `create unique index tickets_open on tickets (tenant_id, connection_id, person, purpose) where ended is null`,
  ],
}
