import type { Migration } from './migration.ts'

/** How users were created, and lasting tombstones. Older rows have neither. */
export const userFacts: Migration = {
  version: 14,
  name: 'user facts',
  statements: [
    // The connection's revision whose script migrated the user.
    `alter table users add column migrated_version integer`,
    `alter table users add column made_by text`,
    // 1: applies whatever the connection's options about deleted people are.
    `alter table tombstones add column lasting smallint`,
  ],
}
