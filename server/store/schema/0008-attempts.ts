import type { Migration } from './migration.ts'

/** Counts of failed sign-ins, and each tenant's settings for the protection against guessing. */
export const attempts: Migration = {
  version: 8,
  name: 'attempts',
  statements: [
    // person: normalised identifier, whether or not there is such a user. address: an IP, an IPv6 network of 64 bits;
    // '' = in a row from everywhere, '*' = all of a day from everywhere.
    `create table login_failures (
      tenant_id text not null,
      connection_id text not null,
      person text not null,
      address text not null,
      failures integer not null,
      first_at bigint not null,
      last_at bigint not null,
      primary key (tenant_id, connection_id, person, address),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,
    `create index login_failures_by_person on login_failures (tenant_id, person)`,
    `create index login_failures_by_age on login_failures (tenant_id, last_at)`,

    // A leaky bucket of failures. empty_at: when it will be empty.
    `create table address_failures (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      address text not null,
      empty_at bigint not null,
      primary key (tenant_id, address)
    )`,
    `create index address_failures_by_age on address_failures (tenant_id, empty_at)`,

    // name: as in /api/v2/attack-protection/{name}. settings: JSON.
    `create table attack_protection (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      name text not null,
      settings text not null,
      primary key (tenant_id, name)
    )`,
  ],
}
