/** The names that a template's scripts read and write. @module */

/** How names are written in what the scripts send. */
export type Dialect = 'mysql' | 'postgresql' | 'tsql' | 'oracle' | 'mongodb' | 'ldap'

/** A column, field or attribute. */
interface TemplateColumn {
  name: string
  type: string
  /** What of the user it is. */
  becomes: string
  /** The store itself calls it so. */
  fixed?: true
  /** What follows when the table does not have it, as a sentence. Absent: the scripts need it. */
  without?: string
}

/** A table, or what stands for one. */
export interface TemplateTable {
  /** Name in the scripts, with its schema if they use one. */
  name: string
  /** Those that the scripts name; a table may have more. */
  columns: readonly TemplateColumn[]
}

/** The store that the scripts expect. */
export interface TemplateStore {
  dialect: Dialect
  /** How passwords are kept. */
  hash: string
  tables: readonly TemplateTable[]
}

/** @param columns name, type, what it becomes, and what follows without it, one by one */
export function tableOf(
  name: string,
  columns: readonly (readonly [name: string, type: string, becomes: string, without?: string])[],
): TemplateTable {
  return {
    name,
    columns: columns.map(([column, type, becomes, without]) => ({
      name: column,
      type,
      becomes,
      ...(column === '_id' && { fixed: true as const }),
      ...(without !== undefined && { without }),
    })),
  }
}
