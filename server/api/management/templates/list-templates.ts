/** `GET /api/v2/templates`, Ferry's own. @module */
import * as z from 'zod'
import { templates } from '../../../../templates/index.ts'
import { defineRoute } from '../../route/route.ts'
import { TemplateSummary, toTemplateDetails } from './template.ts'

/** In the order in which an editor shows them. */
export const listTemplates = defineRoute({
  method: 'get',
  path: '/api/v2/templates',
  summary: 'List script templates',
  scopes: ['read:connections'],
  result: z.array(TemplateSummary),
  handle: async () => templates.map(toTemplateDetails),
})
