import type { Migration } from './migration.ts'

/** A field of connections that Ferry stores only for exports and imports. */
export const showAsButton: Migration = {
  version: 19,
  name: 'show as button',
  // Null: not set.
  statements: ['alter table connections add column show_as_button integer'],
}
