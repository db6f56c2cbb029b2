import type { Migration } from './migration.ts'

/** Users, the identities that their credentials belong to, and events of migrations. */
export const users: Migration = {
  version: 2,
  name: 'users',
  statements: [
    // connection_id: of the first identity; deleting the connection deletes the user. search_text: lower-cased by the application.
    `create table users (
      tenant_id text not null,
      user_id text not null,
      connection_id text not null,
      email text,
      email_verified smallint not null,
      username text,
      profile text not null,
      user_metadata text not null,
      app_metadata text not null,
      search_text text not null,
      blocked smallint not null,
      created_at bigint not null,
      updated_at bigint not null,
      last_login bigint,
      last_ip text,
      logins_count integer not null,
      last_password_reset bigint,
      migrated_at bigint,
      migrated_by text,
      primary key (tenant_id, user_id),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,
    `create index users_by_age on users (tenant_id, created_at, user_id)`,
    `create index users_by_connection on users (tenant_id, connection_id, created_at, user_id, migrated_at)`,
    `create index users_by_email on users (tenant_id, email, created_at, user_id) where email is not null`,

    // Updated with every user: counting a million rows for each page of a list takes too long.
    `create table user_counts (
      tenant_id text not null,
      connection_id text not null,
      users bigint not null,
      migrated bigint not null,
      primary key (tenant_id, connection_id),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,

    // email_key, username_key: identifiers, normalised by the application.
    `create table identities (
      tenant_id text not null,
      connection_id text not null,
      external_id text not null,
      user_id text not null,
      provider text not null,
      email_key text,
      username_key text,
      password_hash text,
      created_at bigint not null,
      primary key (tenant_id, connection_id, external_id),
      foreign key (tenant_id, user_id) references users (tenant_id, user_id) on delete cascade,
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,
    `create index identities_by_user on identities (tenant_id, user_id)`,
    `create unique index identities_by_email on identities (tenant_id, connection_id, email_key)
      where email_key is not null`,
    `create unique index identities_by_username on identities (tenant_id, connection_id, username_key)
      where username_key is not null`,

    // position: counts within (connection, kind), so that old failures can be deleted.
    `create table migration_events (
      tenant_id text not null,
      event_id text not null,
      connection_id text not null,
      user_id text,
      kind text not null,
      detail text not null,
      at bigint not null,
      position bigint not null,
      primary key (tenant_id, connection_id, kind, position),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,
    `create index migration_events_by_age on migration_events (tenant_id, connection_id, at, event_id)`,

    `create table positions (
      tenant_id text not null,
      connection_id text not null,
      kind text not null,
      position bigint not null,
      primary key (tenant_id, connection_id, kind),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,
  ],
}
