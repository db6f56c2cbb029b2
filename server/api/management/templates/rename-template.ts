/** `POST /api/v2/templates/{id}/rename`, Ferry's own. @module */
import * as z from 'zod'
import { templates } from '../../../../templates/index.ts'
import { ApiError } from '../../../common/errors.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { TemplateDetails, toTemplateDetails } from './template.ts'

const Name = z.string().max(200)

/** Stores nothing. Schema and sample rows are left out: they have the names that the template came with. */
export const renameTemplate = defineRoute({
  method: 'post',
  path: '/api/v2/templates/:id/rename',
  summary: 'Get a template with other names of tables and columns',
  scopes: ['read:connections'],
  without_recent_sign_in: 'nothing_stored',
  params: z.object({ id: z.string().min(1).max(100) }),
  body: z.object({
    tables: z
      .record(
        Name,
        z.object({
          name: Name.optional(),
          columns: z.record(Name, Name).optional().describe('New names by the template’s'),
        }),
      )
      .describe('By the template’s names; what is left out stays'),
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
