import type { Migration } from './migration.ts'

/** Columns for searching users and logs. */
export const search: Migration = {
  version: 10,
  name: 'search',
  statements: [
    // *_lower: lower-cased by the application; empty when missing, so that orders and negations meet no null.
    `alter table users add column email_lower text not null default ''`,
    `alter table users add column name_lower text not null default ''`,
    `alter table users add column given_name_lower text not null default ''`,
    `alter table users add column family_name_lower text not null default ''`,
    `alter table users add column nickname_lower text not null default ''`,
    `alter table users add column phone_number text not null default ''`,
    // Serves exact emails too, so that users need no further index.
    `drop index users_by_email`,
    `create index users_by_email on users (tenant_id, email_lower, created_at, user_id)`,

    // Linked identities, of which there are few.
    `create index identities_linked on identities (tenant_id, connection_id, user_id) where profile is not null`,

    `alter table logs add column search_text text not null default ''`,
    `create index logs_by_type on logs (tenant_id, type, log_id)`,
    `create index logs_by_connection on logs (tenant_id, connection, log_id) where connection is not null`,
  ],
}
