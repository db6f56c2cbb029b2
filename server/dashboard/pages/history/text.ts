/** What the page of a connection's versions says. @module */

/** By place. */
export const historyText = {
  caption: 'Versions of the connection, newest first',
  version: 'Version',
  when: 'When',
  who: 'Who',
  note: 'Note',
  changed: 'Changed scripts',
  nothing: 'none',
  actions: 'Actions',
  live: 'live',
  compare: (version: number) => `Compare version ${version}`,
  rollBack: (version: number) => `Roll back to version ${version}`,
  compareTitle: (version: number, live: number) => `Version ${version} and version ${live}, which is live`,
  compareHint: 'Left or above the older one, right or below the live one. F7 goes to the next difference.',
  script: 'Script',
  confirm: (version: number) => `Version ${version} comes back as a new version, and is live at once.`,
  rolledBack: (from: number, version: number) => `Version ${version} has the scripts of version ${from}.`,
  missing: (keys: readonly string[]) =>
    `It read keys that are no longer set: ${keys.join(', ')}. Set them in Configuration.`,
  mode: (then: string, now: string) => `The mode changes from ${now} to ${then}.`,
  older: 'Older ones',
} as const
