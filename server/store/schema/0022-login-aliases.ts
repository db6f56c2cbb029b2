import type { Migration } from './migration.ts'

/** Further names by which a person signs in, which the legacy store knows and the profile does not. */
export const loginAliases: Migration = {
  version: 22,
  name: 'login aliases',
  statements: [
    // alias_key: normalised by the application, as email_key and username_key are.
    `create table login_aliases (
      tenant_id text not null,
      connection_id text not null,
      alias_key text not null,
      external_id text not null,
      created_at bigint not null,
      primary key (tenant_id, connection_id, alias_key),
      foreign key (tenant_id, connection_id, external_id)
        references identities (tenant_id, connection_id, external_id) on delete cascade
    )`,
    `create index login_aliases_by_identity on login_aliases (tenant_id, connection_id, external_id)`,
  ],
}
