import type { Migration } from './migration.ts'

/** How users came to be, and people who stay away whatever their connection says. Rows from before have none of it. */
export const userFacts: Migration = {
  version: 14,
  name: 'user facts',
  statements: [
    // The connection's revision whose script moved the user in.
    `alter table users add column migrated_version integer`,
    `alter table users add column made_by text`,
    // 1: holds whether or not the connection keeps deleted people away.
    `alter table tombstones add column lasting smallint`,
  ],
}
