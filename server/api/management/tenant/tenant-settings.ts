/** `/api/v2/tenants/settings`. @module */
import * as z from 'zod'
import { definedOnly } from '../../../common/optional.ts'
import type { TenantSettings, TenantSettingsChange } from '../../../store/contract.ts'
import { isManagementAudience } from '../../../tokens/verification.ts'
import { TENANT_FIELDS } from '../../fields/tenants.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { parseAddress } from '../../shapes/addresses.ts'
import { MOST_ADDRESSES, ReturnAddress } from '../../shapes/return-address.ts'
import { SentJson } from '../../shapes/storable.ts'
import { text } from '../connections/connection.ts'

/** Flags that change what the server does, with their defaults; the others are kept only: see `TENANT_FIELDS`. */
const FLAGS = {
  /** Whether sign-up says that a user exists; else it answers `invalid_signup`. */
  enable_public_signup_user_exists_error: true,
} as const

const DEFAULT_SESSION_H = 168
const DEFAULT_IDLE_SESSION_H = 72

/** Descriptions of the settings. */
const TEXTS = {
  friendly_name: 'The name of the tenant that people are shown.',
  picture_url: 'The address of the tenant’s logo.',
  support_email: 'Where people can write for help.',
  support_url: 'Where people can find help.',
  default_directory: 'The name of the connection that the `password` grant signs people in at.',
  default_audience:
    'The audience of tokens when the request names none: an API, and never the Management API.',
  session_lifetime:
    'How many hours a session of a person lasts. A shorter time counts at once, a longer one from the next sign-in.',
  idle_session_lifetime:
    'How many hours a session of a person lasts without being used. A shorter time counts at once.',
  session_lifetime_in_minutes:
    'The same as `session_lifetime`, in minutes. If both are sent, the minutes count.',
  idle_session_lifetime_in_minutes:
    'The same as `idle_session_lifetime`, in minutes. If both are sent, the minutes count.',
  session_cookie: 'How long browsers keep the cookie of a session.',
  session_cookie_mode:
    '`persistent`: as long as the session lasts. `non-persistent`: until the browser is closed.',
  allowed_logout_urls:
    'Addresses that people may be sent to after they have signed out, when the request names no client. An address with a wildcard is kept, and matches nothing.',
  enabled_locales: 'The languages of the hosted pages, the default first.',
  flags: 'Switches by name.',
  ferry_any_audience:
    'Ferry’s own. True: tokens may have audiences that are no API of the tenant, and client grants scopes that their API does not know. False: such requests are refused.',
  ferry_recent_sign_in:
    'Ferry’s own. True: members who change anything but a draft must have signed in, or confirmed their password, within the last 15 minutes. Programs are not asked.',
} as const

const Flags = z.record(z.string(), z.boolean().nullable())
/** An address of the web. */
export const WebAddress = text(2_000).refine(
  (address) => /^https?:$/.test(parseAddress(address)?.protocol ?? ''),
  'must be an http or https address',
)
const Hours = z.number().min(1).max(8_760)
const Minutes = z
  .int()
  .min(1)
  .max(8_760 * 60)
const SessionCookie = z.object({
  mode: z.enum(['persistent', 'non-persistent']).optional().describe(TEXTS.session_cookie_mode),
})
const LogoutAddresses = z.array(ReturnAddress).max(MOST_ADDRESSES)
const Locales = z.array(text(35)).max(100)

const Settings = z
  .looseObject({
    friendly_name: text(200).optional().describe(TEXTS.friendly_name),
    picture_url: WebAddress.optional().describe(TEXTS.picture_url),
    support_email: z.email().max(320).optional().describe(TEXTS.support_email),
    support_url: WebAddress.optional().describe(TEXTS.support_url),
    default_directory: text(128).optional().describe(TEXTS.default_directory),
    default_audience: text(600).optional().describe(TEXTS.default_audience),
    session_lifetime: z.number().default(DEFAULT_SESSION_H).describe(TEXTS.session_lifetime),
    idle_session_lifetime: z.number().default(DEFAULT_IDLE_SESSION_H).describe(TEXTS.idle_session_lifetime),
    session_lifetime_in_minutes: z
      .int()
      .default(DEFAULT_SESSION_H * 60)
      .describe(TEXTS.session_lifetime_in_minutes),
    idle_session_lifetime_in_minutes: z
      .int()
      .default(DEFAULT_IDLE_SESSION_H * 60)
      .describe(TEXTS.idle_session_lifetime_in_minutes),
    session_cookie: SessionCookie.optional().describe(TEXTS.session_cookie),
    allowed_logout_urls: LogoutAddresses.optional().describe(TEXTS.allowed_logout_urls),
    enabled_locales: Locales.optional().describe(TEXTS.enabled_locales),
    flags: z
      .object({
        enable_public_signup_user_exists_error: z
          .boolean()
          .describe('False: sign-up does not say that a user exists already.'),
      })
      .catchall(z.boolean())
      .describe(TEXTS.flags),
    ferry_recent_sign_in: z.boolean().default(true).describe(TEXTS.ferry_recent_sign_in),
    ferry_any_audience: z.boolean().default(false).describe(TEXTS.ferry_any_audience),
  })
  .meta({
    id: 'TenantSettings',
    description: 'The settings of a tenant. Settings that are kept only are further members.',
  })

