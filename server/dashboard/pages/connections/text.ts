/** Texts of the list of connections, and of the dialog that creates one. @module */
import { counted } from '../../counted.ts'
import { inSentence } from '../../ui/foreign.tsx'

/** Grouped by the part of the page that shows them. */
export const connectionsText = {
  filter: 'Filter connections',
  filterPlaceholder: 'Name, store or mode',
  clear: 'Clear filter',
  none: (filter: string) => `No connection matches “${filter}”.`,
  shown: (shown: number, all: number) => `${shown.toLocaleString()} of ${all.toLocaleString()}`,
  showAll: (all: number) => `Show all ${all.toLocaleString()}`,
  store: 'Store',
  stores: {
    mysql: 'MySQL',
    postgresql: 'PostgreSQL',
    mongodb: 'MongoDB',
    sqlserver: 'SQL Server',
    oracle: 'Oracle',
    ldap: 'LDAP',
    redis: 'Redis',
    http: 'Web service',
    other: 'Other',
  },
  nothing: '–',
  imported: 'Imported',
  errors: 'Errors (24\u00a0h)',
  errorsOf: (count: number, connection: string) =>
    `${counted(count, 'error')} of ${inSentence(connection)} in the last 24 hours: open the log`,
  changed: 'Changed',
  draft: 'draft',
  unused: 'no application',
} as const

/** Grouped by the part of the page that shows them. */
export const createText = {
  title: 'New connection',
  name: 'Name',
  hint: 'Letters, digits and dashes. It cannot be changed later.',
  wrong: 'Use 1 to 128 letters, digits and dashes. Start and end with a letter or digit.',
  taken: 'A connection with this name exists already. Choose another name.',
  start: 'Start with',
  starts: {
    template: ['A template', 'Scripts for your kind of database, which you adapt to your tables.'],
    bring: [
      'Bring scripts along',
      'Scripts that you have already, for example from Auth0: paste them, or drop a folder, a ZIP file or an export of Auth0’s deploy tool.',
    ],
    empty: ['Empty scripts', 'For scripts that you want to write yourself.'],
    sample: [
      'The sample legacy store',
      'A ready connection to a store with 200 fictional people, to try a migration.',
    ],
  },
  sampleThere: 'It is installed already. This opens it.',
  template: 'Template',
  submit: 'Create connection',
  submitBring: 'Continue',
  submitSample: 'Open the sample store',
  nameMissing: 'Enter a name for the connection.',
} as const
