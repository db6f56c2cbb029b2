/** All texts of Ferry's emails, by language. `{{ … }}` is a placeholder; a translation is another entry. @module */

/** Mails that Ferry sends, under the names of Auth0's templates. */
export const MAIL_NAMES = ['verify_email', 'reset_email', 'blocked_account', 'change_password'] as const

/** Emails to members of the dashboard. */
export const MEMBER_MAIL_NAMES = ['member_invitation', 'member_password', 'test_email'] as const

/** Those, and the emails that tenants have no template for. */
export type MailName = (typeof MAIL_NAMES)[number] | (typeof MEMBER_MAIL_NAMES)[number] | 'account_exists'

/** Texts of one mail. */
export interface MailTexts {
  subject: string
  title: string
  /** Text above the button. */
  before: readonly string[]
  /** Label of the button; missing in mails without a link. */
  button?: string
  /** Text below the button. */
  after: readonly string[]
}

interface Language {
  mails: { readonly [name in MailName]: MailTexts }
  /** Footer of every mail. */
  support: string
  link_hint: string
}

const en: Language = {
  mails: {
    verify_email: {
      subject: 'Confirm your email address',
      title: 'Confirm your email address',
      before: [
        'Someone, probably you, gave this email address to {{ friendly_name }}. Please confirm that it is yours.',
      ],
      button: 'Confirm this address',
      after: ['The link works once, for 24 hours. If this was not you, ignore this email.'],
    },
    reset_email: {
      subject: 'Choose a new password',
      title: 'Choose a new password',
      before: ['Someone, probably you, asked {{ friendly_name }} for a new password for this email address.'],
      button: 'Choose a new password',
      after: [
        'The link works once, for one hour. If you have several links, only the newest works.',
        'If this was not you, ignore this email: your password does not change.',
      ],
    },
    blocked_account: {
      subject: 'Too many failed sign-ins',
      title: 'We refused sign-ins after too many wrong passwords',
      before: [
        'There were too many failed attempts to sign in to your account at {{ friendly_name }} from the IP address {{ user.source_ip }}. Sign-ins from there are refused for now.',
        'If that was you, lift the block and try again.',
      ],
      button: 'Lift the block',
      after: ['The link works once, for 24 hours. If this was not you, there is nothing to do.'],
    },
    change_password: {
      subject: 'Your password was changed',
      title: 'Your password was changed',
      before: ['The password of your account at {{ friendly_name }} was changed just now.'],
      after: ['If this was not you, ask for a new password at once and tell {{ friendly_name }} about it.'],
    },
    account_exists: {
      subject: 'You could not sign up',
      title: 'You could not sign up',
      before: [
        'Someone, probably you, tried to sign up at {{ friendly_name }} with this email address. It was not possible, because the address or the username has an account already.',
        'If you have an account, go back to the application and sign in. If you do not know the password, ask for a new one there. Otherwise sign up with another username.',
      ],
      after: ['If this was not you, ignore this email: nothing was changed.'],
    },
    member_invitation: {
      subject: 'You are invited to the dashboard of {{ friendly_name }}',
      title: 'You are invited to the dashboard of {{ friendly_name }}',
      before: [
        '{{ user.invited_by }} invites you to the dashboard of the tenant {{ tenant }}, in the role {{ user.role }}. Choose a password to accept.',
      ],
      button: 'Accept the invitation',
      after: ['The link works once, for 7 days. If you do not expect this invitation, ignore this email.'],
    },
    member_password: {
      subject: 'Choose a new password for the dashboard',
      title: 'Choose a new password for the dashboard',
      before: [
        '{{ user.invited_by }} asks you to choose a new password for the dashboard of the tenant {{ tenant }}.',
      ],
      button: 'Choose a new password',
      after: [
        'The link works once, for 24 hours. Until you use it, your password stays as it is.',
        'If you do not expect this, ask {{ user.invited_by }} before you use the link.',
      ],
    },
    test_email: {
      subject: 'Test email of {{ friendly_name }}',
      title: 'This is a test',
      before: [
        'You asked for this email in the dashboard of the tenant {{ tenant }}. Emails to your users have the same sender.',
      ],
      after: ['There is nothing to do.'],
    },
  },
  support: 'Questions? Write to {{ support }}.',
  link_hint: 'If the button does not work, copy this address into your browser:',
}

const LANGUAGES = { en } as const

/** @returns the texts of a language */
export function mailTexts(language: keyof typeof LANGUAGES = 'en'): Language {
  return LANGUAGES[language]
}
