/** Previews of the hosted pages, and the texts that a tenant can replace there. @module */
import * as z from 'zod'
import { definedOnly } from '../../../common/optional.ts'
import { PREVIEWED_PAGES, renderPreview } from '../../hosted-pages/preview.ts'
import type { OwnTexts } from '../../hosted-pages/prompt-keys.ts'
import { PROMPT_KEYS } from '../../hosted-pages/prompt-keys.ts'
import { replaceableTexts } from '../../hosted-pages/replaceable-texts.ts'
import { LANGUAGE_CODES } from '../../hosted-pages/texts.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { BRANDING_TEXTS, Colour, Font } from './branding.ts'
import { WebAddress } from './tenant-settings.ts'

/** Of the texts that are tried: an address has at most 16 kB in all, and each character takes up to nine bytes there. */
const MOST_CHARACTERS = 8_000

/** A draft of the branding, and which page to show with it. */
const PreviewQuery = z.object({
  page: z.enum(PREVIEWED_PAGES).describe('The page to show, with sample content.'),
  language: z.enum(LANGUAGE_CODES).default('en').describe('The language of the page.'),
  theme: z.enum(['light', 'dark']).default('light').describe('The theme of the page.'),
  primary: Colour.optional().describe(BRANDING_TEXTS.primary),
  page_background: Colour.optional().describe(BRANDING_TEXTS.page_background),
  logo_url: WebAddress.optional().describe(BRANDING_TEXTS.logo_url),
  favicon_url: WebAddress.optional().describe(BRANDING_TEXTS.favicon_url),
  ferry_font: Font.optional().describe(BRANDING_TEXTS.ferry_font),
  texts: z
    .string()
    .max(MOST_CHARACTERS)
    .optional()
    .describe(
      'JSON of texts that are tried in place of the stored ones: `{"login": {"login": {"title": "Welcome"}}}`, by prompt, screen and key. Null stands for Ferry’s text.',
    ),
})

/** By prompt, screen and key. */
const TriedTexts = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.string().nullable())))

export const previewBranding = defineRoute({
  method: 'get',
  path: '/api/v2/branding/preview',
  name: 'previewBranding',
  tag: 'Tenant',
  summary: 'Preview a hosted page',
  description:
    'Ferry’s own. Answers the HTML of a hosted page with a draft of the branding and of texts, and with sample content; nothing is stored. Members of the branding that are left out have their defaults, not the stored values; texts that are left out are the stored ones. A browser shows the answer only in a frame of the dashboard, where its form and links do nothing.',
  scopes: ['update:branding'],
  query: PreviewQuery,
  answer_type: 'text/html',
  result: z.string().describe('The page.'),
  async handle({ store }, { tenant, query, setHeader }) {
    const { page, language, theme, primary, page_background, texts, ...images } = query
    const stored = await store.listPromptTexts(tenant.tenant_id, language)
    const own = texts === undefined ? stored : withTried(stored, triedTexts(texts))
    const branding = definedOnly({ colors: definedOnly({ primary, page_background }), ...images })
    const settings = { ...(await store.readTenantSettings(tenant.tenant_id)), branding }
    const { html, policy } = renderPreview({ page, language, theme, tenant_name: tenant.name, settings, own })
    setHeader('Content-Security-Policy', policy)
    setHeader('Referrer-Policy', 'no-referrer')
    return html
  },
})

/** @throws {ApiError} invalid_query */
function triedTexts(json: string): z.output<typeof TriedTexts> {
  try {
    return TriedTexts.parse(JSON.parse(json))
  } catch {
    throw invalidField('texts', 'must be JSON of texts by prompt, screen and key')
  }
}

/** The tried texts count more than the stored ones; null takes a stored one away. */
function withTried(stored: OwnTexts, tried: z.output<typeof TriedTexts>): OwnTexts {
  const given = new Set(
    Object.entries(tried).flatMap(([prompt, screens]) =>
      Object.entries(screens).flatMap(([screen, texts]) =>
        Object.keys(texts).map((key) => JSON.stringify([prompt, screen, key])),
      ),
    ),
  )
  const kept = stored.map(({ prompt, texts }) => ({
    prompt,
    texts: mapTexts(texts, (screen, key, text) =>
      given.has(JSON.stringify([prompt, screen, key])) ? undefined : text,
    ),
  }))
  const added = Object.entries(tried).map(([prompt, texts]) => ({
    prompt,
    texts: mapTexts(texts, (_screen, _key, text) => text ?? undefined),
  }))
  return [...kept, ...added]
}

/** @param change answers undefined for a text that is left out */
function mapTexts<T>(
  screens: { readonly [screen: string]: { readonly [key: string]: T } },
  change: (screen: string, key: string, text: T) => string | undefined,
): { [screen: string]: { [key: string]: string } } {
  return Object.fromEntries(
    Object.entries(screens).map(([screen, texts]) => [
      screen,
      Object.fromEntries(
        Object.entries(texts).flatMap(([key, text]) => {
          const changed = change(screen, key, text)
          return changed === undefined ? [] : [[key, changed]]
        }),
      ),
    ]),
  )
}

const PageText = z
  .object({
    prompt: z.string().describe('The prompt, such as `login`.'),
    screen: z.string().describe('The screen of the prompt, such as `login`.'),
    key: z.string().describe('The key of the text.'),
    other_keys: z
      .array(z.string())
      .describe('Further keys for the same text, which count only where this one is not set.'),
    default_text: z
      .string()
      .describe(`Ferry’s text; \`\${clientName}\`, \`\${companyName}\` and \`\${email}\` stand for values.`),
    own_text: z.string().optional().describe('The tenant’s own text.'),
    may_be_empty: z.boolean().describe('Whether an empty text hides Ferry’s.'),
  })
  .meta({
    id: 'PageText',
    description: 'A text of a hosted page that a tenant can replace.',
    examples: [
      {
        prompt: 'login',
        screen: 'login',
        key: 'buttonText',
        other_keys: [],
        default_text: 'Sign in',
        own_text: 'Go on',
        may_be_empty: false,
      },
    ],
  })

const PageTextList = z
  .object({ texts: z.array(PageText).describe('The texts, in the order of the pages.') })
  .meta({ id: 'PageTextList', description: 'The texts of the hosted pages that a tenant can replace.' })

export const listPageTexts = defineRoute({
  method: 'get',
  path: '/api/v2/branding/texts/:language',
  name: 'listPageTexts',
  tag: 'Tenant',
  summary: 'List the texts of the hosted pages',
  description:
    'Ferry’s own. Lists every text of the hosted pages that the tenant can replace by `PUT /api/v2/prompts/{prompt}/custom-text/{language}`, with Ferry’s text and the tenant’s.',
  scopes: ['read:prompts'],
  params: z.object({ language: z.enum(LANGUAGE_CODES).describe('The language of the texts.') }),
  result: PageTextList,
  async handle({ store }, { tenant, params: { language } }) {
    // Without those of the language's regions, which are other rows of the API.
    const prompts = [...new Set(PROMPT_KEYS.map(({ prompt }) => prompt))]
    const own = await Promise.all(
      prompts.map(async (prompt) => ({
        prompt,
        texts: (await store.findPromptTexts(tenant.tenant_id, prompt, language)) ?? {},
      })),
    )
    return {
      texts: replaceableTexts(language, own).map(({ own_text, ...text }) => ({
        ...text,
        ...definedOnly({ own_text }),
      })),
    }
  },
})
