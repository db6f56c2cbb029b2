/** Where texts of Auth0's prompts stand on Ferry's pages. @module */
import type { PageTexts } from './texts.ts'

/** Names of what Auth0 puts into texts as `${…}`. */
type Variable = 'clientName' | 'companyName' | 'email'

type Texts = { readonly [key: string]: unknown }

/** One of Auth0's keys, and the text of ours that it replaces. */
export interface PromptKey {
  prompt: string
  screen: string
  key: string
  section: keyof PageTexts
  name: string
  /** What the arguments of our text are, in order. */
  args: readonly Variable[]
  /** Whether an empty text hides ours; otherwise ours stays, since an input or a button needs one. */
  may_be_empty: boolean
}

const APPLICATION = ['clientName'] as const
const TENANT = ['companyName'] as const
const PERSON = ['email'] as const

/** Our texts of a section by Auth0's keys. Of two keys for one text, the later one counts. */
function keys<S extends keyof PageTexts>(
  [prompt, screen]: readonly [string, string],
  section: S,
  names: {
    readonly [key: string]:
      | (keyof PageTexts[S] & string)
      | readonly [keyof PageTexts[S] & string, ...Variable[]]
  },
): PromptKey[] {
  return Object.entries(names).map(([key, target]) => {
    const [name, ...args] = typeof target === 'string' ? [target] : target
    return {
      prompt,
      screen,
      key,
      section,
      name: String(name),
      args: args as Variable[],
      may_be_empty: /^(description|footerText|loginActionText)/.test(key),
    }
  })
}

const SIGN_IN_ERRORS = {
  'wrong-credentials': 'wrong',
  'wrong-email-credentials': 'wrong',
  'user-blocked': 'blocked',
} as const
const TO_SIGN_UP = { footerText: 'no_account', footerLinkText: 'sign_up' } as const
const NAME_LABELS = { emailPlaceholder: 'identifier', usernamePlaceholder: 'identifier' } as const
const HEADING = { title: ['title', ...APPLICATION], description: ['subtitle', ...TENANT] } as const

/** Every text of Auth0's prompts that Ferry's pages have; the others are kept only. */
export const PROMPT_KEYS: readonly PromptKey[] = [
  ...keys(['login', 'login'], 'signIn', {
    ...HEADING,
    ...NAME_LABELS,
    ...TO_SIGN_UP,
    ...SIGN_IN_ERRORS,
    passwordPlaceholder: 'password',
    buttonText: 'submit',
    forgotPasswordText: 'forgot',
  }),
  ...keys(['login-id', 'login-id'], 'signInId', {
    ...HEADING,
    ...NAME_LABELS,
    ...TO_SIGN_UP,
    buttonText: 'next',
  }),
  ...keys(['login-password', 'login-password'], 'signInPassword', {
    ...HEADING,
    ...NAME_LABELS,
    ...TO_SIGN_UP,
    ...SIGN_IN_ERRORS,
    passwordPlaceholder: 'password',
    buttonText: 'submit',
    forgotPasswordText: 'forgot',
    editEmailText: 'other',
  }),
  ...keys(['signup', 'signup'], 'signUp', {
    ...HEADING,
    emailPlaceholder: 'email',
    usernamePlaceholder: 'username',
    buttonText: 'submit',
    loginActionText: 'has_account',
    loginActionLinkText: 'sign_in',
  }),
  ...keys(['reset-password', 'reset-password-request'], 'resetRequest', {
    title: 'title',
    descriptionUsername: 'lead',
    descriptionEmail: 'lead',
    buttonText: 'submit',
    backToLoginLinkText: 'back',
  }),
  ...keys(['reset-password', 'reset-password-email'], 'resetRequest', {
    title: 'sent_title',
    usernameDescription: ['sent', ...PERSON],
    emailDescription: ['sent', ...PERSON],
  }),
  ...keys(['reset-password', 'reset-password'], 'reset', {
    title: 'title',
    description: ['lead', ...PERSON, ...TENANT],
    passwordPlaceholder: 'password',
    reEnterpasswordPlaceholder: 'again',
    buttonText: 'submit',
  }),
  ...keys(['reset-password', 'reset-password-success'], 'reset', {
    eventTitle: 'done_title',
    description: 'done',
  }),
  ...keys(['email-verification', 'email-verification-result'], 'verify', {
    verifiedTitle: 'done_title',
    verifiedDescription: 'done',
  }),
  ...keys(['consent', 'consent'], 'consent', {
    title: ['title', ...APPLICATION],
    messageSingleTenant: ['lead', ...APPLICATION, ...TENANT],
    acceptButtonText: 'allow',
    declineButtonText: 'decline',
  }),
  ...keys(['logout', 'logout'], 'logout', {
    title: 'question',
    acceptButtonText: 'submit',
  }),
  ...keys(['logout', 'logout-complete'], 'logout', { eventTitle: 'done_title', description: 'done' }),
  ...keys(['brute-force-protection', 'brute-force-protection-unblock'], 'unblock', {
    description: ['lead', ...TENANT],
    buttonText: 'submit',
  }),
]

