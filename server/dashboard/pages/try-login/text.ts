/** Texts of a trial sign-in, on its own page and in the setup. @module */

import type { Operations } from '../../api/schema.ts'
import { counted } from '../../counted.ts'

type StepId = Operations['POST /api/v2/connections/{id}/try-login']['result']['steps'][number]['id']

/** Grouped by the part of the page that shows them. */
export const tryText = {
  intro: 'Tries a sign-in with the deployed scripts, and shows each step.',
  form: 'Sign-in to try',
  application: 'Application',
  applicationHint: 'The application that the person signs in to.',
  noApplication: 'No application can use this connection yet.',
  noApplicationHint:
    'Turn one on in the settings to try a real sign-in. A preview works without an application.',
  toSettings: 'Open settings',
  identifier: 'Email or username',
  password: 'Password',
  passwordHint: 'This page forgets the password when you leave it.',
  mode: 'Mode',
  modes: { preview: 'Preview', real: 'Real sign-in' },
  modeHints: {
    preview: 'Nothing is written.',
    real: 'Imports the user, writes to the log, and counts as an attempt.',
  },
  submit: { preview: 'Preview sign-in', real: 'Sign in' },
  missing: 'Enter the email or username, and the password.',
  before: 'The steps appear here: what Ferry asked, checked and stored.',
  stepsLabel: 'Steps of the sign-in',
  states: { ok: 'done', failed: 'failed', skipped: 'skipped' },
  steps: {
    in_ferry: 'User in Ferry',
    script: 'Login script',
    validation: 'Validation',
    import: 'Import',
    tokens: 'Tokens',
  } satisfies { [id in StepId]: string },
  yes: 'Found.',
  no: 'Not in Ferry yet.',
  ms: (ms: number) => (ms < 1 ? '< 1 ms' : `${Math.round(ms)} ms`),
  details: (title: string) => `Details of ${title}`,
  cpu: (ms: number) => `CPU ${Math.round(ms)} ms`,
  line: (line: number) => `Line ${line} of the login script.`,
  openScript: 'Open the login script',
  openUser: 'Open the user',
  openOther: 'Open the other user',
  passed: (passed: number, all: number) => `${passed} of ${counted(all, 'check')} passed.`,
  imported: 'Stored with a new argon2id hash.',
  userId: 'User ID',
  copyUserId: 'Copy user ID',
  claims: 'Claims of the ID token',
  claimsNote: 'For the scopes openid, profile and email. A trial issues no token.',
  copyClaims: 'Copy claims',
  log: 'Output of the script',
  network: 'Network access of the script',
  headlines: {
    imported: 'Signed in and imported.',
    served: 'Signed in by Ferry. The script did not run.',
    legacy: 'Signed in by the legacy store.',
    preview: 'This would sign in and import the user. Nothing was written.',
    previewLegacy: 'This would sign in. Nothing was written.',
    previewServed: 'The user is in Ferry already. The script would not run.',
    wrongPassword: 'Not signed in: wrong password.',
    blockedPreview: 'This would be refused: the user is blocked.',
    deletedPreview: 'This would be refused: the user was deleted for good.',
    unknown: 'Not signed in: there is no such user.',
    saidNo: 'Not signed in: wrong email or password. The script does not say which.',
    deleted: 'Not signed in: this user was deleted for good.',
    blocked: 'Not signed in: this user is blocked.',
    notImportable: 'The password was accepted, but the profile cannot be imported.',
    clash: 'The password was accepted, but the profile conflicts with another user.',
    clashPreview: 'This would be refused: the profile conflicts with another user.',
    unreachable: 'The legacy store could not be reached.',
    forbidden: 'The script may not reach this address.',
    busy: 'Too many sign-ins are waiting for this script. Try again in a moment.',
    failedAt: (line: number | undefined) =>
      `The login script failed${line === undefined ? '' : ` in line ${line}`}.`,
  },
  hints: {
    previewServed: 'A preview does not check the password. A real sign-in does.',
    blocked: 'You can unblock the user on the user’s own page.',
    unreachable:
      'Check that the address is right as seen from the server, that the port is open, and that the credentials are right.',
  },
  limits: {
    blocked: 'Too many wrong passwords: sign-ins of this person from your IP address are refused.',
    blockedHint: 'Waiting does not help. Lift the block here, or let the person use the link in the email.',
    lift: 'Lift the block',
    lifted: 'The block is lifted.',
    wait: (seconds: number) => `Too many attempts. Try again in ${seconds}\u00a0s.`,
    over: 'You can try again now.',
  },
} as const
