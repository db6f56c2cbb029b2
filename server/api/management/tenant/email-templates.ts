/** `/api/v2/email-templates/{name}`: a tenant's own words. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { MAIL_NAMES } from '../../../mail/texts.ts'
import { EMAIL_TEMPLATE_FIELDS } from '../../fields/tenants.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { isStorableText, UNSTORABLE } from '../../shapes/storable.ts'

const TemplateParams = z.object({
  name: z
    .string()
    .min(1)
    .max(100)
    .describe(`One of ${MAIL_NAMES.join(', ')}`),
})

const template = (characters: number) =>
  z.string().min(1, 'must not be empty').max(characters).refine(isStorableText, UNSTORABLE)

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
  subject: template(500).describe('Liquid, as in `body`; without escaping'),
  body: template(200_000).describe(
    'HTML as a Liquid template: `{{ user.name }}`, `{% if user.email_verified %}`. Values are always escaped; no other text can be included',
  ),
  text: template(200_000).optional().describe('Plain text, Liquid too; made of the body when it is missing'),
  syntax: z.literal('liquid').default('liquid'),
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

/** Sets a template, whether or not there was one. It must parse, and render with sample values. */
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
  async handle({ store, text: textWork }, { tenant, params, body }) {
    const { enabled, subject, body: html, text } = body
    const name = knownName(params.name)
    if (body.template !== undefined && body.template !== name) {
      throw invalidField('template', `must be the name in the address, ${name}, or be left out`)
    }
    const problem = await textWork.checkMailTemplate(tenant.tenant_id, { subject, body: html, text })
    if (problem) {
      const { message, line, column } = problem
      throw invalidField(problem.part, `${message} (line ${line}, column ${column})`)
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
