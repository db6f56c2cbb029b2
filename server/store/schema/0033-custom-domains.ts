import type { Migration } from './migration.ts'

/**
 * Host names of tenants. Several tenants may ask for a name: the first that proves it has it. Two marks in place of flags:
 * without `verified_at` the name opens nothing; of the verified ones the one with the greatest `primary_at` is the primary.
 */
export const customDomains: Migration = {
  version: 33,
  name: 'custom domains',
  statements: [
    `create table custom_domains (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      custom_domain_id text not null,
      domain text not null,
      proof text not null,
      settings text not null,
      created_at bigint not null,
      verified_at bigint,
      primary_at bigint not null,
      primary key (tenant_id, custom_domain_id)
    )`,
    'create unique index custom_domains_by_name on custom_domains (tenant_id, domain)',
    'create unique index custom_domains_verified on custom_domains (domain) where verified_at is not null',
  ],
}
