/** What the list of connections and making one say. @module */

/** By place. */
export const connectionsText = {
  filter: 'Filter connections',
  filterHint: 'by name, store or mode',
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
    other: 'Own script',
  },
  nothing: '–',
  imported: 'Imported',
  errors: 'Errors 24\u00a0h',
  changed: 'Changed',
  draft: 'draft',
  unused: 'no application',
} as const

/** By place. */
export const createText = {
  title: 'New connection',
  name: 'Name',
  hint: 'Letters, digits and dashes. It cannot be changed later.',
  wrong: 'Use 1 to 128 letters, digits and dashes; begin and end with a letter or digit.',
  taken: 'There is a connection of this name.',
  start: 'Start with',
  starts: {
    template: ['A template', 'Scripts for your kind of database, to be fitted to your tables.'],
    empty: ['Empty scripts', 'For scripts that you have already, such as those from Auth0.'],
    sample: ['The sample legacy store', '200 made-up people behind a ready connection, to try a migration.'],
  },
  sampleThere: 'It is installed already: this opens it.',
  template: 'Template',
  submit: 'Create connection',
  submitSample: 'Open the sample store',
  nameMissing: 'Give the connection a name.',
} as const
