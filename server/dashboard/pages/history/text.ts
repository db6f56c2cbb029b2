/** What the page of a connection's versions says. @module */

/** By place. */
export const historyText = {
  caption: 'Versions of the connection, newest first',
  version: 'Version',
  name: (version: number) => `v${version}`,
  draft: 'draft',
  by: 'By',
  note: 'Note',
  changed: 'Changes',
  first: 'the first version',
  nothing: 'nothing',
  lines: (added: number, removed: number) => `+${added} −${removed}`,
  linesSpoken: (added: number, removed: number) => `${added} lines added, ${removed} removed in `,
  settings: (names: readonly string[]) => `settings: ${names.join(', ')}`,
  configuration: (keys: readonly string[]) => `configuration: ${keys.join(', ')}`,
  actions: 'Actions',
  live: 'live',
  open: 'Open',
  compare: 'Compare',
  compareWhat: (what: string) => `Compare ${what}`,
  rollBack: 'Roll back',
  rollBackTo: (version: number) => `Roll back to v${version}`,
  older: 'Show older ones',
  comparing: {
    title: 'Compare',
    description: 'Left or above the first, right or below the second. F7 goes to the next difference.',
    first: 'First',
    second: 'Second',
    choice: (version: number, isLive: boolean) => `v${version}${isLive ? ', live' : ''}`,
    scripts: 'Scripts that differ',
    same: 'Both have the same scripts.',
    settings: (names: readonly string[]) => `Settings that differ: ${names.join(', ')}.`,
  },
  rolling: {
    description: (from: number, next: number) =>
      `Makes v${next} with the scripts and settings of v${from}, live at once. Values of the configuration stay.`,
    missing: (keys: readonly string[]) =>
      keys.length === 1
        ? `Its scripts read configuration.${keys[0]}, which is not set`
        : `Its scripts read keys that are not set: ${keys.join(', ')}`,
    missingDetail: 'There, scripts get undefined.',
    mode: (now: string, then: string) => `The mode changes from ${now} to ${then}`,
    lockedOut: (people: number) =>
      people === 0
        ? 'Nobody is locked out.'
        : `${people.toLocaleString()} ${people === 1 ? 'person' : 'people'} can no longer sign in.`,
    settings: (names: readonly string[]) => `These settings change, too: ${names.join(', ')}.`,
    done: (version: number, from: number) => `v${version} is live, with the scripts of v${from}.`,
    undone: (version: number) => `Taken back: v${version} is live.`,
    moved: 'The connection was changed a moment ago. Branding at what changed, then decide again.',
  },
  modes: { local: 'Ferry only', legacy: 'Legacy only', import: 'Importing' },
} as const
