/** The words for each type of a log entry: the one place for all pages. @module */

/** Name of the event, and whether it is good or bad news. */
export interface LogWords {
  tone: 'ok' | 'bad' | 'plain'
  words: string
}

const WORDS: { readonly [type: string]: LogWords } = {
  s: { tone: 'ok', words: 'Signed in' },
  f: { tone: 'bad', words: 'Sign-in failed' },
  fp: { tone: 'bad', words: 'Wrong password' },
  fu: { tone: 'bad', words: 'Unknown email or username' },
  ss: { tone: 'ok', words: 'Signed up' },
  fs: { tone: 'bad', words: 'Sign-up failed' },
  scp: { tone: 'ok', words: 'Password changed' },
  fcp: { tone: 'bad', words: 'Password not changed' },
  scpr: { tone: 'ok', words: 'Password reset sent' },
  fcpr: { tone: 'bad', words: 'Password reset not sent' },
  sce: { tone: 'ok', words: 'Email changed' },
  fce: { tone: 'bad', words: 'Email not changed' },
  scu: { tone: 'ok', words: 'Username changed' },
  fcu: { tone: 'bad', words: 'Username not changed' },
  sv: { tone: 'ok', words: 'Email verified' },
  fv: { tone: 'bad', words: 'Email not verified' },
  svr: { tone: 'ok', words: 'Verification email sent' },
  fvr: { tone: 'bad', words: 'Verification email not sent' },
  sdu: { tone: 'plain', words: 'User deleted' },
  fdu: { tone: 'bad', words: 'User not deleted' },
  sepft: { tone: 'ok', words: 'Token given for a password' },
  fepft: { tone: 'bad', words: 'No token given for a password' },
  seccft: { tone: 'ok', words: 'Token given to an application' },
  feccft: { tone: 'bad', words: 'No token given to an application' },
  seacft: { tone: 'ok', words: 'Token given for a code' },
  feacft: { tone: 'bad', words: 'No token given for a code' },
  ssa: { tone: 'ok', words: 'Signed in silently' },
  fsa: { tone: 'plain', words: 'No silent sign-in' },
  scoa: { tone: 'ok', words: 'Signed in at the application’s own page' },
  fcoa: { tone: 'bad', words: 'No sign-in at the application’s own page' },
  slo: { tone: 'plain', words: 'Signed out' },
  oidc_backchannel_logout_succeeded: { tone: 'plain', words: 'Application was told that a session ended' },
  oidc_backchannel_logout_failed: {
    tone: 'bad',
    words: 'Application could not be told that a session ended',
  },
  sede: { tone: 'ok', words: 'Signed in on a device' },
  fede: { tone: 'bad', words: 'Sign-in on a device failed' },
  fdecc: { tone: 'plain', words: 'Denied a device' },
  flo: { tone: 'bad', words: 'Not signed out as asked' },
  sertft: { tone: 'ok', words: 'Token given for a refresh token' },
  fertft: { tone: 'bad', words: 'No token given for a refresh token' },
  ferrt: { tone: 'bad', words: 'Refresh token used twice' },
  srrt: { tone: 'plain', words: 'Refresh token revoked' },
  limit_wc: { tone: 'bad', words: 'Refused: too many wrong passwords' },
  limit_sul: { tone: 'bad', words: 'Refused: too many sign-ins from one address' },
  limit_mu: { tone: 'bad', words: 'Refused: address blocked' },
  limit_spray: { tone: 'bad', words: 'One password tried with many names' },
  limit_undone: { tone: 'plain', words: 'Counts of failed sign-ins undone' },
  api_limit: { tone: 'bad', words: 'Refused: too many requests' },
  ublkdu: { tone: 'ok', words: 'Block lifted' },
  fn: { tone: 'bad', words: 'Email not sent' },
  w: { tone: 'plain', words: 'Warning' },
  smu: { tone: 'ok', words: 'Imported' },
  fmu: { tone: 'bad', words: 'Import failed' },
  sapi: { tone: 'plain', words: 'Changed over the API' },
  fapi: { tone: 'bad', words: 'Change over the API failed' },
}

/** @returns the code itself for a type without a name */
export function wordsOf(type: string): LogWords {
  return (Object.hasOwn(WORDS, type) ? WORDS[type] : undefined) ?? { tone: 'plain', words: type }
}

/** Every type that has words, with them, in the order of the list. */
export const LOG_TYPE_WORDS: readonly (readonly [type: string, words: LogWords])[] = Object.entries(WORDS)

/** @returns the types with this tone */
export function typesWithTone(tone: LogWords['tone']): string[] {
  return LOG_TYPE_WORDS.filter(([, words]) => words.tone === tone).map(([type]) => type)
}
