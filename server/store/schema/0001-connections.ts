import type { Migration } from './migration.ts'

/** Tenants, and their connections with every revision of scripts and configuration. */
export const connections: Migration = {
  version: 1,
  name: 'connections',
  statements: [
    `create table tenants (
      tenant_id text not null primary key,
      name text not null unique,
      created_at bigint not null
    )`,

    `create table connections (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      connection_id text not null,
      name text not null,
      strategy text not null,
      display_name text,
      options text not null,
      configuration_revision integer not null,
      enabled_clients text not null,
      realms text not null,
      metadata text,
      revision integer not null,
      created_at bigint not null,
      updated_at bigint not null,
      primary key (tenant_id, connection_id)
    )`,
    `create unique index connections_by_name on connections (tenant_id, name)`,
    `create index connections_by_age on connections (tenant_id, created_at, connection_id)`,

    // One row for each write. Scripts and configuration are named by their own revisions.
    `create table connection_revisions (
      tenant_id text not null,
      connection_id text not null,
      revision integer not null,
      display_name text,
      options text not null,
      scripts text not null,
      configuration_revision integer not null,
      enabled_clients text not null,
      realms text not null,
      metadata text,
      actor text not null,
      created_at bigint not null,
      primary key (tenant_id, connection_id, revision),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,

    `create table script_revisions (
      tenant_id text not null,
      connection_id text not null,
      action text not null,
      revision integer not null,
      source text not null,
      sha256 text not null,
      actor text not null,
      created_at bigint not null,
      primary key (tenant_id, connection_id, action, revision),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,

    // Which revision of which script the connection runs now.
    `create table connection_scripts (
      tenant_id text not null,
      connection_id text not null,
      action text not null,
      revision integer not null,
      primary key (tenant_id, connection_id, action),
      foreign key (tenant_id, connection_id, action, revision)
        references script_revisions (tenant_id, connection_id, action, revision) on delete cascade
    )`,

    // sealed_values: JSON object, each value sealed separately. fingerprint: equal for equal values.
    `create table configuration_revisions (
      tenant_id text not null,
      connection_id text not null,
      revision integer not null,
      seal_id text not null,
      sealed_values text not null,
      fingerprint text not null,
      actor text not null,
      created_at bigint not null,
      primary key (tenant_id, connection_id, revision),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,

    // Values that prove, at start, which master keys sealed the store.
    `create table seal_checks (
      key_id text not null primary key,
      sealed text not null
    )`,
  ],
}
