/** Renders Ferry's own mails. @module */
import type { Branding } from './html.ts'
import { escapeHtml, readableOn } from './html.ts'
import type { MailName, MailTexts } from './texts.ts'
import { mailTexts } from './texts.ts'

/** A rendered mail. */
export interface Letter {
  to: string
  subject: string
  text: string
  html: string
}

/** Values of the `{{ … }}` placeholders, under the names that Auth0 uses. */
export interface MailValues {
  /** Target of the button. */
  url?: string | undefined
  tenant: string
  'connection.name'?: string | undefined
  'user.email': string
  'user.name'?: string | undefined
  'user.user_id'?: string | undefined
  'user.source_ip'?: string | undefined
  /** Who sends an email to a member of the dashboard, and the role that it is about. */
  'user.invited_by'?: string | undefined
  'user.role'?: string | undefined
}

const PLACEHOLDER = /\{\{ ([\w.]{1,40}) \}\}/g

/** Renders an email from one of Ferry's templates, to the address in `user.email`. The first link of the text is `url`. */
export function renderLetter(name: MailName, values: MailValues, look: Branding): Letter {
  const known = {
    ...values,
    friendly_name: look.name,
    support_email: look.support_email,
    support_url: look.support_url,
  }
  const plain = (text: string): string => fill(text, known, (value) => value)
  const texts = mailTexts()
  const mail = texts.mails[name]
  const support = look.support_email ?? look.support_url
  const footer = support === undefined ? [] : [texts.support.replace('{{ support }}', support)]
  return {
    to: values['user.email'],
    subject: oneLine(plain(mail.subject)),
    text: [
      ...mail.before.map(plain),
      ...(values.url === undefined ? [] : [values.url]),
      ...mail.after.map(plain),
      ...footer,
      look.name,
    ].join('\n\n'),
    html: page(mail, { look, url: values.url, footer, plain, hint: texts.link_hint }),
  }
}

function page(
  mail: MailTexts,
  parts: {
    look: Branding
    url: string | undefined
    footer: readonly string[]
    hint: string
    plain: (text: string) => string
  },
): string {
  const { look, url, footer, plain, hint } = parts
  const words = (text: string): string => escapeHtml(plain(text))
  const paragraph = (text: string): string => `<p style="margin:0 0 16px;line-height:1.5">${words(text)}</p>`
  const link =
    url === undefined || mail.button === undefined
      ? ''
      : `<p style="margin:24px 0"><a href="${escapeHtml(url)}" style="display:inline-block;padding:12px 24px;border-radius:6px;background:${look.colour};color:${readableOn(look.colour)};text-decoration:none;font-weight:600">${words(mail.button)}</a></p>
<p style="margin:0 0 16px;line-height:1.5;font-size:13px;color:#555555">${words(hint)}<br><span style="word-break:break-all">${escapeHtml(url)}</span></p>`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${words(mail.subject)}</title>
</head>
<body style="margin:0;padding:24px;background:#f5f5f5;color:#1a1a1a;font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-size:16px">
<div style="max-width:560px;margin:0 auto;padding:32px;background:#ffffff;border-top:4px solid ${look.colour};border-radius:6px">
<h1 style="margin:0 0 24px;font-size:22px;line-height:1.3">${words(mail.title)}</h1>
${mail.before.map(paragraph).join('\n')}
${link}
${mail.after.map(paragraph).join('\n')}
</div>
<p style="max-width:560px;margin:16px auto;text-align:center;font-size:13px;color:#555555">${[...footer, look.name].map(escapeHtml).join('<br>')}</p>
</body>
</html>
`
}

function fill(
  template: string,
  values: { readonly [name: string]: string | undefined },
  encode: (value: string) => string,
): string {
  return template.replace(PLACEHOLDER, (_, name: string) =>
    encode(Object.hasOwn(values, name) ? (values[name] ?? '') : ''),
  )
}

/** Headers must be a single line. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}
