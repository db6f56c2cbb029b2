/** A template with the table and column names of the user's own store, and without the columns that it lacks. @module */
import type { Template, TemplateScript } from '../template.ts'
import { TEMPLATE_SCRIPTS } from '../template.ts'
import { leaveOutOfScript } from './leave-out.ts'
import type { GivenNames, NameProblem, RenamedTable } from './names-given.ts'
import { readNames } from './names-given.ts'
import { schemaWith } from './schema.ts'
import { renameInScript } from './script.ts'

/** The result of a renaming. */
export type RenameResult =
  | { kind: 'renamed'; template: Template }
  /** It speaks to no table, or to one whose names are not its own. */
  | { kind: 'not_renamable' }
  | { kind: 'invalid'; problems: NameProblem[] }

/** @returns the template with scripts and schema for these names, without the sample rows, which have those that it came with */
export function renameTemplate(template: Template, given: GivenNames): RenameResult {
  const { schema, sample: _, store, ...rest } = template
  if (!store || store.dialect === 'ldap') return { kind: 'not_renamable' }
  const { dialect } = store
  const names = readNames(store, given)
  if (names.kind === 'invalid') return names
  const scripts = TEMPLATE_SCRIPTS.flatMap((script) => {
    const text = template.scripts[script]
    if (text === undefined || hasNoUse(script, names.tables)) return []
    const shorter = leaveOutOfScript(dialect, text, names.tables)
    return [[script, renameInScript(dialect, shorter, names.tables)]]
  })
  const tables = names.tables.map(({ table, name, columns, leftOut }) => ({
    name: name ?? table.name,
    columns: table.columns
      .filter((column) => !leftOut.has(column.name))
      .map((column) => ({ ...column, name: columns.get(column.name) ?? column.name })),
  }))
  return {
    kind: 'renamed',
    template: {
      ...rest,
      store: { ...store, tables },
      ...(schema && { schema: { ...schema, text: schemaWith(dialect, schema.text, names.tables) } }),
      scripts: Object.fromEntries(scripts) as Template['scripts'],
    },
  }
}

/** A store that does not keep whether an email was verified has nothing for `verify` to do. */
function hasNoUse(script: TemplateScript, tables: readonly RenamedTable[]): boolean {
  return (
    script === 'verify' &&
    tables.some(({ table, leftOut }) =>
      table.columns.some(({ name, becomes }) => becomes === 'email_verified' && leftOut.has(name)),
    )
  )
}
