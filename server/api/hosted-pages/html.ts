/** HTML elements of pages. Every text is escaped. @module */
import { escapeHtml } from '../../mail/html.ts'

/** @returns a paragraph */
export function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>\n`
}

/** A form; it posts `hidden` and what was entered to `action`. */
export interface Form {
  action: string
  hidden: { readonly [name: string]: string }
  fields: readonly Field[]
  submit: string
}

/** An input with its label. */
export interface Field {
  name: string
  label: string
  /** What is expected in it, for password managers and the keyboards of phones. */
  kind: 'username' | 'current-password' | 'new-password' | 'device-code'
  /** Only for names; a password is never sent back. */
  value?: string | undefined
  /** The error of the entered text, shown beside the input. */
  error?: string | undefined
  /** Marks the input as wrong when the error stands elsewhere. */
  is_wrong?: boolean
  /** Ids of the elements that explain the field. */
  described_by?: string | undefined
  /** A link below the input. */
  link?: Link | undefined
}

/** A link to another page of the flow. */
export interface Link {
  href: string
  text: string
}

/** Attributes of an input by what is expected in it. */
const KINDS: { readonly [kind in Field['kind']]: string } = {
  username: 'inputmode="email" autocomplete="username" autocapitalize="none" spellcheck="false"',
  'current-password': 'autocomplete="current-password"',
  'new-password': 'autocomplete="new-password"',
  'device-code': 'autocomplete="off" autocapitalize="characters" spellcheck="false"',
}

const isWrong = ({ error, is_wrong }: Field): boolean => error !== undefined || is_wrong === true

/** Works without a script; a field that is wrong is marked, explained and has the focus. */
export function form({ action, hidden, fields, submit }: Form): string {
  const isEmpty = ({ value }: Field): boolean => value === undefined || value === ''
  const wrong = fields.filter(isWrong)
  const focused = wrong.find(isEmpty) ?? wrong[0] ?? fields.find(isEmpty)
  return `<form method="post" action="${escapeHtml(action)}" novalidate>
${hiddenInputs(hidden)}${fields.map((field) => fieldHtml(field, field === focused)).join('')}<button type="submit">${escapeHtml(submit)}</button>
</form>
`
}

/** A form without a field that posts itself where scripts run; elsewhere a person presses its button. */
export function postingForm({ action, hidden, submit }: Omit<Form, 'fields'>): string {
  return `<form method="post" action="${escapeHtml(action)}">
${hiddenInputs(hidden)}<noscript><button type="submit">${escapeHtml(submit)}</button></noscript>
</form>
`
}

function hiddenInputs(hidden: { readonly [name: string]: string }): string {
  return Object.entries(hidden)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">\n`)
    .join('')
}

function fieldHtml(field: Field, is_focused: boolean): string {
  const { name, label, kind, value, error, described_by, link } = field
  const ids = [error === undefined ? undefined : `${name}-error`, described_by].filter(Boolean).join(' ')
  const attributes = [
    `type="${kind === 'username' || kind === 'device-code' ? 'text' : 'password'}" id="${name}" name="${name}" ${KINDS[kind]} required`,
    ...(value === undefined || value === '' ? [] : [`value="${escapeHtml(value)}"`]),
    ...(is_focused ? ['autofocus'] : []),
    ...(isWrong(field) ? ['aria-invalid="true"'] : []),
    ...(ids === '' ? [] : [`aria-describedby="${ids}"`]),
  ]
  return `<div class="field">
<label for="${name}">${escapeHtml(label)}</label>
<input ${attributes.join(' ')}>
${error === undefined ? '' : `<p class="error" id="${name}-error">${escapeHtml(error)}</p>\n`}${
  link === undefined ? '' : `<p class="field-link">${linkHtml(link)}</p>\n`
}</div>
`
}

/** @returns a link */
export function linkHtml({ href, text }: Link): string {
  return `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`
}

/** Lists the errors above the form, with links to the fields. */
export function errorSummary(fields: readonly Field[]): string {
  const wrong = fields.filter((field) => field.error !== undefined)
  if (wrong.length === 0) return ''
  const links = wrong.map((field) => linkHtml({ href: `#${field.name}`, text: field.error ?? '' }))
  return `<div class="summary" role="alert">${links.join('<br>')}</div>\n`
}

/** An error above the form that is not about one field. @param id for `aria-describedby` of fields */
export function alert(id: string, text: string): string {
  return `<div class="summary" role="alert" id="${id}">${escapeHtml(text)}</div>\n`
}
