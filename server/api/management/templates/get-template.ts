/** `GET /api/v2/templates/{id}`, Ferry's own. @module */
import * as z from 'zod'
import { templates } from '../../../../templates/index.ts'
import { ApiError } from '../../../common/errors.ts'
import { defineRoute } from '../../route/route.ts'
import { TemplateDetails, toTemplateDetails } from './template.ts'

export const getTemplate = defineRoute({
  method: 'get',
  path: '/api/v2/templates/:id',
  name: 'getTemplate',
  tag: 'Templates',
  summary: 'Get a script template',
  description:
    'Ferry’s own. Answers one template with its scripts, the schema that they expect, and sample rows.',
  scopes: ['read:connections'],
  params: z.object({ id: z.string().min(1).max(100).describe('The ID of the template.') }),
  result: TemplateDetails,
  errors: ['inexistent_template'],
  async handle(_deps, { params }) {
    const template = templates.find(({ id }) => id === params.id)
    if (!template) throw new ApiError('inexistent_template')
    return toTemplateDetails(template)
  },
})
