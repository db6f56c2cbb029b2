/** `GET /api/v2/templates/{id}`, Ferry's own. @module */
import * as z from 'zod'
import { templates } from '../../../../templates/index.ts'
import { ApiError } from '../../../common/errors.ts'
import { defineRoute } from '../../route/route.ts'
import { TemplateDetails, toTemplateDetails } from './template.ts'

/** With scripts, schema and sample rows. */
export const getTemplate = defineRoute({
  method: 'get',
  path: '/api/v2/templates/:id',
  summary: 'Get a script template',
  scopes: ['read:connections'],
  params: z.object({ id: z.string().min(1).max(100) }),
  result: TemplateDetails,
  errors: ['inexistent_template'],
  async handle(_deps, { params }) {
    const template = templates.find(({ id }) => id === params.id)
    if (!template) throw new ApiError('inexistent_template')
    return toTemplateDetails(template)
  },
})
