/** Checks new names for a template's tables and columns. @module */
import type { Dialect, TemplateStore, TemplateTable } from '../store.ts'
import { columnNameProblem, tableNameProblem } from './names.ts'

/** By the template's names; missing names stay unchanged. A column of null is not in the table. */
export interface GivenNames {
  [table: string]: { name?: string | undefined; columns?: { [column: string]: string | null } | undefined }
}

/** Why one of them cannot be. */
export interface NameProblem {
  table: string
  /** Undefined when the column belongs to the table itself. */
  column?: string
  message: string
}

/** A table with names that differ, or with fewer columns. */
export interface RenamedTable {
  table: TemplateTable
  /** Undefined: unchanged. */
  name: string | undefined
  /** By the template's name; unchanged names are missing. */
  columns: ReadonlyMap<string, string>
  /** The template's names of columns that the table does not have. */
  leftOut: ReadonlySet<string>
}

/** @returns what is to be renamed, or every name that cannot be */
export function readNames(
  store: TemplateStore,
  given: GivenNames,
): { kind: 'ok'; tables: RenamedTable[] } | { kind: 'invalid'; problems: NameProblem[] } {
  const problems: NameProblem[] = []
  for (const name of Object.keys(given)) {
    if (!store.tables.some((table) => table.name === name)) {
      problems.push({ table: name, message: 'is no table of the template' })
    }
  }
  const tables = store.tables.map((table) => {
    const { name, columns = {} } = given[table.name] ?? {}
    const problem = name === undefined ? undefined : tableNameProblem(store.dialect, name)
    if (problem !== undefined) problems.push({ table: table.name, message: problem })
    problems.push(...columnProblems(store.dialect, table, columns))
    const changed = Object.entries(columns).flatMap(([column, next]) =>
      next === null || column === next ? [] : [[column, next] as const],
    )
    const leftOut = Object.keys(columns).filter((column) => columns[column] === null)
    return {
      table,
      name: name === table.name ? undefined : name,
      columns: new Map(changed),
      leftOut: new Set(leftOut),
    }
  })
  const taken = new Set<string>()
  for (const { table, name } of tables) {
    const key = foldName(store.dialect, name ?? table.name)
    if (taken.has(key)) problems.push({ table: table.name, message: 'is the name of another table too' })
    taken.add(key)
  }
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'ok', tables }
}

function columnProblems(
  dialect: Dialect,
  table: TemplateTable,
  given: { [column: string]: string | null },
): NameProblem[] {
  const problems: NameProblem[] = []
  const add = (column: string, message: string): void =>
    void problems.push({ table: table.name, column, message })
  for (const [column, name] of Object.entries(given)) {
    const known = table.columns.find((one) => one.name === column)
    if (!known) add(column, 'is no column of the table')
    else if (name === null) {
      if (known.without === undefined) add(column, 'is null, but the scripts need this column')
    } else if (known.fixed && name !== column)
      add(column, 'is given by the store and cannot be called otherwise')
    else {
      const problem = columnNameProblem(dialect, name)
      if (problem !== undefined) add(column, problem)
    }
  }
  const taken = new Set<string>()
  for (const { name } of table.columns.filter((column) => given[column.name] !== null)) {
    const key = foldName(dialect, given[name] ?? name)
    if (taken.has(key)) add(name, 'is the name of another column too')
    taken.add(key)
  }
  return problems
}

/** Whether the database treats two names as one. PostgreSQL and MongoDB distinguish capitals. */
function foldName(dialect: Dialect, name: string): string {
  return dialect === 'postgresql' || dialect === 'mongodb' ? name : name.toLowerCase()
}
