/** HTML elements of pages. Every text is escaped. @module */
import { escapeHtml } from '../../mail/html.ts'

/** @returns a paragraph; nothing for an empty text, by which a tenant hides one */
export function paragraph(text: string): string {
  return text === '' ? '' : `<p>${escapeHtml(text)}</p>\n`
}

/** A form; it posts `hidden` and what was entered to `action`. */
export interface Form {
  action: string
  hidden: { readonly [name: string]: string }
  /** Inputs that people do not see, and that password managers fill or read. */
  partners?: readonly Partner[]
  fields: readonly Field[]
  submit: string
}

/** An input with its label. */
export interface Field {
  name: string
  label: string
  /** What is expected in it, for password managers and the keyboards of phones. */
  kind: 'username' | 'email' | 'current-password' | 'new-password' | 'device-code'
  /** Shown and posted, and not to be changed here. */
  is_fixed?: true
  is_optional?: boolean
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

/** The partner of a shown input: with it a password manager knows both halves of what it fills or saves. */
export interface Partner {
  name: string
  kind: 'username' | 'current-password'
  value?: string | undefined
}

/** A link to another page of the flow. */
export interface Link {
  href: string
  text: string
}

/** Attributes of an input by what is expected in it. */
const KINDS: { readonly [kind in Field['kind']]: string } = {
  username: 'inputmode="email" autocomplete="username" autocapitalize="none" spellcheck="false"',
  email: 'inputmode="email" autocomplete="email" autocapitalize="none" spellcheck="false"',
  'current-password': 'autocomplete="current-password"',
  'new-password': 'autocomplete="new-password"',
  'device-code': 'autocomplete="off" autocapitalize="characters" spellcheck="false"',
}

const isWrong = ({ error, is_wrong }: Field): boolean => error !== undefined || is_wrong === true

/** Works without a script; a field that is wrong is marked, explained and has the focus. */
export function form({ action, hidden, partners = [], fields, submit }: Form): string {
  const isEmpty = ({ value }: Field): boolean => value === undefined || value === ''
  const wrong = fields.filter(isWrong)
  const focused = wrong.find(isEmpty) ?? wrong[0] ?? fields.find(isEmpty)
  return `<form method="post" action="${escapeHtml(action)}" novalidate>
${hiddenInputs(hidden)}${partners.map(partnerHtml).join('')}${fields.map((field) => fieldHtml(field, field === focused)).join('')}<button type="submit">${escapeHtml(submit)}</button>
</form>
`
}

/** A form without a field that posts itself where scripts run; elsewhere a person presses its button. */
export function postingForm({ action, hidden, submit }: Omit<Form, 'fields' | 'partners'>): string {
  return `<form method="post" action="${escapeHtml(action)}">
${hiddenInputs(hidden)}<noscript><button type="submit">${escapeHtml(submit)}</button></noscript>
</form>
`
}

/** A question with two answers, of which none is pushed: `answer` has the name of the button. */
export function question(asked: {
  action: string
  hidden: { readonly [name: string]: string }
  /** Names and their words, in order. */
  answers: readonly (readonly [name: string, text: string])[]
}): string {
  const buttons = asked.answers.map(
    ([name, text]) =>
      `<button type="submit" class="quiet" name="answer" value="${escapeHtml(name)}">${escapeHtml(text)}</button>`,
  )
  return `<form method="post" action="${escapeHtml(asked.action)}">
${hiddenInputs(asked.hidden)}<div class="choice">${buttons.join('\n')}</div>
</form>
`
}

function hiddenInputs(hidden: { readonly [name: string]: string }): string {
  return Object.entries(hidden)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">\n`)
    .join('')
}

/** Nobody can reach it by keyboard, and screen readers pass over it. */
function partnerHtml({ name, kind, value }: Partner): string {
  const attributes = [
    `class="partner" type="${typeOf(kind)}" name="${name}" ${KINDS[kind]} tabindex="-1" aria-hidden="true"`,
    ...(value === undefined ? [] : [`value="${escapeHtml(value)}" readonly`]),
  ]
  return `<input ${attributes.join(' ')}>\n`
}

const typeOf = (kind: Field['kind']): 'text' | 'password' =>
  kind === 'current-password' || kind === 'new-password' ? 'password' : 'text'

function fieldHtml(field: Field, is_focused: boolean): string {
  const { name, label, kind, value, error, described_by, link, is_fixed, is_optional } = field
  const ids = [error === undefined ? undefined : `${name}-error`, described_by].filter(Boolean).join(' ')
  const attributes = [
    `type="${typeOf(kind)}" id="${name}" name="${name}" ${KINDS[kind]}`,
    ...(value === undefined || value === '' ? [] : [`value="${escapeHtml(value)}"`]),
    ...(is_optional ? [] : ['required']),
    ...(is_fixed ? ['readonly'] : []),
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

/** @returns a question with a link, below a form */
export function otherWay(question: string, link: Link): string {
  return `<p class="other">${escapeHtml(question)} ${linkHtml(link)}</p>\n`
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
