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
  renameHint: 'Enter the names that your database uses. Ferry puts them into the scripts.',
  column: 'Column',
  field: 'Field',
  attribute: 'Attribute',
  type: 'Type',
  becomes: 'Used for',
  absent: (dialect: string) => (dialect === 'mongodb' ? 'Not in my collection' : 'Not in my table'),
  absentOf: (column: string, table: string, dialect: string) =>
    `${column} of ${table} is not in my ${dialect === 'mongodb' ? 'collection' : 'table'}`,
  schema: (isChanged: boolean) => (isChanged ? 'Schema with your names' : 'Schema'),
  hash: 'Passwords',
  reset: 'Restore the template’s names',
  keys: 'Values in Configuration',
  noKeys: 'This template requires no values in Configuration.',
  optional: 'optional',
  required: 'required',
  use: (name: string) => `Use ${name}`,
  renaming: 'Ferry is checking the names.',
  wrongName: 'One of the names is not allowed.',
} as const
