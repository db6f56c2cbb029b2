/** What the account menu says. @module */

/** By place. */
export const accountText = {
  changePassword: 'Change password',
  changeDescription: 'Your other sessions end. This one goes on.',
  current: 'Current password',
  next: 'New password',
  nextHint: 'At least 12 characters. A sentence is easier to keep than a puzzle.',
  nextShort: (length: number) => `This has ${length} characters; at least 12 are needed.`,
  nextSame: 'This is the current one. Choose another.',
  missing: 'Enter the password that you use now.',
  wrong: 'This is not your current password.',
  wait: (seconds: number) => `Too many attempts. Try again in ${seconds}\u00a0s.`,
  weak: {
    PasswordStrengthError: 'This password is too short.',
    PasswordDictionaryError: 'This password is too easy to guess. A sentence of your own is harder.',
    PasswordNoUserInfoError: 'This has your name or address in it. Choose another.',
  },
  submit: 'Change password',
  confirm: 'Confirm that it is you',
  confirmDescription:
    'Your tenant asks for your password before anything is changed, when your last sign-in is more than 15 minutes ago. What you were doing goes on afterwards.',
  passwordOf: (email: string) => `Password of ${email}`,
  goOn: 'Go on',
  changed: 'Your password was changed.',
  changedDetail: 'Your other sessions have ended.',
} as const
