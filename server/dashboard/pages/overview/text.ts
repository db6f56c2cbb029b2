/** Texts of the overview. @module */
import { counted } from '../../counted.ts'

/** Grouped by the part of the page that shows them. */
export const overviewText = {
  title: 'Overview',
  today: 'Today (UTC)',
  imported: 'imported',
  joined: 'signed up',
  failed: 'failed or refused',
  denied: 'wrong password or unknown name',
  toLog: (what: string) => `Log entries: ${what}`,
  attention: 'What needs you',
  nothing: 'Nothing needs you.',
  needs: {
    errors: (count: number) => `${counted(count, 'error')} in the last 24 hours`,
    draft: 'A draft waits to be deployed',
    nobody: 'Import is on, and nobody has been imported yet',
    noClients: 'No application may use it',
  },
  act: 'What to do',
  open: {
    errors: 'Open the log',
    draft: 'Open the scripts',
    nobody: 'Try a sign-in',
    noClients: 'Choose applications',
  },
  openOf: (what: string, connection: string) => `${what}: ${connection}`,
  migrations: 'Migrations',
  caption: 'Migrations of this tenant',
  noMigrations: 'No connection imports people now.',
  connection: 'Connection',
  total: 'Imported',
  importedToday: 'Today',
  failedToday: 'Failed today',
  empty: 'There is no connection yet. A connection is where the people of a legacy store come from.',
}
