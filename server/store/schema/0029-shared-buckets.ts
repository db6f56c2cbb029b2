import type { Migration } from './migration.ts'

/** Token buckets that all servers share. A row that is full again has no meaning. */
export const sharedBuckets: Migration = {
  version: 29,
  name: 'shared buckets',
  statements: [
    `create table buckets (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      bucket text not null,
      full_at bigint not null,
      primary key (tenant_id, bucket)
    )`,
    'create index buckets_by_time on buckets (full_at)',
  ],
}
