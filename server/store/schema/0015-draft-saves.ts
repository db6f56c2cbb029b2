import type { Migration } from './migration.ts'

/** A counter of saves, so that a deleted draft and a later one never have the same revision. */
export const draftSaves: Migration = {
  version: 15,
  name: 'draft saves',
  // Saves of all drafts of the connection; null until the first save after this migration.
  statements: ['alter table connections add column draft_saves integer'],
}
