import type { Migration } from './migration.ts'

/** Applications (clients), and the keys that sign tokens. */
export const clients: Migration = {
  version: 3,
  name: 'clients',
  statements: [
    `create table clients (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      client_id text not null,
      name text not null,
      secret_sha256 text,
      app_type text,
      grant_types text not null,
      api_scopes text not null,
      settings text not null,
      created_at bigint not null,
      primary key (tenant_id, client_id)
    )`,

    `create table signing_keys (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      kid text not null,
      sealed_private_jwk text not null,
      public_jwk text not null,
      created_at bigint not null,
      primary key (tenant_id, kid)
    )`,
  ],
}
