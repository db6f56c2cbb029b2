/** `/api/v2/branding`: how pages and emails look, and previews of the pages. @module */
import * as z from 'zod'
import { definedOnly } from '../../../common/optional.ts'
import type { TenantSettings } from '../../../store/contract.ts'
import { BRANDING_FIELDS } from '../../fields/tenants.ts'
import { PAGE_FONTS } from '../../hosted-pages/fonts.ts'
import { defineRoute } from '../../route/route.ts'
import { SentJson } from '../../shapes/storable.ts'
import { changeSettings, Removable, WebAddress } from './tenant-settings.ts'

/** A colour of the branding. */
export const Colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #0059d6')
/** A font of the branding. */
export const Font = z.enum(PAGE_FONTS)

/** Descriptions of the members. */
export const BRANDING_TEXTS = {
  primary: 'The colour of buttons and links.',
  page_background: 'The colour behind the page.',
  colors: 'The colours, such as `#0059d6`.',
  logo_url: 'The address of the logo. Pages show it when it starts with `https://`.',
  favicon_url: 'The address of the icon that browsers show. Pages have it when it starts with `https://`.',
  ferry_font:
    'Ferry’s own. The font of the pages, from the reader’s machine: `sans` (default), `humanist`, `rounded` or `serif`.',
} as const

const Branding = z
  .looseObject({
    colors: z
      .object({
        primary: Colour.optional().describe(BRANDING_TEXTS.primary),
        page_background: Colour.optional().describe(BRANDING_TEXTS.page_background),
      })
      .optional()
      .describe(BRANDING_TEXTS.colors),
    logo_url: WebAddress.optional().describe(BRANDING_TEXTS.logo_url),
    favicon_url: WebAddress.optional().describe(BRANDING_TEXTS.favicon_url),
    ferry_font: Font.optional().describe(BRANDING_TEXTS.ferry_font),
  })
  .meta({
    id: 'Branding',
    description: 'How pages and emails look.',
    examples: [{ colors: { primary: '#0059d6' }, logo_url: 'https://shop.example.com/logo.svg' }],
  })

const BrandingChange = z
  .object({
    colors: z
      .object({
        primary: Colour.nullish().describe(BRANDING_TEXTS.primary),
        page_background: Colour.nullish().describe(BRANDING_TEXTS.page_background),
      })
      .nullish()
      .describe(BRANDING_TEXTS.colors),
    logo_url: Removable(WebAddress).describe(BRANDING_TEXTS.logo_url),
    favicon_url: Removable(WebAddress).describe(BRANDING_TEXTS.favicon_url),
    ferry_font: Removable(Font).describe(BRANDING_TEXTS.ferry_font),
  })
  .catchall(SentJson)
  .meta({
    id: 'BrandingUpdate',
    description: 'Members of the branding to change. Null removes one.',
    examples: [{ colors: { primary: '#0059d6' } }],
  })

export const getBranding = defineRoute({
  method: 'get',
  path: '/api/v2/branding',
  name: 'getBranding',
  tag: 'Tenant',
  summary: 'Get how pages and emails look',
  description: 'Answers the colours and addresses of images of the tenant’s pages and emails.',
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
  summary: 'Change how pages and emails look',
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

function brandingOf({ branding = {} }: TenantSettings): z.input<typeof Branding> {
  return { ...branding }
}
