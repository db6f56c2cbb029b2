import type { Migration } from './migration.ts'

/** A script that counts the people of a legacy store runs once at a time, whichever server runs it. */
export const legacyCounts: Migration = {
  version: 48,
  name: 'legacy counts',
  statements: [
    // ms since the epoch; null: no count is under way.
    'alter table legacy_totals add column claimed_until bigint',
  ],
}
