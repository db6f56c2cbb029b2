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
  fields: readonly PasswordField[]
  submit: string
}

/** An input for a new password. */
export interface PasswordField {
  name: string
  label: string
  /** The error of the entered text. */
  error: string | undefined
  /** Id of the element that explains the field. */
  described_by?: string | undefined
}

/** Works without a script; a field that is wrong is marked, explained and has the focus. */
export function form({ action, hidden, fields, submit }: Form): string {
  const focused = fields.find((field) => field.error !== undefined) ?? fields[0]
  const parts = [
    ...Object.entries(hidden).map(
      ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
    ),
    ...fields.map((field) => passwordField(field, field === focused)),
    `<button type="submit">${escapeHtml(submit)}</button>`,
  ]
  return `<form method="post" action="${escapeHtml(action)}" novalidate>\n${parts.join('\n')}\n</form>\n`
}

function passwordField({ name, label, error, described_by }: PasswordField, focused: boolean): string {
  const ids = [error === undefined ? undefined : `${name}-error`, described_by].filter(Boolean).join(' ')
  return `<div class="field">
<label for="${name}">${escapeHtml(label)}</label>
<input type="password" id="${name}" name="${name}" autocomplete="new-password" required${focused ? ' autofocus' : ''}${
    error === undefined ? '' : ' aria-invalid="true"'
  }${ids === '' ? '' : ` aria-describedby="${ids}"`}>
${error === undefined ? '' : `<p class="error" id="${name}-error">${escapeHtml(error)}</p>\n`}</div>`
}

/** Lists the errors above the form, with links to the fields. */
export function errorSummary(fields: readonly PasswordField[]): string {
  const wrong = fields.filter((field) => field.error !== undefined)
  if (wrong.length === 0) return ''
  const links = wrong.map((field) => `<a href="#${field.name}">${escapeHtml(field.error ?? '')}</a>`)
  return `<div class="summary" role="alert">${links.join('<br>')}</div>\n`
}
