/** The layout of every hosted page: nothing is loaded from elsewhere but the tenant's logo and icon. @module */
import { createHash } from 'node:crypto'
import { escapeHtml } from '../../mail/html.ts'
import type { PageLook } from './look.ts'
import { sourceOf } from './look.ts'
import type { PageTheme } from './style.ts'
import { styleOf } from './style.ts'
import type { PageTexts } from './texts.ts'

/** The colour of pages whose tenant is not known. */
const NEUTRAL = '#333333'

/** Content of a page, without its layout. `main` is HTML. */
export interface PageContent {
  title: string
  main: string
  /** Puts a prefix before the title of the tab, so that screen readers say it first. */
  is_error?: boolean
  /** Addresses to which the answer to the form may redirect. */
  form_targets?: readonly string[]
  /** A page of the sign-in flow: its form may end at any address of an application. */
  is_of_flow?: boolean
  /** A script of ours; pages work without it. */
  script?: string
}

/** The HTML of a page, and its content security policy (H1). */
export interface RenderedPage {
  html: string
  policy: string
}

/**
 * @param look undefined when the tenant is not known
 * @param preview the theme of a preview, which the dashboard shows in a frame and in which nothing can be done
 */
export function renderPage(
  content: PageContent,
  texts: PageTexts,
  look: PageLook | undefined,
  preview?: PageTheme,
): RenderedPage {
  const { colour: primary = NEUTRAL, background, font } = look ?? {}
  const style = styleOf({ primary, background, font }, preview)
  const title = content.is_error ? `${texts.error_prefix} ${content.title}` : content.title
  const html = `<!doctype html>
<html lang="${texts.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(look ? `${title} – ${look.name}` : title)}</title>
${look?.favicon ? `<link rel="icon" href="${escapeHtml(look.favicon.url)}">\n` : ''}<style>${style}</style>
</head>
<body>
<main>
${brand(look)}<h1>${escapeHtml(content.title)}</h1>
${content.main}</main>
${support(texts, look)}${content.script === undefined ? '' : `<script>${content.script}</script>\n`}</body>
</html>
`
  return { html, policy: policyOf(style, content, look, preview !== undefined) }
}

/** The logo, or the name for a tenant without one; browsers show the name while the logo cannot be loaded. */
function brand(look: PageLook | undefined): string {
  if (!look) return ''
  const name = escapeHtml(look.name)
  const shown = look.logo ? `<img class="logo" src="${escapeHtml(look.logo.url)}" alt="${name}">` : name
  return `<p class="brand">${shown}</p>\n`
}

function support(texts: PageTexts, look: PageLook | undefined): string {
  const address = look?.support_url ?? (look?.support_email && `mailto:${look.support_email}`)
  if (!look || !address) return ''
  const words = escapeHtml(look.support_url ?? look.support_email ?? '')
  return `<footer><p>${escapeHtml(texts.support)} <a href="${escapeHtml(address)}">${words}</a></p></footer>\n`
}

/** Browsers apply `form-action` to redirects after a form too, so the `result_url` of a ticket is named there. */
function policyOf(
  style: string,
  { form_targets = [], is_of_flow, script }: PageContent,
  look: PageLook | undefined,
  is_preview: boolean,
): string {
  const images = [look?.logo, look?.favicon].flatMap((image) => image?.source ?? [])
  const targets = form_targets.flatMap((target) => sourceOf(target) ?? [])
  return [
    "default-src 'none'",
    `style-src ${hashSource(style)}`,
    ...(images.length === 0 ? [] : [`img-src ${[...new Set(images)].join(' ')}`]),
    ...(script === undefined ? [] : [`script-src ${hashSource(script)}`]),
    ...(is_of_flow ? [] : [`form-action ${is_preview ? "'none'" : ["'self'", ...targets].join(' ')}`]),
    "base-uri 'none'",
    ...(is_preview ? ["frame-ancestors 'self'", 'sandbox'] : ["frame-ancestors 'none'"]),
  ].join('; ')
}

/** @returns the source of a policy that allows exactly this style or script */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
