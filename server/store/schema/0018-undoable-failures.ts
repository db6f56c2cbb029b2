import type { Migration } from './migration.ts'

/** Failed sign-ins that a script reported by an error: they are undone if its revision turns out to be broken. */
export const undoableFailures: Migration = {
  version: 18,
  name: 'undoable failures',
  statements: [
    // mark: names an error of a revision. in_row: the part of `failures` that counts in a row. Rows are kept for a day.
    `create table undoable_failures (
      tenant_id text not null,
      connection_id text not null,
      mark text not null,
      person text not null,
      address text not null,
      failures integer not null,
      in_row integer not null,
      first_at bigint not null,
      last_at bigint not null,
      primary key (tenant_id, connection_id, mark, person, address),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,
    `create index undoable_failures_by_person on undoable_failures (tenant_id, person)`,
    `create index undoable_failures_by_age on undoable_failures (tenant_id, last_at)`,
  ],
}
