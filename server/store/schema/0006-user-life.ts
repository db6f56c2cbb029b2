import type { Migration } from './migration.ts'

/** What changing and deleting users leaves behind. */
export const userLife: Migration = {
  version: 6,
  name: 'user life',
  statements: [
    // Root attributes of an identity that was linked to another user's; null for the one that a user was made with.
    `alter table identities add column profile text`,

    // Hashes that a user had before, so that old passwords can be refused. position: grows with each change.
    `create table password_history (
      tenant_id text not null,
      connection_id text not null,
      external_id text not null,
      position bigint not null,
      password_hash text not null,
      replaced_at bigint not null,
      primary key (tenant_id, connection_id, external_id, position),
      foreign key (tenant_id, connection_id, external_id)
        references identities (tenant_id, connection_id, external_id) on delete cascade
    )`,

    // Who must not come back out of the legacy store. person: SHA-256 of an external id or of a key.
    `create table tombstones (
      tenant_id text not null,
      connection_id text not null,
      person text not null,
      created_at bigint not null,
      primary key (tenant_id, connection_id, person),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,

    // Events outlive the user that they tell of, without the name.
    `create index migration_events_by_user on migration_events (tenant_id, user_id) where user_id is not null`,
  ],
}
