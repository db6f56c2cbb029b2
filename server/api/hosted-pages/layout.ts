/** The layout of every hosted page: no script, and nothing loaded from elsewhere but the tenant's logo and icon. @module */
import { createHash } from 'node:crypto'
import { escapeHtml } from '../../mail/html.ts'
import type { PageLook } from './look.ts'
import { sourceOf } from './look.ts'
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
  /**
   * Addresses to which the answer to the form may redirect. `anywhere` leaves `form-action` out: browsers apply it to the
   * whole chain of redirects after a form, and an application may redirect on.
   */
  form_targets?: readonly string[] | 'anywhere'
}

/** The HTML of a page, and its content security policy (H1). */
export interface RenderedPage {
  html: string
  policy: string
}

/** @param look undefined when the tenant is not known */
export function renderPage(content: PageContent, texts: PageTexts, look: PageLook | undefined): RenderedPage {
  const style = styleOf(look?.colour ?? NEUTRAL, look?.background)
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
${support(texts, look)}</body>
</html>
`
  return { html, policy: policyOf(style, content.form_targets ?? [], look) }
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
  targets: readonly string[] | 'anywhere',
  look: PageLook | undefined,
): string {
  const hash = createHash('sha256').update(style).digest('base64')
  const images = [look?.logo, look?.favicon].flatMap((image) => image?.source ?? [])
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    ...(images.length === 0 ? [] : [`img-src ${[...new Set(images)].join(' ')}`]),
    ...(targets === 'anywhere'
      ? []
      : [`form-action ${["'self'", ...targets.flatMap((target) => sourceOf(target) ?? [])].join(' ')}`]),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
