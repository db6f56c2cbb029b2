import type { Migration } from './migration.ts'

/** Periodic work that one of several servers does at a time. Belongs to no tenant. */
export const serverTurns: Migration = {
  version: 26,
  name: 'server turns',
  statements: [
    `create table server_turns (
      name text not null primary key,
      taken_until bigint not null
    )`,
  ],
}
