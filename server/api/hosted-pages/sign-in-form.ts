/** The forms of a sign-in, as HTML: what was entered and why it was refused come from the flow. @module */
import type { Field, Partner } from './html.ts'
import { alert, form, otherWay } from './html.ts'
import type { PageTexts } from './texts.ts'

/** What a form of a sign-in shows. */
interface SignInPart {
  action: string
  hidden: { readonly [name: string]: string }
  /** As entered, or the application's `login_hint`. */
  identifier: string
  /** Why the last attempt was refused, and the fields that are wrong; none for a trouble that is not about what was entered. */
  error?: { text: string; fields: readonly ('username' | 'password')[] } | undefined
  texts: PageTexts['signIn']
  /** Addresses of other pages; a missing one is not shown. */
  links: { forgot?: string | undefined; sign_up?: string | undefined; other?: string | undefined }
}

/** @returns the content of the sign-in page below its title: `username` and `password` are posted with `hidden` */
export function signInForm(part: SignInPart): string {
  return formOf(part, { fields: [usernameField(part), passwordField(part)], submit: part.texts.submit })
}

/**
 * The first of two pages. A password manager may fill the password that is not shown, too: then the second page is not needed.
 *
 * @returns the content below the title: `username` is posted, and `password` if it was filled
 */
export function identifierForm(part: SignInPart): string {
  return formOf(part, {
    partners: [{ name: 'password', kind: 'current-password' }],
    fields: [usernameField(part)],
    submit: part.texts.next,
  })
}

/** @returns the content of the second page, which shows the identifier, so that a password manager knows whose password it is */
export function passwordForm(part: SignInPart): string {
  const { links, texts } = part
  const shown: Field = {
    name: 'username',
    kind: 'username',
    label: texts.identifier,
    value: part.identifier,
    is_fixed: true,
    link: links.other === undefined ? undefined : { href: links.other, text: texts.other },
  }
  return formOf(part, { fields: [shown, passwordField(part)], submit: texts.submit })
}

function formOf(
  { action, hidden, error, texts, links }: SignInPart,
  parts: { partners?: readonly Partner[]; fields: readonly Field[]; submit: string },
): string {
  return (
    (error === undefined ? '' : alert('problem', error.text)) +
    form({ action, hidden, ...parts }) +
    (links.sign_up === undefined
      ? ''
      : otherWay(texts.no_account, { href: links.sign_up, text: texts.sign_up }))
  )
}

function usernameField(part: SignInPart): Field {
  return {
    name: 'username',
    kind: 'username',
    label: part.texts.identifier,
    value: part.identifier,
    ...wrongOf(part, 'username'),
  }
}

function passwordField(part: SignInPart): Field {
  const { texts, links } = part
  return {
    name: 'password',
    kind: 'current-password',
    label: texts.password,
    link: links.forgot === undefined ? undefined : { href: links.forgot, text: texts.forgot },
    ...wrongOf(part, 'password'),
  }
}

function wrongOf(
  { error }: SignInPart,
  name: 'username' | 'password',
): Pick<Field, 'is_wrong' | 'described_by'> {
  return error?.fields.includes(name) ? { is_wrong: true, described_by: 'problem' } : {}
}
