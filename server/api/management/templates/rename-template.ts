/** `POST /api/v2/templates/{id}/rename`, Ferry's own. @module */
import * as z from 'zod'
import { templates } from '../../../../templates/index.ts'
import { ApiError } from '../../../common/errors.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { TemplateDetails, toTemplateDetails } from './template.ts'

const Name = z.string().max(200)

export const renameTemplate = defineRoute({
  method: 'post',
  path: '/api/v2/templates/:id/rename',
  name: 'renameTemplate',
  tag: 'Templates',
  summary: 'Get a template for tables with other names, or with fewer columns',
  description:
    'Ferry’s own. Answers the scripts and the schema of a template with the names of the caller’s tables and columns in place of its own, and without the columns that the caller’s tables lack. Nothing is stored. Sample rows are left out.',
  scopes: ['read:connections'],
  without_recent_sign_in: 'nothing_stored',
  params: z.object({ id: z.string().min(1).max(100).describe('The ID of the template.') }),
  body: z
    .object({
      tables: z
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
        .describe('The tables to rename, by their names in the template. Other tables keep their names.'),
    })
    .meta({
      id: 'TemplateRename',
      description: 'New names of tables and columns, and columns that are left out.',
      examples: [{ tables: { users: { name: 'customers', columns: { email: 'mail', username: null } } } }],
    }),
  result: TemplateDetails,
  errors: ['inexistent_template'],
  async handle({ text }, { tenant, params, body }) {
    const template = templates.find(({ id }) => id === params.id)
    if (!template) throw new ApiError('inexistent_template')
    const result = await text.renameTemplate(tenant.tenant_id, template, body.tables)
    switch (result.kind) {
      case 'renamed':
        return toTemplateDetails(result.template)
      case 'not_renamable':
        throw invalidField('tables', 'The template has no names that could be changed')
      case 'invalid': {
        const [{ table = '', column = undefined, message = '' } = {}] = result.problems
        const place = column === undefined ? `tables.${table}.name` : `tables.${table}.columns.${column}`
        throw invalidField(place, `The name ${message}`)
      }
    }
  },
})
