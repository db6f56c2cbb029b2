/** A template whose tables and columns have the names of somebody's own store. @module */
import type { Template } from '../template.ts'
import { TEMPLATE_SCRIPTS } from '../template.ts'
import type { GivenNames, NameProblem } from './names-given.ts'
import { readNames } from './names-given.ts'
import { renameInScript } from './script.ts'

/** Whether it could be done. */
export type RenameResult =
  | { kind: 'renamed'; template: Template }
  /** It speaks to no table, or to one whose names are not its own. */
  | { kind: 'not_renamable' }
  | { kind: 'invalid'; problems: NameProblem[] }

/** @returns the template with renamed scripts, without the schema and the sample rows, which have the names that it came with */
export function renameTemplate(template: Template, given: GivenNames): RenameResult {
  const { schema: _, sample: __, store, ...rest } = template
  if (!store || store.dialect === 'ldap') return { kind: 'not_renamable' }
  const names = readNames(store, given)
  if (names.kind === 'invalid') return names
  const scripts = TEMPLATE_SCRIPTS.flatMap((script) => {
    const text = template.scripts[script]
    return text === undefined ? [] : [[script, renameInScript(store.dialect, text, names.tables)]]
  })
  const tables = names.tables.map(({ table, name, columns }) => ({
    name: name ?? table.name,
    columns: table.columns.map((column) => ({ ...column, name: columns.get(column.name) ?? column.name })),
  }))
  return {
    kind: 'renamed',
    template: {
      ...rest,
      store: { ...store, tables },
      scripts: Object.fromEntries(scripts) as Template['scripts'],
    },
  }
}
