import type { Migration } from './migration.ts'

/** Tokens of the legacy service that a login script returned, sealed. */
export const providerTokens: Migration = {
  version: 23,
  name: 'provider tokens',
  statements: [
    `create table provider_tokens (
      tenant_id text not null,
      connection_id text not null,
      external_id text not null,
      sealed text not null,
      saved_at bigint not null,
      primary key (tenant_id, connection_id, external_id),
      foreign key (tenant_id, connection_id, external_id)
        references identities (tenant_id, connection_id, external_id) on delete cascade
    )`,
  ],
}
