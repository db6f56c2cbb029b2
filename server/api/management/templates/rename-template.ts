/** `POST /api/v2/templates/{id}/rename`, Ferry's own. @module */
import * as z from 'zod'
import { templates } from '../../../../templates/index.ts'
import { ApiError } from '../../../common/errors.ts'
import { defineRoute } from '../../route/route.ts'
import { RenamedTables, renamed } from './renamed.ts'
import { TemplateDetails, toTemplateDetails } from './template.ts'

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
      tables: RenamedTables,
    })
    .meta({
      id: 'TemplateRename',
      description: 'New names of tables and columns, and columns that are left out.',
      examples: [{ tables: { users: { name: 'customers', columns: { email: 'mail', username: null } } } }],
    }),
  result: TemplateDetails,
  errors: ['inexistent_template'],
  async handle(deps, { tenant, params, body }) {
    const template = templates.find(({ id }) => id === params.id)
    if (!template) throw new ApiError('inexistent_template')
    return toTemplateDetails(await renamed(deps, tenant.tenant_id, template, body.tables))
  },
})
