/** Texts of the account menu, of changing one’s own password, and of confirming it. @module */
import { counted } from '../counted.ts'

/** Grouped by the part of the page that shows them. */
export const accountText = {
  changePassword: 'Change password',
  changeDescription: 'This ends all your other sessions.',
  current: 'Current password',
  next: 'New password',
  nextHint: 'At least 12 characters. A sentence is easy to remember and hard to guess.',
  nextShort: (length: number) => `This password has ${counted(length, 'character')}. Use at least 12.`,
  nextSame: 'This is your current password. Choose another one.',
  missing: 'Enter your current password.',
  wrong: 'This is not your current password.',
  wait: (seconds: number) => `Too many attempts. Try again in ${seconds}\u00a0s.`,
  weak: {
    PasswordStrengthError: 'This password is too short.',
    PasswordDictionaryError:
      'This password is too easy to guess. Choose another one, such as a sentence of your own.',
    PasswordNoUserInfoError: 'This password contains your name or your email address. Choose another one.',
  },
  submit: 'Change password',
  confirm: 'Confirm that it is you',
  confirmDescription:
    'Your last sign-in was more than 15 minutes ago, so your tenant requires your password before it saves a change. Ferry then continues with your change.',
  passwordOf: (email: string) => `Password of ${email}`,
  goOn: 'Continue',
  changed: 'Your password was changed.',
  changedDetail: 'Your other sessions have ended.',
} as const

/** Texts of the frame of the settings' pages. */
export const settingsPagesText = {
  pages: 'Pages of the tenant settings',
  titles: {
    general: 'General',
    members: 'Members',
    email: 'Email',
    protection: 'Protection',
    customDomains: 'Custom domains',
  },
} as const

/** Texts of the palette about what is not on the page. */
export const paletteText = {
  create: 'Create',
  commands: 'Commands',
  documentation: 'Documentation',
  inSettings: 'Tenant settings',
  bring: 'Bring scripts along',
  newConnection: 'New connection',
  newUser: 'New user',
  newApplication: 'New application',
  newApi: 'New API',
  newMember: 'Invite member',
  apiDescription: 'API description (OpenAPI)',
  themes: { system: 'Theme: system', light: 'Theme: light', dark: 'Theme: dark' },
  password: 'Change password',
  signOut: 'Sign out',
  signOutEverywhere: 'Sign out everywhere',
} as const
