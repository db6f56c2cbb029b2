import type { Migration } from './migration.ts'

/** How many people the legacy store of a connection has, as somebody typed it or a script counted it. */
export const legacyTotals: Migration = {
  version: 42,
  name: 'legacy totals',
  statements: [
    // source: typed, script. total, at: of the last count that succeeded. tried_at, problem: of the last try of the script.
    `create table legacy_totals (
      tenant_id text not null,
      connection_id text not null,
      total bigint,
      source text,
      at bigint,
      run_id text,
      tried_at bigint,
      problem text,
      primary key (tenant_id, connection_id),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,
  ],
}
