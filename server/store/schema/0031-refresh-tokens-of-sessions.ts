import type { Migration } from './migration.ts'

/** The session in which a refresh token family began; null for families of other grants. No foreign key: tokens outlive it. */
export const refreshTokensOfSessions: Migration = {
  version: 31,
  name: 'refresh tokens of sessions',
  statements: [
    'alter table refresh_token_families add column session_id text',
    `create index refresh_token_families_by_session on refresh_token_families (tenant_id, session_id)
      where session_id is not null`,
    'create index refresh_token_families_by_age on refresh_token_families (tenant_id, user_id, created_at, family_id)',
  ],
}
