import type { Migration } from './migration.ts'

/**
 * What can be used once: login tickets, pushed requests, device codes, IDs of assertions; used rows stay until their end. And
 * the sign-in pages that tenants wrote themselves.
 */
export const oneTime: Migration = {
  version: 35,
  name: 'one time',
  statements: [
    `create table one_time (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      kind text not null,
      key_sha256 text not null,
      payload text not null,
      expires_at bigint not null,
      used_at bigint,
      primary key (tenant_id, kind, key_sha256)
    )`,
    `create table login_pages (
      tenant_id text not null references tenants (tenant_id) on delete cascade primary key,
      html text not null,
      is_on smallint not null,
      updated_at bigint not null
    )`,
    'create index one_time_by_end on one_time (tenant_id, expires_at)',
  ],
}
