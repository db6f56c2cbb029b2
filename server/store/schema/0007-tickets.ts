import type { Migration } from './migration.ts'

/** Tickets (single-use links), mail templates and jobs. */
export const tickets: Migration = {
  version: 7,
  name: 'tickets',
  statements: [
    // person: user_id, or 'key:' and the normalised identifier of a person who is not stored yet; user_id: null for
    // the latter. identifier: what get_user gets. email: the address that the link was made for. details: JSON.
    // ended: null, 'used' or 'voided'.
    `create table tickets (
      tenant_id text not null,
      ticket_sha256 text not null,
      purpose text not null,
      connection_id text not null,
      person text not null,
      user_id text,
      identifier text,
      email text,
      details text not null,
      created_at bigint not null,
      expires_at bigint not null,
      ended text,
      primary key (tenant_id, ticket_sha256),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade,
      foreign key (tenant_id, user_id) references users (tenant_id, user_id) on delete cascade
    )`,
    `create index tickets_by_person on tickets (tenant_id, connection_id, person, purpose)`,
    `create index tickets_by_user on tickets (tenant_id, user_id) where user_id is not null`,
    `create index tickets_by_end on tickets (tenant_id, expires_at)`,

    // A tenant's own mail templates. template: JSON.
    `create table email_templates (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      name text not null,
      template text not null,
      updated_at bigint not null,
      primary key (tenant_id, name)
    )`,

    // details: JSON, further fields of the answer.
    `create table jobs (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      job_id text not null,
      type text not null,
      status text not null,
      details text not null,
      created_at bigint not null,
      primary key (tenant_id, job_id)
    )`,
    `create index jobs_by_age on jobs (tenant_id, created_at)`,
  ],
}
