import type { Migration } from './migration.ts'

/** Sessions of people at the tenant's issuer, and authorization codes. `sessions` has those of members. */
export const personSessions: Migration = {
  version: 30,
  name: 'person sessions',
  statements: [
    // idle_expires_at is never later than expires_at, so it alone says whether a session is over.
    `create table person_sessions (
      tenant_id text not null,
      session_id text not null,
      secret_sha256 text not null,
      user_id text not null,
      connection_id text not null,
      created_at bigint not null,
      authenticated_at bigint not null,
      last_used_at bigint not null,
      idle_expires_at bigint not null,
      expires_at bigint not null,
      is_persistent smallint not null,
      methods text not null,
      client_ids text not null,
      initial_ip text,
      initial_user_agent text,
      last_ip text,
      last_user_agent text,
      primary key (tenant_id, session_id),
      foreign key (tenant_id, user_id) references users (tenant_id, user_id) on delete cascade,
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,
    'create unique index person_sessions_by_secret on person_sessions (tenant_id, secret_sha256)',
    'create index person_sessions_by_user on person_sessions (tenant_id, user_id, created_at, session_id)',
    'create index person_sessions_by_connection on person_sessions (tenant_id, connection_id)',
    'create index person_sessions_by_end on person_sessions (tenant_id, idle_expires_at)',

    // No foreign key to the session: a used code outlives it for a while, so that a second use is recognised. forget_at: the
    // code's end; once it is used, the end of that while. family_id: of the refresh tokens that began with it.
    `create table authorization_codes (
      tenant_id text not null,
      code_sha256 text not null,
      session_id text not null,
      user_id text not null,
      connection_id text not null,
      client_id text not null,
      redirect_uri text not null,
      code_challenge text,
      offline smallint not null,
      audience text,
      scopes text not null,
      payload text not null,
      authenticated_at bigint not null,
      expires_at bigint not null,
      forget_at bigint not null,
      used_at bigint,
      family_id text,
      primary key (tenant_id, code_sha256),
      foreign key (tenant_id, user_id) references users (tenant_id, user_id) on delete cascade,
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade,
      foreign key (tenant_id, client_id) references clients (tenant_id, client_id) on delete cascade
    )`,
    'create index authorization_codes_by_session on authorization_codes (tenant_id, session_id)',
    'create index authorization_codes_by_user on authorization_codes (tenant_id, user_id)',
    'create index authorization_codes_by_connection on authorization_codes (tenant_id, connection_id)',
    'create index authorization_codes_by_client on authorization_codes (tenant_id, client_id)',
    'create index authorization_codes_by_end on authorization_codes (tenant_id, forget_at)',
  ],
}
