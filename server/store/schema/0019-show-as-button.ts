import type { Migration } from './migration.ts'

/** A field of connections that is kept for those who export and import them. */
export const showAsButton: Migration = {
  version: 19,
  name: 'show as button',
  // Null: not set.
  statements: ['alter table connections add column show_as_button integer'],
}
