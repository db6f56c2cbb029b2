/** A template with the names of the caller's tables and columns. @module */
import * as z from 'zod'
import type { Template } from '../../../../templates/index.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'

const Name = z.string().max(200)

/** The new names, as the Management API takes them. */
export const RenamedTables = z
  .record(
    Name,
    z.object({
      name: Name.optional().describe('The new name of the table.'),
      columns: z
        .record(Name, Name.nullable())
        .optional()
        .describe(
          'The new name of each column, by its name in the template; null for a column that the table lacks. Only a column with `without` can be null.',
        ),
    }),
  )
  .describe('The tables to rename, by their names in the template. Other tables keep their names.')

/** @throws {ApiError} invalid_body, at the first name that is not allowed */
export async function renamed(
  { text }: Pick<Deps, 'text'>,
  tenant_id: string,
  template: Template,
  tables: z.output<typeof RenamedTables>,
): Promise<Template> {
  const result = await text.renameTemplate(tenant_id, template, tables)
  switch (result.kind) {
    case 'renamed':
      return result.template
    case 'not_renamable':
      throw invalidField('tables', 'The template has no names that could be changed')
    case 'invalid': {
      const [{ table = '', column = undefined, message = '' } = {}] = result.problems
      const place = column === undefined ? `tables.${table}.name` : `tables.${table}.columns.${column}`
      throw invalidField(place, `The name ${message}`)
    }
  }
}
