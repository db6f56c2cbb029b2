import type { Migration } from './migration.ts'

/** Histories of passwords, and tombstones. */
export const userLife: Migration = {
  version: 6,
  name: 'user life',
  statements: [
    // Root attributes of a linked identity; null for a user's first identity.
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

    // People who must not be migrated again. person: SHA-256 of an external id or of a key.
    `create table tombstones (
      tenant_id text not null,
      connection_id text not null,
      person text not null,
      created_at bigint not null,
      primary key (tenant_id, connection_id, person),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,

    // Events stay after their user is deleted, without the user's id.
    `create index migration_events_by_user on migration_events (tenant_id, user_id) where user_id is not null`,
  ],
}