/** Names of Auth0's prompts. @see Auth0, "Customize Universal Login Text Elements" */
export const PROMPT_NAMES = [
  'async-approval-flow',
  'brute-force-protection',
  'captcha',
  'common',
  'confirmation',
  'consent',
  'custom-form',
  'customized-consent',
  'device-flow',
  'email-identifier-challenge',
  'email-otp-challenge',
  'email-verification',
  'invitation',
  'login',
  'login-email-verification',
  'login-id',
  'login-password',
  'login-passwordless',
  'logout',
  'mfa',
  'mfa-email',
  'mfa-otp',
  'mfa-phone',
  'mfa-push',
  'mfa-recovery-code',
  'mfa-sms',
  'mfa-voice',
  'mfa-webauthn',
  'organizations',
  'passkeys',
  'phone-identifier-challenge',
  'phone-identifier-enrollment',
  'reset-password',
  'signup',
  'signup-id',
  'signup-password',
  'status',
] as const

/** A tenant's own texts; of two for one text, the later one counts. */
export type OwnTexts = readonly {
  prompt: string
  texts: { readonly [screen: string]: { readonly [key: string]: string } }
}[]

/** @returns the texts with those of a tenant in their place; nothing of them is HTML */
export function withPromptTexts(
  texts: PageTexts,
  own: OwnTexts,
  values: { readonly [name in 'clientName' | 'companyName']: string },
): PageTexts {
  const sections = new Map<string, { [name: string]: unknown }>()
  for (const { prompt, texts: screens } of own) {
    for (const row of PROMPT_KEYS) {
      if (row.prompt !== prompt) continue
      const text = textAt(screens, row)
      if (text === undefined) continue
      const ours = sections.get(row.section) ?? { ...(texts[row.section] as Texts) }
      ours[row.name] = filled(text, row, values, typeof ours[row.name] === 'function')
      sections.set(row.section, ours)
    }
  }
  return { ...texts, ...Object.fromEntries(sections) }
}

/** @returns the text of a key; undefined when it is missing, or empty where it must not be */
export function textAt(
  screens: { readonly [screen: string]: { readonly [key: string]: string } },
  { screen, key, may_be_empty }: PromptKey,
): string | undefined {
  const ours = Object.hasOwn(screens, screen) ? screens[screen] : undefined
  const text = ours && Object.hasOwn(ours, key) ? ours[key] : undefined
  return text?.trim() === '' && !may_be_empty ? undefined : text?.trim()
}

/** Our texts are either texts or functions of values: what replaces one has the same shape. */
function filled(
  text: string,
  { args }: PromptKey,
  values: { readonly [name: string]: string },
  isFunction: boolean,
): unknown {
  const fill = (given: readonly unknown[]): string =>
    text.replaceAll(/\$\{(\w{1,40})\}/g, (whole, written: string) => {
      // Auth0's texts of the consent call the company by its other name.
      const name = written === 'tenantName' ? 'companyName' : written
      const at = (args as readonly string[]).indexOf(name)
      const value = at === -1 ? (Object.hasOwn(values, name) ? values[name] : undefined) : given[at]
      return typeof value === 'string' ? value : whole
    })
  return isFunction ? (...given: readonly unknown[]) => fill(given) : fill([])
}
