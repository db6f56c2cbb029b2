/** `/api/v2/email-templates/{name}`: a tenant's own words. @module */
import * as z from 'zod'
import { ApiError } from '../../errors.ts'
import { templateProblem } from '../../mail/render.ts'
import { MAIL_NAMES } from '../../mail/texts.ts'
import { EMAIL_TEMPLATE_FIELDS } from '../fields/tenants.ts'
import { defineRoute } from '../route.ts'
import { isStorableText, UNSTORABLE } from '../storable.ts'

const TemplateParams = z.object({
  name: z
    .string()
    .min(1)
    .max(100)
    .describe(`One of ${MAIL_NAMES.join(', ')}`),
})

const template = (characters: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(characters)
    .refine(isStorableText, UNSTORABLE)
    .superRefine((text, context) => {
      const problem = templateProblem(text)
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
    })

/** Fields that are kept only: see `EMAIL_TEMPLATE_FIELDS`. */
const Kept = z.object({
  from: z.string().max(1_000).optional(),
  resultUrl: z.string().max(2_000).optional(),
  includeEmailInRedirect: z.boolean().optional(),
  urlLifetimeInSeconds: z.number().optional(),
})

const Template = Kept.extend({
  template: z.string().optional(),
  enabled: z.boolean().default(true).describe('`false`: the words that Ferry comes with are used'),
  subject: template(500).describe('`{{ variable }}` stands for a value'),
  body: template(200_000).describe('HTML; values are escaped'),
  text: template(200_000).optional().describe('Plain text; made of the body when it is missing'),
  syntax: z.literal('liquid').default('liquid').describe('Only `{{ variable }}` of it'),
})

/** A tenant's own template. */
export const getEmailTemplate = defineRoute({
  method: 'get',
  path: '/api/v2/email-templates/:name',
  summary: 'Get a mail template of one’s own',
  scopes: ['read:email_templates'],
  params: TemplateParams,
  result: Template,
  errors: ['inexistent_email_template'],
  async handle({ store }, { tenant, params }) {
    const stored = await store.findEmailTemplate(tenant.tenant_id, knownName(params.name))
    if (!stored) throw new ApiError('inexistent_email_template')
    const { kept, ...template } = stored
    return { template: params.name, syntax: 'liquid' as const, ...Kept.parse(kept ?? {}), ...template }
  },
})

/** Sets a template, whether or not there was one. */
export const putEmailTemplate = defineRoute({
  method: 'put',
  path: '/api/v2/email-templates/:name',
  summary: 'Set a mail template of one’s own',
  scopes: ['update:email_templates'],
  params: TemplateParams,
  body: Template,
  fields: EMAIL_TEMPLATE_FIELDS,
  result: Template,
  errors: ['inexistent_email_template'],
  async handle({ store }, { tenant, params, body }) {
    const { enabled, subject, body: html, text } = body
    const name = knownName(params.name)
    if (body.template !== undefined && body.template !== name) {
      throw new ApiError(
        'invalid_body',
        `Payload validation error: 'must be the name in the address, ${name}, or be left out' on property template.`,
      )
    }
    const kept = Kept.parse(body)
    await store.saveEmailTemplate(tenant.tenant_id, name, {
      enabled,
      subject,
      body: html,
      text,
      ...(Object.keys(kept).length > 0 && { kept: JSON.parse(JSON.stringify(kept)) }),
    })
    return { template: name, syntax: 'liquid' as const, ...kept, enabled, subject, body: html, text }
  },
})

/** @throws {ApiError} inexistent_email_template */
function knownName(name: string): string {
  const known = MAIL_NAMES.find((one) => one === name)
  if (known === undefined) throw new ApiError('inexistent_email_template')
  return known
}
