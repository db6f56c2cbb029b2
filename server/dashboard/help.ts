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
