import type { Migration } from './migration.ts'

/** The queue of mails. */
export const mails: Migration = {
  version: 27,
  name: 'mails',
  statements: [
    // due_at: the next try, or the end of the claim of the server that tries now.
    `create table mails (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      mail_id text not null,
      recipient text not null,
      address text,
      sealed text not null,
      tries bigint not null,
      due_at bigint not null,
      claim_id text,
      created_at bigint not null,
      primary key (tenant_id, mail_id)
    )`,
    'create index mails_by_tenant on mails (tenant_id, due_at)',
    'create index mails_by_time on mails (due_at)',
  ],
}
