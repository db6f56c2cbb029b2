/** Texts of the template picker. @module */
import type { Action } from '../../../editor/types/contract.ts'

/** Grouped by the part of the picker that shows them. */
export const templatesText = {
  title: 'Start with a template',
  description:
    'Its scripts replace the text in the editor. Nothing is live before you deploy, and one Undo restores your text.',
  list: 'Templates',
  views: 'About the template',
  expects: 'What it expects',
  preview: 'Preview scripts',
  script: 'Script',
  previewOf: (action: Action) => `Text of ${action}`,
  table: (dialect: string, many: boolean) =>
    dialect === 'mongodb'
      ? 'Expected collection'
      : dialect === 'ldap'
        ? 'Expected attributes'
        : many
          ? 'Expected tables'
          : 'Expected table',
  tableName: (name: string, dialect: string) => `${dialect === 'mongodb' ? 'Collection' : 'Table'} ${name}`,
  columnName: (column: string, table: string) => `Name of ${column} in ${table}`,
  renameHint: 'If your database uses other names, enter them here. Ferry puts them into the scripts.',
  column: 'Column',
  field: 'Field',
  attribute: 'Attribute',
  type: 'Type',
  becomes: 'Used for',
  hash: 'Passwords',
  reset: 'Restore the template’s names',
  keys: 'Required values in Configuration',
  noKeys: 'This template requires no values in Configuration.',
  optional: 'optional',
  use: (name: string) => `Use ${name}`,
  renaming: 'Ferry is checking the names.',
  wrongName: 'One of the names is not allowed.',
} as const
