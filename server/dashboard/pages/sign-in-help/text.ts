/** Texts of the sign-in help. @module */
import { counted } from '../../counted.ts'

/** Grouped by the part of the page that shows them. */
export const helpText = {
  title: 'Sign-in help',
  readRefused: 'You may not read users and the log.',
  lead: 'Shows why a person can or cannot sign in, and what to do. Nothing is changed by looking.',
  search: 'Email, username or user ID',
  searchHint: 'As the person types it to sign in.',
  submit: 'Look',
  findings: 'What happened',
  users: 'Users in Ferry',
  usersCaption: 'Users whom this can be',
  noUsers: 'Ferry has no user with this email, username or ID.',
  user: 'User',
  connection: 'Connection',
  lastSignIn: 'Last sign-in',
  never: 'never',
  origin: 'Imported',
  state: 'State',
  states: { blocked: 'blocked', open: 'may sign in', unverified: 'email not confirmed' },
  ask: 'The legacy store',
  entries: 'Newest entries of the log',
  noEntries: 'The log has no entry about this person.',
  allEntries: 'All entries of this person',
  blockedUser: (name: string) => `${name} is blocked: an administrator did that.`,
  blockedUserAdvice: 'Find out why before you unblock the user.',
  lockedOut: 'Sign-ins are refused after too many wrong passwords.',
  lockedOutAdvice: 'Lift the block, then send a password reset if the person does not know the password.',
  block: (identifier: string, connection: string, ip: string | undefined) =>
    ip === undefined
      ? `${identifier} in ${connection}, from every address`
      : `${identifier} in ${connection}, from ${ip}`,
  lastAttempt: (what: string) => `Last attempt: ${what}`,
  lastEmail: (what: string) => `Last email: ${what}`,
  unknown: (person: string) => `Ferry knows nothing of ${person}.`,
  unknownAdvice:
    'No user has this name, and the log has no attempt to sign in with it. Compare the spelling, and ask the legacy store below.',
  absent: (person: string) => `${person} is not in Ferry, but the log has entries.`,
  absentAdvice: 'Ask the legacy store below whether it has this person.',
  several: (count: number, person: string) => `${counted(count, 'user')} of Ferry can be ${person}.`,
  severalAdvice:
    'They are in several connections, or were never linked. Which one signs in depends on the application.',
  quiet: (person: string) => `${person} has not tried to sign in, as far as the log goes back.`,
  quietAdvice: 'The application may use another connection or another address of Ferry.',
  remedies: {
    unblock: 'Unblock the user',
    lift: 'Lift the block',
    reset: 'Reset the password',
    entry: 'Open the entry',
    run: 'Open the run of the script',
    user: 'Open the user',
  },
  unblocked: 'The user can sign in again.',
  lifted: 'The block is lifted.',
} as const
