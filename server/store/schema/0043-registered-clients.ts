import type { Migration } from './migration.ts'

/** Clients that strangers made at `/oidc/register`, which are counted. */
export const registeredClients: Migration = {
  version: 43,
  name: 'registered clients',
  statements: [
    // 1, or null for clients of members and programs.
    'alter table clients add column is_registered integer',
    'create index clients_registered on clients (tenant_id, is_registered)',
  ],
}
