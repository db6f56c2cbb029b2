/** Which page of the documentation explains which topic. @module */

/** Topic → page and anchor of the documentation; a test checks that each exists. */
export const HELP = {
  start: '',
  settings: 'modes',
  mode: 'modes#what-happens-when',
  scripts: 'scripts',
  try: 'scripts#try-a-script',
  migration: 'modes#what-happens-when',
  history: 'start#change-what-is-there',
  configuration: 'scripts#what-a-script-has',
  templates: 'templates',
  users: 'modes#states-of-a-user',
  application: 'applications#register-the-application',
  customDomains: 'operations#custom-domains',
} as const

/** A topic that the documentation explains. */
export type HelpTopic = keyof typeof HELP

/** Error codes of test runs that the documentation explains; scripts choose all other codes. */
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
