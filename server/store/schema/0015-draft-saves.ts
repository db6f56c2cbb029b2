import type { Migration } from './migration.ts'

/** A draft that was thrown away and one that was begun after it are never the same revision. */
export const draftSaves: Migration = {
  version: 15,
  name: 'draft saves',
  // Saves of all drafts that the connection ever had; null until the first one after this migration.
  statements: ['alter table connections add column draft_saves integer'],
}
