import type { Migration } from './migration.ts'

/** What people have allowed applications, and when the sign-in of a refresh token was; null for tokens of other grants. */
export const consents: Migration = {
  version: 36,
  name: 'consents',
  statements: [
    // audience: '' for none, so that a consent is unique.
    `create table consents (
      tenant_id text not null,
      consent_id text not null,
      user_id text not null,
      client_id text not null,
      audience text not null,
      scopes text not null,
      created_at bigint not null,
      primary key (tenant_id, consent_id),
      foreign key (tenant_id, user_id) references users (tenant_id, user_id) on delete cascade,
      foreign key (tenant_id, client_id) references clients (tenant_id, client_id) on delete cascade
    )`,
    'create unique index consents_by_user on consents (tenant_id, user_id, client_id, audience)',
    'create index consents_by_client on consents (tenant_id, client_id)',
    'create index consents_by_audience on consents (tenant_id, audience)',
    'create index consents_by_age on consents (tenant_id, created_at, consent_id)',
    'alter table refresh_token_families add column authenticated_at bigint',
    'create index refresh_token_families_of_tenant on refresh_token_families (tenant_id, created_at, family_id)',
  ],
}