/** null or an empty text removes a setting. */
export const Removable = <S extends z.ZodType>(schema: S) =>
  z.union([schema, z.null(), z.literal('').transform(() => null)]).optional()

const Audience = text(600).refine(
  (audience) => !isManagementAudience(audience),
  'cannot be the Management API: people and clients without a grant could not sign in',
)

const SettingsChange = z
  .object({
    friendly_name: Removable(text(200)).describe(TEXTS.friendly_name),
    picture_url: Removable(WebAddress).describe(TEXTS.picture_url),
    support_email: Removable(z.email().max(320)).describe(TEXTS.support_email),
    support_url: Removable(WebAddress).describe(TEXTS.support_url),
    default_directory: Removable(text(128)).describe(TEXTS.default_directory),
    default_audience: Removable(Audience).describe(TEXTS.default_audience),
    session_lifetime: Hours.nullish().describe(TEXTS.session_lifetime),
    idle_session_lifetime: Hours.nullish().describe(TEXTS.idle_session_lifetime),
    session_lifetime_in_minutes: Minutes.nullish().describe(TEXTS.session_lifetime_in_minutes),
    idle_session_lifetime_in_minutes: Minutes.nullish().describe(TEXTS.idle_session_lifetime_in_minutes),
    session_cookie: SessionCookie.nullish().describe(TEXTS.session_cookie),
    allowed_logout_urls: LogoutAddresses.nullish().describe(TEXTS.allowed_logout_urls),
    enabled_locales: Locales.nullish().describe(TEXTS.enabled_locales),
    flags: Flags.nullish().describe(TEXTS.flags),
    ferry_recent_sign_in: z.boolean().nullish().describe(TEXTS.ferry_recent_sign_in),
    ferry_any_audience: z.boolean().nullish().describe(TEXTS.ferry_any_audience),
  })
  .catchall(SentJson)
  .meta({
    id: 'TenantSettingsUpdate',
    description: 'Settings to change. Null or an empty text removes one.',
    examples: [{ friendly_name: 'Acme' }],
  })

function toAnswer({
  branding: _,
  prompts: __,
  flags,
  ...settings
}: TenantSettings): z.input<typeof Settings> {
  const { session_lifetime = DEFAULT_SESSION_H, idle_session_lifetime = DEFAULT_IDLE_SESSION_H } = settings
  return {
    ...settings,
    session_lifetime_in_minutes: Math.round(session_lifetime * 60),
    idle_session_lifetime_in_minutes: Math.round(idle_session_lifetime * 60),
    flags: { ...FLAGS, ...flags },
  }
}

/** Lifetimes are stored in hours; Auth0’s deploy tool sends minutes. */
function inHours({
  session_lifetime_in_minutes: session,
  idle_session_lifetime_in_minutes: idle,
  ...change
}: z.output<typeof SettingsChange>): TenantSettingsChange {
  return {
    ...definedOnly(change),
    ...(session !== undefined && { session_lifetime: session && session / 60 }),
    ...(idle !== undefined && { idle_session_lifetime: idle && idle / 60 }),
  }
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
  async handle({ store, tokens }, { tenant, body }) {
    const { default_audience, ferry_any_audience } = body
    if (default_audience) {
      const before = await store.readTenantSettings(tenant.tenant_id)
      const takesAny = ferry_any_audience ?? (ferry_any_audience === undefined && before.ferry_any_audience)
      const isKnown =
        default_audience === `${tokens.issuer}userinfo` ||
        (await store.findResourceServerByIdentifier(tenant.tenant_id, default_audience)) !== undefined
      if (!isKnown && takesAny !== true) {
        throw invalidField(
          'default_audience',
          'is no API of this tenant: create it by POST /api/v2/resource-servers, with this identifier',
        )
      }
    }
    return toAnswer(await changeSettings(store, tenant.tenant_id, inHours(body)))
  },
})

/** @throws {ApiError} invalid_body */
export async function changeSettings(
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
