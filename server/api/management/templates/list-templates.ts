/** `GET /api/v2/templates`, Ferry's own. @module */
import * as z from 'zod'
import { templates } from '../../../../templates/index.ts'
import { defineRoute } from '../../route/route.ts'
import { TemplateSummary, toTemplateDetails } from './template.ts'

export const listTemplates = defineRoute({
  method: 'get',
  path: '/api/v2/templates',
  name: 'listTemplates',
  tag: 'Templates',
  summary: 'List script templates',
  description:
    'Ferry’s own. Lists the templates without their texts, in the order in which an editor shows them.',
  scopes: ['read:connections'],
  result: z.array(TemplateSummary).describe('The templates.'),
  handle: async () => templates.map(toTemplateDetails),
})
