/** Texts of the hosted pages by language; a translation is another entry. @module */

const en = {
  lang: 'en',
  reset: {
    title: 'Choose a new password',
    lead: (email: string | undefined, tenant: string) =>
      email === undefined ? `For your account at ${tenant}.` : `For your account ${email} at ${tenant}.`,
    password: 'New password',
    again: 'Repeat the new password',
    rules: 'Rules for the password:',
    submit: 'Set the new password',
    done_title: 'Your password was changed',
    done: 'You can sign in with it now. All earlier sign-ins have been ended.',
    empty: 'Enter a new password.',
    unusable: 'This password has characters that cannot be used, or is longer than 1,024 bytes.',
    mismatch: 'The two passwords are not the same.',
    weak: {
      PasswordStrengthError: 'This password is too weak.',
      PasswordDictionaryError: 'This password is too common: others would guess it.',
      PasswordNoUserInfoError: 'This password contains something about you, such as your name or address.',
      PasswordHistoryError: 'You had this password before. Choose another one.',
    },
  },
  verify: {
    title: 'Confirm your email address',
    lead: (email: string | undefined, tenant: string) =>
      `Is ${email ?? 'this address'} yours? Confirm it for your account at ${tenant}.`,
    submit: 'Confirm this address',
    done_title: 'Your email address is confirmed',
    done: 'Thank you. You can close this page.',
  },
  unblock: {
    title: 'Lift the block',
    lead: (tenant: string) =>
      `Sign-ins to your account at ${tenant} were refused after too many wrong passwords. Lift the block if that was you.`,
    submit: 'Lift the block',
    done_title: 'The block is lifted',
    done: 'You can sign in again.',
  },
  problem: {
    title: 'This link does not work',
    unknown:
      'The address is incomplete, or the link was made for something else. Copy it whole from the mail.',
    expired: 'The link has expired. Ask for a new one.',
    used: 'The link works only once and was used already. Ask for a new one if you need it.',
    voided:
      'There is a newer link, or your email address or password has changed since. Use the newest mail.',
    nobody: 'The account that this link is for does not exist any more.',
    conflict: 'This account cannot be stored, because another one has the same name.',
    failed:
      'That did not work, and nothing was changed. Try again later, or tell the people who run this service.',
    unavailable:
      'The directory cannot be reached at the moment, and nothing was changed. Try again in a minute.',
    request: 'The page could not read what was sent.',
    server_title: 'Something went wrong',
    server: 'The server could not do this. Try again in a minute.',
    log_id: (id: string) => `Reference: ${id}`,
  },
  error_prefix: 'Error:',
  support: 'Questions?',
}

/** Texts of one language. */
export type PageTexts = typeof en

const LANGUAGES = { en } as const

/** @returns the texts of a language */
export function pageTexts(language: keyof typeof LANGUAGES = 'en'): PageTexts {
  return LANGUAGES[language]
}
