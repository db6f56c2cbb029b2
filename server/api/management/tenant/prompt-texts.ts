/** `/api/v2/prompts/{prompt}/custom-text/{language}`: a tenant's own texts of the hosted pages. @module */
import * as z from 'zod'
import { PROMPT_KEYS, PROMPT_NAMES } from '../../hosted-pages/prompt-keys.ts'
import { LANGUAGE_CODES } from '../../hosted-pages/texts.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { isStorableText, UNSTORABLE } from '../../shapes/storable.ts'

const MOST_CHARACTERS = 1_000
const MOST_SCREENS = 50
const MOST_KEYS = 100
const MOST_BYTES = 16 * 1024

const OBEYED = [...new Set(PROMPT_KEYS.map(({ prompt }) => prompt))]

const Name = z.string().regex(/^[a-zA-Z][\w-]{0,63}$/, 'must have at most 64 letters, digits, - and _')
const CustomText = z
  .string()
  .refine((text) => [...text].length <= MOST_CHARACTERS, `must have at most ${MOST_CHARACTERS} characters`)
  .refine(isStorableText, UNSTORABLE)

const PromptTexts = z
  .record(
    Name,
    z
      .record(Name, CustomText)
      .refine((texts) => Object.keys(texts).length <= MOST_KEYS, `must have at most ${MOST_KEYS} texts`)
      .describe('Texts by their keys.'),
  )
  .refine(
    (screens) => Object.keys(screens).length <= MOST_SCREENS,
    `must have at most ${MOST_SCREENS} screens`,
  )
  .refine(
    (screens) => Buffer.byteLength(JSON.stringify(screens)) <= MOST_BYTES,
    `must have at most ${MOST_BYTES} bytes`,
  )
  .meta({
    id: 'PromptTexts',
    description: 'Texts by screen and key, under Auth0’s names.',
    examples: [{ login: { title: 'Welcome', description: `Sign in to \${clientName}.` } }],
  })

const Params = z.object({
  prompt: z
    .string()
    .max(64)
    .describe(
      `The name of the prompt. Ferry’s pages have texts of ${OBEYED.join(', ')}; those of other prompts are kept only.`,
    ),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,4})?$/, 'must be a language such as en or pt-BR')
    .describe(
      `The language, such as \`en\` or \`pt-BR\`. Ferry’s pages speak ${LANGUAGE_CODES.join(', ')}; texts of other languages are kept only. A language without a region counts before its regions.`,
    ),
})

/** The texts that Ferry has, by screen: the list is long, so it is made of the table itself. */
const KEYS = [...new Set(PROMPT_KEYS.map(({ screen }) => screen))]
  .map((screen) => {
    const keys = PROMPT_KEYS.filter((row) => row.screen === screen).map(({ key }) => `\`${key}\``)
    return `${screen}: ${keys.join(' ')}`
  })
  .join('; ')

export const getPromptTexts = defineRoute({
  method: 'get',
  path: '/api/v2/prompts/:prompt/custom-text/:language',
  name: 'getPromptTexts',
  tag: 'Tenant',
  summary: 'Get the tenant’s own texts of a page',
  description: 'Answers the texts as they were set; an empty object when there are none.',
  scopes: ['read:prompts'],
  params: Params,
  result: PromptTexts,
  async handle({ store }, { tenant, params }) {
    const { language } = params
    return (await store.findPromptTexts(tenant.tenant_id, knownPrompt(params.prompt), language)) ?? {}
  },
})

export const setPromptTexts = defineRoute({
  method: 'put',
  path: '/api/v2/prompts/:prompt/custom-text/:language',
  name: 'setPromptTexts',
  tag: 'Tenant',
  summary: 'Set the tenant’s own texts of a page',
  description: `Replaces the tenant’s texts of a prompt in a language; an empty object removes them. They are shown as text: HTML is not read. \`\${clientName}\`, \`\${companyName}\` and, where there is one, \`\${email}\` stand for the application, the tenant and the person. Texts that Ferry’s pages do not have are kept only. Its pages have these, by screen. ${KEYS}.`,
  scopes: ['update:prompts'],
  params: Params,
  body: PromptTexts,
  result: PromptTexts,
  async handle({ store }, { tenant, params, body }) {
    const { language } = params
    const texts = Object.keys(body).length === 0 ? undefined : body
    await store.savePromptTexts(tenant.tenant_id, knownPrompt(params.prompt), language, texts)
    return body
  },
})

/** @throws {ApiError} invalid_body */
function knownPrompt(name: string): string {
  if (PROMPT_NAMES.some((known) => known === name)) return name
  throw invalidField('prompt', `is no prompt: use one of ${PROMPT_NAMES.join(', ')}`)
}
