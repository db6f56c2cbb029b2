import type { Migration } from './migration.ts'

/** Clients that strangers made at `/oidc/register`, which are counted; and the custom domain that a session was made at. */
export const restOfTheFrontDoor: Migration = {
  version: 43,
  name: 'rest of the front door',
  statements: [
    // 1, or null for clients of members and programs.
    'alter table clients add column is_registered integer',
    'create index clients_registered on clients (tenant_id, is_registered)',
    // Null: the tenant's own address.
    'alter table person_sessions add column domain text',
    'alter table logout_calls add column domain text',
  ],
}
