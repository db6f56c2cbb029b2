import type { Migration } from './migration.ts'

/** Settings of a tenant that Ferry keeps for deploy tools and does not obey, one document for each address of the API. */
export const keptDocuments: Migration = {
  version: 40,
  name: 'kept documents',
  statements: [
    // name: the address below /api/v2/. document: JSON.
    `create table kept_documents (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      name text not null,
      document text not null,
      primary key (tenant_id, name)
    )`,
  ],
}
