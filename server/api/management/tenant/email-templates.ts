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
    .describe(`The name of the email: ${MAIL_NAMES.join(', ')}.`),
})

const template = (characters: number) =>
  z.string().min(1, 'must not be empty').max(characters).refine(isStorableText, UNSTORABLE)

/** Fields that are kept only: see `EMAIL_TEMPLATE_FIELDS`. */
const Kept = z.object({
  from: z.string().max(1_000).optional().describe('The sender.'),
  resultUrl: z.string().max(2_000).optional().describe('Where the link leads in the end.'),
  includeEmailInRedirect: z.boolean().optional().describe('Whether that address gets `email`.'),
  urlLifetimeInSeconds: z.number().optional().describe('How many seconds the link works.'),
})

const Template = Kept.extend({
  template: z.string().optional().describe('The name of the email, as in the address.'),
  enabled: z.boolean().default(true).describe('False: Ferry’s own text is sent.'),
  subject: template(500).describe('The subject, as a Liquid template. Values are not escaped.'),
  body: template(200_000).describe(
    'The HTML, as a Liquid template: `{{ user.name }}`, `{% if user.email_verified %}`. Values are always escaped. No other text can be included.',
  ),
  text: template(200_000)
    .optional()
    .describe('The plain text, as a Liquid template. Without it, Ferry makes one from the HTML.'),
  syntax: z.literal('liquid').default('liquid').describe('The language of the templates.'),
})

const EXAMPLE = {
  enabled: true,
  subject: 'Welcome to the shop',
  body: '<p>Please <a href="{{ url }}">confirm your address</a>.</p>',
  syntax: 'liquid' as const,
}

const NewTemplate = Template.meta({
  id: 'EmailTemplateSet',
  description: 'The text of an email.',
  examples: [{ subject: EXAMPLE.subject, body: EXAMPLE.body }],
})

const StoredTemplate = Template.meta({
  id: 'EmailTemplate',
  description: 'A tenant’s own text of an email.',
  examples: [EXAMPLE],
})

export const getEmailTemplate = defineRoute({
  method: 'get',
  path: '/api/v2/email-templates/:name',
  name: 'getEmailTemplate',
  tag: 'Email templates',
  summary: 'Get an email template',
  description:
    'Answers the tenant’s own text of an email. It answers 404 while the tenant has none, and Ferry’s text is sent.',
  scopes: ['read:email_templates'],
  params: TemplateParams,
  result: StoredTemplate,
  errors: ['inexistent_email_template'],
  async handle({ store }, { tenant, params }) {
    const stored = await store.findEmailTemplate(tenant.tenant_id, knownName(params.name))
    if (!stored) throw new ApiError('inexistent_email_template')
    const { kept, ...template } = stored
    return { template: params.name, syntax: 'liquid' as const, ...Kept.parse(kept ?? {}), ...template }
  },
})

export const putEmailTemplate = defineRoute({
  method: 'put',
  path: '/api/v2/email-templates/:name',
  name: 'setEmailTemplate',
  tag: 'Email templates',
  summary: 'Set an email template',
  description:
    'Sets the tenant’s own text of an email. The Liquid of subject, HTML and text must parse, and render with sample values.',
  scopes: ['update:email_templates'],
  params: TemplateParams,
  body: NewTemplate,
  fields: EMAIL_TEMPLATE_FIELDS,
  result: StoredTemplate,
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
