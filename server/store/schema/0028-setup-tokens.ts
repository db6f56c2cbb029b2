import type { Migration } from './migration.ts'

/** Links that make the first owner, one for each server that starts. A start makes a new one, so none is carried over. */
export const setupTokens: Migration = {
  version: 28,
  name: 'setup tokens',
  statements: [
    `create table setup_tokens (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      token_sha256 text not null,
      created_at bigint not null,
      primary key (tenant_id, token_sha256)
    )`,
    'drop table setup_links',
  ],
}
