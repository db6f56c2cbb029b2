/** `/api/v2/email-templates/{name}`: a tenant's own words. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { definedOnly } from '../../../common/optional.ts'
import { MAIL_NAMES } from '../../../mail/texts.ts'
import { EMAIL_TEMPLATE_FIELDS } from '../../fields/tenants.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { isStorableText, UNSTORABLE } from '../../shapes/storable.ts'

/** Emails of Auth0 that Ferry does not send. Their texts are kept for the deploy tool. */
const KEPT_NAMES = [
  'verify_email_by_code',
  'reset_email_by_code',
  'welcome_email',
  'stolen_credentials',
  'enrollment_email',
  'mfa_oob_code',
  'password_reset',
  'user_invitation',
  'async_approval',
] as const
const OTHERS = `Ferry sends ${MAIL_NAMES.join(', ')}; the text of another email of Auth0 is kept only.`

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
    const template = await storedAs(store, tenant.tenant_id, params.name)
    if (!template) throw new ApiError('inexistent_email_template')
    return template
  },
})

const WRITE = {
  tag: 'Email templates',
  scopes: ['update:email_templates'],
  fields: EMAIL_TEMPLATE_FIELDS,
  result: StoredTemplate,
} as const

export const putEmailTemplate = defineRoute({
  ...WRITE,
  method: 'put',
  path: '/api/v2/email-templates/:name',
  name: 'setEmailTemplate',
  summary: 'Set an email template',
  description: `Sets the tenant’s own text of an email. The Liquid of subject, HTML and text must parse, and render with sample values. ${OTHERS}`,
  params: TemplateParams,
  body: NewTemplate,
  errors: ['inexistent_email_template'],
  async handle(deps, { tenant, params, body, setHeader }) {
    return save(deps, tenant.tenant_id, nameIn(params.name, body.template), body, setHeader)
  },
})

export const createEmailTemplate = defineRoute({
  ...WRITE,
  method: 'post',
  path: '/api/v2/email-templates',
  name: 'createEmailTemplate',
  summary: 'Create an email template',
  description: `Sets the text of an email that has none of the tenant’s own yet, as Auth0’s deploy tool does. ${OTHERS}`,
  status: 201,
  body: Template.extend({
    template: z
      .string()
      .min(1)
      .max(100)
      .describe(`The name of the email: ${MAIL_NAMES.join(', ')}.`),
  }).meta({
    id: 'EmailTemplateCreate',
    description: 'The text of an email, with its name.',
    examples: [{ template: 'reset_email', subject: EXAMPLE.subject, body: EXAMPLE.body }],
  }),
  errors: ['inexistent_email_template', 'email_template_conflict'],
  async handle(deps, { tenant, body, setHeader }) {
    const name = knownName(body.template)
    if (await deps.store.findEmailTemplate(tenant.tenant_id, name)) {
      throw new ApiError('email_template_conflict')
    }
    return save(deps, tenant.tenant_id, name, body, setHeader)
  },
})

export const updateEmailTemplate = defineRoute({
  ...WRITE,
  method: 'patch',
  path: '/api/v2/email-templates/:name',
  name: 'updateEmailTemplate',
  summary: 'Change an email template',
  description: `Changes the members that are sent, of a text that the tenant has; null removes one that can be missing. ${OTHERS}`,
  params: TemplateParams,
  body: Template.partial()
    .extend({
      text: Template.shape.text.nullable(),
      enabled: z.boolean().optional().describe('False: Ferry’s own text is sent.'),
      syntax: z.literal('liquid').optional().describe('The language of the templates.'),
    })
    .meta({
      id: 'EmailTemplateUpdate',
      description: 'Members of an email template to change.',
      examples: [{ subject: EXAMPLE.subject }],
    }),
  async current({ store, tenant }, { params }) {
    return storedAs(store, tenant.tenant_id, params.name)
  },
  errors: ['inexistent_email_template'],
  async handle(deps, { tenant, params, body, setHeader }) {
    const name = nameIn(params.name, body.template)
    const stored = await deps.store.findEmailTemplate(tenant.tenant_id, name)
    if (!stored) throw new ApiError('inexistent_email_template')
    const { kept, ...before } = stored
    const { text, ...changes } = definedOnly(body)
    const { text: textBefore, ...others } = before
    const after = text === null ? undefined : (text ?? textBefore)
    const whole = {
      ...Kept.parse(kept ?? {}),
      ...others,
      ...changes,
      ...(after !== undefined && { text: after }),
    }
    return save(deps, tenant.tenant_id, name, { syntax: 'liquid', ...whole }, setHeader)
  },
})

/**
 * Emails that Auth0 sends and Ferry does not have their text kept, unchecked: nothing renders it.
 *
 * @throws {ApiError} invalid_body: the Liquid does not parse or render
 */
async function save(
  { store, text: textWork }: Deps,
  tenant_id: string,
  name: string,
  sent: z.output<typeof Template>,
  setHeader: (name: string, value: string) => void,
): Promise<z.input<typeof StoredTemplate>> {
  const { enabled, subject, body: html, text } = sent
  if (isSent(name)) {
    const problem = await textWork.checkMailTemplate(tenant_id, { subject, body: html, text })
    if (problem) {
      const { message, line, column } = problem
      throw invalidField(problem.part, `${message} (line ${line}, column ${column})`)
    }
  } else setHeader('Ferry-Kept-Only', Object.keys(definedOnly(sent)).join(', '))
  const kept = Kept.parse(sent)
  await store.saveEmailTemplate(tenant_id, name, {
    enabled,
    subject,
    body: html,
    text,
    ...(Object.keys(definedOnly(kept)).length > 0 && { kept: JSON.parse(JSON.stringify(kept)) }),
  })
  return { template: name, syntax: 'liquid', ...kept, enabled, subject, body: html, text }
}

/** @returns the text as it is answered; undefined: the tenant has none of this name */
async function storedAs(
  store: Deps['store'],
  tenant_id: string,
  name: string,
): Promise<z.input<typeof StoredTemplate> | undefined> {
  const stored = await store.findEmailTemplate(tenant_id, name)
  if (!stored) return undefined
  const { kept, ...template } = stored
  return { template: name, syntax: 'liquid', ...Kept.parse(kept ?? {}), ...template }
}

const isSent = (name: string): boolean => MAIL_NAMES.some((one) => one === name)

/** @throws {ApiError} inexistent_email_template, or invalid_body: the two names differ */
function nameIn(address: string, sent: string | undefined): string {
  const name = knownName(address)
  if (sent === undefined || sent === name) return name
  throw invalidField('template', `must be the name in the address, ${name}, or be left out`)
}

/** @throws {ApiError} inexistent_email_template */
function knownName(name: string): string {
  const known = [...MAIL_NAMES, ...KEPT_NAMES].find((one) => one === name)
  if (known === undefined) throw new ApiError('inexistent_email_template')
  return known
}
