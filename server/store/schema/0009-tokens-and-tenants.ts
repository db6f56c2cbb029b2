import type { Migration } from './migration.ts'

/** Refresh tokens, client grants, and settings of tenants. */
export const tokensAndTenants: Migration = {
  version: 9,
  name: 'tokens and tenants',
  statements: [
    // One row for each sign-in: it stays while its tokens replace each other. No foreign key to users, because a deleted
    // user has an error of its own. usable_until: null = no end.
    `create table refresh_token_families (
      tenant_id text not null,
      family_id text not null,
      client_id text not null,
      user_id text not null,
      audience text,
      scopes text not null,
      current_sha256 text not null,
      previous_sha256 text,
      successor_salt text,
      rotated_at bigint,
      created_at bigint not null,
      last_used_at bigint,
      expires_at bigint,
      usable_until bigint,
      revoked_at bigint,
      primary key (tenant_id, family_id),
      foreign key (tenant_id, client_id) references clients (tenant_id, client_id) on delete cascade
    )`,
    `create index refresh_token_families_by_user on refresh_token_families (tenant_id, user_id, client_id, created_at)`,
    `create index refresh_token_families_by_client on refresh_token_families (tenant_id, client_id)`,
    `create index refresh_token_families_by_end on refresh_token_families (tenant_id, usable_until)
      where usable_until is not null`,

    `create table client_grants (
      tenant_id text not null,
      grant_id text not null,
      client_id text not null,
      audience text not null,
      scopes text not null,
      created_at bigint not null,
      primary key (tenant_id, grant_id),
      foreign key (tenant_id, client_id) references clients (tenant_id, client_id) on delete cascade
    )`,
    `create unique index client_grants_by_client on client_grants (tenant_id, client_id, audience)`,
    `create index client_grants_by_age on client_grants (tenant_id, created_at, grant_id)`,
    `create index clients_by_age on clients (tenant_id, created_at, client_id)`,

    `create table tenant_settings (
      tenant_id text not null primary key references tenants (tenant_id) on delete cascade,
      settings text not null,
      updated_at bigint not null
    )`,
  ],
}
