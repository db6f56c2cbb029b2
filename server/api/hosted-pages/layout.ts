/** The layout of every hosted page: no script, and nothing loaded from elsewhere. @module */
import { createHash } from 'node:crypto'
import type { Branding } from '../../mail/html.ts'
import { escapeHtml, readableOn } from '../../mail/html.ts'
import { parseAddress } from '../shapes/addresses.ts'
import type { PageTexts } from './texts.ts'

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

/** @param look undefined when the tenant is not known */
export function renderPage(content: PageContent, texts: PageTexts, look: Branding | undefined): RenderedPage {
  const style = styleOf(look?.colour ?? '#333333')
  const title = content.is_error ? `${texts.error_prefix} ${content.title}` : content.title
  const html = `<!doctype html>
<html lang="${texts.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(look ? `${title} – ${look.name}` : title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${look ? `<p class="brand">${escapeHtml(look.name)}</p>\n` : ''}<h1>${escapeHtml(content.title)}</h1>
${content.main}
</main>
${support(texts, look)}${content.script === undefined ? '' : `<script>${content.script}</script>\n`}</body>
</html>
`
  return { html, policy: policyOf(style, content) }
}

function support(texts: PageTexts, look: Branding | undefined): string {
  const address = look?.support_url ?? (look?.support_email && `mailto:${look.support_email}`)
  if (!look || !address) return ''
  const words = escapeHtml(look.support_url ?? look.support_email ?? '')
  return `<footer><p>${escapeHtml(texts.support)} <a href="${escapeHtml(address)}">${words}</a></p></footer>\n`
}

/** Browsers apply `form-action` to redirects after a form too, so the `result_url` of a ticket is named there. */
function policyOf(style: string, { form_targets = [], is_of_flow, script }: PageContent): string {
  const origins = form_targets.flatMap((target) => parseAddress(target)?.origin ?? [])
  return [
    "default-src 'none'",
    `style-src ${hashSource(style)}`,
    ...(script === undefined ? [] : [`script-src ${hashSource(script)}`]),
    ...(is_of_flow ? [] : [`form-action ${["'self'", ...origins].join(' ')}`]),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** @returns the source of a policy that allows exactly this style or script */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

function styleOf(colour: string): string {
  return `
*{box-sizing:border-box}
body{margin:0;padding:clamp(16px,6vh,64px) 16px;background:#f3f4f6;color:#1a1a1a;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:420px;margin:0 auto;padding:32px;background:#fff;border-top:4px solid ${colour};border-radius:8px;box-shadow:0 1px 3px rgba(0,0,0,.15);overflow-wrap:anywhere}
.brand{margin:0 0 8px;font-weight:600;color:#4b5563}
h1{margin:0 0 16px;font-size:24px;line-height:1.25}
p{margin:0 0 16px}
label{display:block;margin:0 0 4px;font-weight:600}
input{width:100%;margin:0 0 4px;padding:10px 12px;border:1px solid #767676;border-radius:6px;background:#fff;color:inherit;font:inherit}
input[aria-invalid]{border-color:#b91c1c;border-width:2px}
.field{margin:0 0 16px}
.error{margin:4px 0 0;color:#b91c1c;font-weight:600}
.rules{margin:0 0 16px;font-size:14px;color:#374151}
.rules ul{margin:4px 0 0;padding-left:20px}
.summary{margin:0 0 16px;padding:12px 16px;border-left:4px solid #b91c1c;background:#fef2f2}
.summary a{color:#991b1b}
button{width:100%;padding:12px 16px;border:0;border-radius:6px;background:${colour};color:${readableOn(colour)};font:inherit;font-weight:600;cursor:pointer}
button:hover{filter:brightness(.92)}
:focus-visible{outline:3px solid #1a1a1a;outline-offset:2px}
footer{max-width:420px;margin:16px auto;font-size:14px;text-align:center;color:#4b5563}
footer a{color:inherit}
@media (prefers-color-scheme:dark){
body{background:#111418;color:#f3f4f6}
main{background:#1c2127;box-shadow:none}
.brand,footer,.rules{color:#c3c8d0}
input{background:#111418;border-color:#8b94a3}
input[aria-invalid]{border-color:#f87171}
.error{color:#fca5a5}
.summary{background:#3b1414;border-color:#f87171}
.summary a{color:#fecaca}
:focus-visible{outline-color:#f3f4f6}
}
`
}
