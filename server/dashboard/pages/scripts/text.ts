/** Texts of the bar above a connection’s scripts. @module */

import { counted } from '../../counted.ts'

/** Grouped by the part of the page that shows them. */
export const scriptsText = {
  templates: {
    open: 'Templates',
    used: (name: string) => `The editor has the scripts of ${name}. They are not saved yet.`,
  },
  next: {
    values: (count: number) => `Next: set ${counted(count, 'value')}`,
    valuesDetail: 'The live scripts read them, for example the address and the password of your database.',
    setValues: (count: number) => `Set ${counted(count, 'value')}`,
    application: 'Next: turn the connection on for an application',
    turnOn: 'Turn on for an application',
    signIn: 'Next: sign in as a person of the legacy store',
    trySignIn: 'Try a sign-in',
    test: 'Test connection',
  },
  configuration: {
    open: (count: number) => `Configuration (${count})`,
  },
} as const
