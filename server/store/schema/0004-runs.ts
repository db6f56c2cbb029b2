import type { Migration } from './migration.ts'

/** Script runs: the newest in full, all of them as counts. */
export const runs: Migration = {
  version: 4,
  name: 'runs',
  statements: [
    // position: counts within the connection. duration_us, cpu_us: microseconds, since there are no fractions.
    `create table runs (
      tenant_id text not null,
      connection_id text not null,
      position bigint not null,
      run_id text not null,
      action text not null,
      script_revision integer not null,
      outcome text not null,
      message text,
      purpose text not null,
      duration_us bigint not null,
      cpu_us bigint not null,
      logs text not null,
      trace text not null,
      at bigint not null,
      primary key (tenant_id, connection_id, position),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,

    `create table run_counts (
      tenant_id text not null,
      connection_id text not null,
      action text not null,
      purpose text not null,
      runs bigint not null,
      primary key (tenant_id, connection_id, action, purpose),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,
  ],
}
