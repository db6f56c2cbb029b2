import type { Migration } from './migration.ts'

/** Applications that must still be told of the end of a session (back-channel logout). */
export const logoutCalls: Migration = {
  version: 37,
  name: 'logout calls',
  statements: [
    // No foreign key to the user: its deletion is one of the ends that applications are told of. due_at: the next try, or the
    // end of the claim of the server that tries now.
    `create table logout_calls (
      tenant_id text not null,
      call_id text not null,
      client_id text not null,
      url text not null,
      session_id text not null,
      user_id text not null,
      cause text not null,
      tries bigint not null,
      due_at bigint not null,
      claim_id text,
      created_at bigint not null,
      primary key (tenant_id, call_id),
      foreign key (tenant_id, client_id) references clients (tenant_id, client_id) on delete cascade
    )`,
    'create index logout_calls_by_tenant on logout_calls (tenant_id, due_at)',
    'create index logout_calls_by_client on logout_calls (tenant_id, client_id)',
    'create index logout_calls_by_time on logout_calls (due_at)',
  ],
}
