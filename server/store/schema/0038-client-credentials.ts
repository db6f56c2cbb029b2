import type { Migration } from './migration.ts'

/** Public keys by which clients prove themselves. They are no secrets, so nothing is sealed. */
export const clientCredentials: Migration = {
  version: 38,
  name: 'client credentials',
  statements: [
    `create table client_credentials (
      tenant_id text not null,
      credential_id text not null,
      client_id text not null,
      name text not null,
      kid text not null,
      alg text not null,
      public_jwk text not null,
      expires_at bigint,
      created_at bigint not null,
      updated_at bigint not null,
      primary key (tenant_id, credential_id),
      foreign key (tenant_id, client_id) references clients (tenant_id, client_id) on delete cascade
    )`,
    'create unique index client_credentials_by_kid on client_credentials (tenant_id, client_id, kid)',
  ],
}
