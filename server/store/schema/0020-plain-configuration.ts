import type { Migration } from './migration.ts'

/** Keys of the configuration whose values may be shown in errors, logs and traces: a JSON list of names; null: none. */
export const plainConfiguration: Migration = {
  version: 20,
  name: 'plain configuration',
  statements: ['alter table connections add column plain_configuration text'],
}
