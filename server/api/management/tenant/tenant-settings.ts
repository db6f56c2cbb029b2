/** `/api/v2/tenants/settings` and `/api/v2/branding`. @module */

import * as z from 'zod'
import { definedOnly } from '../../../common/optional.ts'
import type { TenantSettings, TenantSettingsChange } from '../../../store/contract.ts'
import { isManagementAudience } from '../../../tokens/tokens.ts'
import { BRANDING_FIELDS, TENANT_FIELDS } from '../../fields/tenants.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { parseAddress } from '../../shapes/addresses.ts'
import { SentJson } from '../../shapes/storable.ts'
import { text } from '../connections/connection.ts'

/** Flags that change what the server does, with their defaults; the others are kept only: see `TENANT_FIELDS`. */
const FLAGS = {
  /** Whether sign-up says that a user exists; else it answers `invalid_signup`. */
  enable_public_signup_user_exists_error: true,
} as const

const DEFAULT_SESSION_H = 168
const DEFAULT_IDLE_SESSION_H = 72

const Flags = z.record(z.string(), z.boolean().nullable())
const WebAddress = text(2_000).refine(
  (address) => /^https?:$/.test(parseAddress(address)?.protocol ?? ''),
  'must be an http or https address',
)
const Hours = z.number().min(1).max(8_760)
const Colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #0059d6')

const Settings = z.looseObject({
  friendly_name: text(200).optional(),
  picture_url: WebAddress.optional(),
  support_email: z.email().max(320).optional(),
  support_url: WebAddress.optional(),
  default_directory: text(128).optional().describe('Connection that the `password` grant logs in at'),
  default_audience: text(600)
    .optional()
    .describe('Audience of tokens whose request names none; an API, never the Management API'),
  session_lifetime: Hours.default(DEFAULT_SESSION_H).describe('Hours'),
  idle_session_lifetime: Hours.default(DEFAULT_IDLE_SESSION_H).describe('Hours'),
  flags: z.object({ enable_public_signup_user_exists_error: z.boolean() }).catchall(z.boolean()),
  ferry_recent_sign_in: z
    .boolean()
    .default(true)
    .describe(
      'Members who change anything but a draft must have signed in, or confirmed their password, within 15 minutes; programs are not asked',
    ),
})

/** null or an empty text removes a setting. */
const Removable = <S extends z.ZodType>(schema: S) =>
  z.union([schema, z.null(), z.literal('').transform(() => null)]).optional()

const Audience = text(600).refine(
  (audience) => !isManagementAudience(audience),
  'cannot be the Management API: people and clients without a grant could not sign in',
)

const SettingsChange = z
  .object({
    friendly_name: Removable(text(200)),
    picture_url: Removable(WebAddress),
    support_email: Removable(z.email().max(320)),
    support_url: Removable(WebAddress),
    default_directory: Removable(text(128)),
    default_audience: Removable(Audience),
    session_lifetime: Hours.nullish(),
    idle_session_lifetime: Hours.nullish(),
    flags: Flags.nullish(),
    ferry_recent_sign_in: z.boolean().nullish(),
  })
  .catchall(SentJson)

function toAnswer({ branding: _, flags, ...settings }: TenantSettings): z.input<typeof Settings> {
  return { ...settings, flags: { ...FLAGS, ...flags } }
}

export const getTenantSettings = defineRoute({
  method: 'get',
  path: '/api/v2/tenants/settings',
  name: 'getTenantSettings',
  tag: 'Tenant',
  summary: 'Get the settings of the tenant',
  description: 'Answers the settings of the tenant, with the defaults of those that are not set.',
  scopes: ['read:tenant_settings'],
  result: Settings,
  async handle({ store }, { tenant }) {
    return toAnswer(await store.readTenantSettings(tenant.tenant_id))
  },
})

export const updateTenantSettings = defineRoute({
  method: 'patch',
  path: '/api/v2/tenants/settings',
  name: 'updateTenantSettings',
  tag: 'Tenant',
  summary: 'Change the settings of the tenant',
  description: 'Changes the settings that are sent; null or an empty text removes one.',
  scopes: ['update:tenant_settings'],
  body: SettingsChange,
  fields: TENANT_FIELDS,
  async current({ store, tenant }) {
    return toAnswer(await store.readTenantSettings(tenant.tenant_id))
  },
  result: Settings,
  async handle({ store }, { tenant, body }) {
    return toAnswer(await changeSettings(store, tenant.tenant_id, definedOnly(body)))
  },
})

const Branding = z.looseObject({
  colors: z.object({ primary: Colour.optional(), page_background: Colour.optional() }).optional(),
  logo_url: WebAddress.optional(),
  favicon_url: WebAddress.optional(),
})

const BrandingChange = z
  .object({
    colors: z.object({ primary: Colour.nullish(), page_background: Colour.nullish() }).nullish(),
    logo_url: Removable(WebAddress),
    favicon_url: Removable(WebAddress),
  })
  .catchall(SentJson)

export const getBranding = defineRoute({
  method: 'get',
  path: '/api/v2/branding',
  name: 'getBranding',
  tag: 'Tenant',
  summary: 'Get how pages and e-mails look',
  description: 'Answers the colours and addresses of images of the tenant’s pages and e-mails.',
  scopes: ['read:branding'],
  result: Branding,
  async handle({ store }, { tenant }) {
    return brandingOf(await store.readTenantSettings(tenant.tenant_id))
  },
})

export const updateBranding = defineRoute({
  method: 'patch',
  path: '/api/v2/branding',
  name: 'updateBranding',
  tag: 'Tenant',
  summary: 'Change how pages and e-mails look',
  description: 'Changes the members that are sent; null removes one.',
  scopes: ['update:branding'],
  body: BrandingChange,
  fields: BRANDING_FIELDS,
  async current({ store, tenant }) {
    return brandingOf(await store.readTenantSettings(tenant.tenant_id))
  },
  result: Branding,
  async handle({ store }, { tenant, body }) {
    const { colors, ...rest } = body
    const branding = {
      ...definedOnly(rest),
      ...(colors === undefined ? {} : { colors: colors && definedOnly(colors) }),
    }
    return brandingOf(await changeSettings(store, tenant.tenant_id, { branding }))
  },
})

/** @throws {ApiError} invalid_body */
async function changeSettings(
  store: Deps['store'],
  tenant_id: string,
  change: TenantSettingsChange,
): Promise<TenantSettings> {
  const result = await store.updateTenantSettings(tenant_id, change)
  switch (result.kind) {
    case 'updated':
      return result.settings
    case 'no_connection':
      throw invalidField('default_directory', 'is no connection of this tenant')
  }
}

function brandingOf({ branding = {} }: TenantSettings): z.input<typeof Branding> {
  return { ...branding }
}
