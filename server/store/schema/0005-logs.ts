import type { Migration } from './migration.ts'

/** The log of each tenant. */
export const logs: Migration = {
  version: 5,
  name: 'logs',
  statements: [
    `create table logs (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      log_id text not null,
      at bigint not null,
      type text not null,
      description text,
      connection_id text,
      connection text,
      client_id text,
      client_name text,
      user_id text,
      user_name text,
      ip text,
      user_agent text,
      hostname text,
      correlation_id text,
      audience text,
      scope text,
      details text,
      primary key (tenant_id, log_id)
    )`,
    `create index logs_by_user on logs (tenant_id, user_id, log_id) where user_id is not null`,
  ],
}
