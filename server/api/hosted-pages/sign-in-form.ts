/** The forms of a sign-in, as HTML: what was entered and why it was refused come from the flow. @module */
import type { Field } from './html.ts'
import { alert, form, otherWay } from './html.ts'
import type { PageTexts } from './texts.ts'

/** What the sign-in page shows. */
export interface SignInForm {
  action: string
  hidden: { readonly [name: string]: string }
  /** As entered, or the application's `login_hint`. */
  identifier: string
  /** Why the last attempt was refused, and the fields that are wrong; none for a trouble that is not about what was entered. */
  error?: { text: string; fields: readonly ('username' | 'password')[] } | undefined
  texts: PageTexts['signIn']
  /** Addresses of other pages; a missing one is not shown. */
  links: { forgot?: string | undefined; sign_up?: string | undefined }
}

/** @returns the content of the sign-in page below its title: `username` and `password` are posted with `hidden` */
export function signInForm({ action, hidden, identifier, error, texts, links }: SignInForm): string {
  const common = (name: 'username' | 'password'): Pick<Field, 'name' | 'is_wrong' | 'described_by'> => ({
    name,
    ...(error?.fields.includes(name) ? { is_wrong: true, described_by: 'problem' } : {}),
  })
  const fields: Field[] = [
    { ...common('username'), kind: 'username', label: texts.identifier, value: identifier },
    {
      ...common('password'),
      kind: 'current-password',
      label: texts.password,
      link: links.forgot === undefined ? undefined : { href: links.forgot, text: texts.forgot },
    },
  ]
  return (
    (error === undefined ? '' : alert('problem', error.text)) +
    form({ action, hidden, fields, submit: texts.submit }) +
    (links.sign_up === undefined
      ? ''
      : otherWay(texts.no_account, { href: links.sign_up, text: texts.sign_up }))
  )
}
