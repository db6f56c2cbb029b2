/** The question whether an application may have what it asks for, as HTML. @module */
import { escapeHtml } from '../../mail/html.ts'
import { paragraph, question } from './html.ts'
import type { PageTexts } from './texts.ts'

/** What the page that asks for consent shows. */
export interface ConsentForm {
  action: string
  state: string
  application: string
  tenant: string
  /** How the person is called; undefined for one without email and username. */
  person: string | undefined
  /** As granted, in the order of the request. */
  scopes: readonly string[]
  /** The API of the tokens; its scopes are shown by their descriptions. */
  api: { name: string; scopes: readonly { value: string; description?: string | undefined }[] } | undefined
  /** Where the answer goes: a host, or the scheme of an application. */
  destination: string
  texts: PageTexts['consent']
}

/** @returns the content of the page below its title: `answer` is `allow` or `decline`, by buttons of which none is pushed */
export function consentForm(form: ConsentForm): string {
  const { action, state, application, tenant, person, scopes, api, destination, texts } = form
  const known = new Map(Object.entries(texts.scope))
  const own = scopes.flatMap((scope) => known.get(scope) ?? [])
  const ofApi = scopes
    .filter((scope) => !known.has(scope))
    .map((scope) => api?.scopes.find(({ value }) => value === scope)?.description || scope)
  return `${paragraph(texts.lead(application, tenant))}${
    person === undefined ? '' : paragraph(texts.signed_in_as(person))
  }${list(texts.asks, own)}${list(texts.of_api(api?.name ?? ''), ofApi)}${paragraph(texts.returns_to(destination))}${question(
    {
      action,
      hidden: { state },
      answers: [
        ['decline', texts.decline],
        ['allow', texts.allow],
      ],
    },
  )}`
}

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return ''
  const rows = items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')
  return `<div class="asked"><p>${escapeHtml(title)}</p>\n<ul>${rows}</ul></div>\n`
}
