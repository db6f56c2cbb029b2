/** Which part of the documentation helps with what. @module */

/** Matter → page and anchor of the documentation; a test holds that each is there. */
export const HELP = {
  start: '',
  settings: 'modes',
  mode: 'modes#what-happens-when',
  scripts: 'scripts',
  try: 'scripts#try-a-script',
  history: 'start#change-what-is-there',
  configuration: 'scripts#what-a-script-has',
  templates: 'templates',
  users: 'modes#states-of-a-user',
} as const

/** A matter that the documentation explains. */
export type HelpTopic = keyof typeof HELP

/** Endings of test runs that the page of errors explains; other codes are chosen by scripts. */
export const EXPLAINED_CODES: readonly string[] = [
  'script_error',
  'script_syntax',
  'script_timeout',
  'script_memory',
  'script_limit',
  'script_crash',
  'no_callback',
  'module_not_available',
  'network_blocked',
  'invalid_profile',
  'profile_mismatch',
  'profile_conflict',
  'mfa_factors_unsupported',
  'legacy_unavailable',
  'busy',
]
