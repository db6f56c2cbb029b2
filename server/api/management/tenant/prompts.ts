/** `/api/v2/prompts`: on which pages people sign in. @module */
import * as z from 'zod'
import { definedOnly } from '../../../common/optional.ts'
import type { TenantSettings } from '../../../store/contract.ts'
import { PROMPTS_FIELDS } from '../../fields/prompts.ts'
import { defineRoute } from '../../route/route.ts'

const TEXTS = {
  identifier_first: 'True: a page asks for the email address or username, and the next one for the password.',
  universal_login_experience: 'Kept only: there is one kind of pages.',
  webauthn_platform_first_factor: 'Kept only: people sign in with a password.',
} as const

const Experience = z.enum(['new', 'classic'])

const Prompts = z
  .object({
    universal_login_experience: Experience.describe(TEXTS.universal_login_experience),
    identifier_first: z.boolean().describe(TEXTS.identifier_first),
    webauthn_platform_first_factor: z.boolean().describe(TEXTS.webauthn_platform_first_factor),
  })
  .meta({
    id: 'Prompts',
    description: 'On which pages people sign in.',
    examples: [
      { universal_login_experience: 'new', identifier_first: true, webauthn_platform_first_factor: false },
    ],
  })

const PromptsChange = z
  .object({
    universal_login_experience: Experience.nullish().describe(TEXTS.universal_login_experience),
    identifier_first: z.boolean().nullish().describe(TEXTS.identifier_first),
    webauthn_platform_first_factor: z.boolean().nullish().describe(TEXTS.webauthn_platform_first_factor),
  })
  .meta({
    id: 'PromptsUpdate',
    description: 'Settings of the pages to change. Null removes one.',
    examples: [{ identifier_first: true }],
  })

export const getPrompts = defineRoute({
  method: 'get',
  path: '/api/v2/prompts',
  name: 'getPrompts',
  tag: 'Tenant',
  summary: 'Get on which pages people sign in',
  description: 'Answers the settings of the sign-in pages, with the defaults of those that are not set.',
  scopes: ['read:prompts'],
  result: Prompts,
  async handle({ store }, { tenant }) {
    return toAnswer(await store.readTenantSettings(tenant.tenant_id))
  },
})

export const updatePrompts = defineRoute({
  method: 'patch',
  path: '/api/v2/prompts',
  name: 'updatePrompts',
  tag: 'Tenant',
  summary: 'Change on which pages people sign in',
  description:
    'Changes the settings that are sent; null removes one. A sign-in that has started stays as it is.',
  scopes: ['update:prompts'],
  body: PromptsChange,
  fields: PROMPTS_FIELDS,
  async current({ store, tenant }) {
    return toAnswer(await store.readTenantSettings(tenant.tenant_id))
  },
  result: Prompts,
  async handle({ store }, { tenant, body }) {
    const result = await store.updateTenantSettings(tenant.tenant_id, { prompts: definedOnly(body) })
    if (result.kind !== 'updated') throw new Error(`prompts were changed, and the answer is ${result.kind}`)
    return toAnswer(result.settings)
  },
})

function toAnswer({ prompts = {} }: TenantSettings): z.output<typeof Prompts> {
  return {
    universal_login_experience: Experience.catch('new').parse(prompts.universal_login_experience),
    identifier_first: prompts.identifier_first ?? false,
    webauthn_platform_first_factor: prompts.webauthn_platform_first_factor ?? false,
  }
}
