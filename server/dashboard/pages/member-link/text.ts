/** Texts of the page that a link of an email to a member opens. @module */
import { counted } from '../../counted.ts'

/** Grouped by what the link is for. */
export const memberLinkText = {
  checking: 'Link',
  invitation: {
    title: 'Accept the invitation',
    intro: (tenant: string, role: string) =>
      `You are invited to the dashboard of the tenant ${tenant}, in the role ${role}.`,
    submit: 'Accept and sign in',
  },
  password: {
    title: 'Choose a new password',
    intro: (tenant: string) => `For the dashboard of the tenant ${tenant}. All your other sessions end.`,
    submit: 'Save and sign in',
  },
  email: 'Email',
  name: 'Name (optional)',
  newPassword: 'New password',
  newPasswordHint: 'At least 12 characters. A sentence is easy to remember and hard to guess.',
  passwordShort: (length: number) => `This password has ${counted(length, 'character')}. Use at least 12.`,
  void: 'This link is not valid',
  voidDetail:
    'It has expired, it has been used, or a newer email has another one. Ask the person who sent it for a new email.',
  toSignIn: 'Go to sign-in',
} as const
