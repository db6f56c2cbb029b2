import type { Migration } from './migration.ts'

/** Members, who use the dashboard, and their sessions. */
export const members: Migration = {
  version: 11,
  name: 'members',
  statements: [
    `create table members (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      member_id text not null,
      email text not null,
      email_key text not null,
      name text,
      role text not null,
      password_hash text not null,
      created_at bigint not null,
      updated_at bigint not null,
      last_login bigint,
      primary key (tenant_id, member_id)
    )`,
    `create unique index members_by_email on members (tenant_id, email_key)`,

    // seen_at: updated at most once a minute, so that not every request writes.
    `create table sessions (
      tenant_id text not null,
      session_sha256 text not null,
      member_id text not null,
      created_at bigint not null,
      seen_at bigint not null,
      ip text,
      user_agent text,
      primary key (tenant_id, session_sha256),
      foreign key (tenant_id, member_id) references members (tenant_id, member_id) on delete cascade
    )`,
    `create index sessions_by_member on sessions (tenant_id, member_id)`,

    // One for each tenant: a newer link voids the earlier one.
    `create table setup_links (
      tenant_id text not null primary key references tenants (tenant_id) on delete cascade,
      token_sha256 text not null,
      created_at bigint not null
    )`,
  ],
}
