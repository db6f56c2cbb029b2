/** Texts of the page with a connection’s versions. @module */
import { counted } from '../../counted.ts'

/** Grouped by the part of the page that shows them. */
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
  linesSpoken: (added: number, removed: number) =>
    `${counted(added, 'line')} added, ${counted(removed, 'line')} removed in `,
  settings: (names: readonly string[]) => `settings: ${names.join(', ')}`,
  configuration: (keys: readonly string[]) => `configuration: ${keys.join(', ')}`,
  actions: 'Actions',
  live: 'live',
  open: 'Open',
  compare: 'Compare',
  compareWhat: (what: string) => `Compare ${what}`,
  rollBack: 'Roll back',
  rollBackTo: (version: number) => `Roll back to v${version}`,
  older: 'Show older versions',
  comparing: {
    title: 'Compare',
    description:
      'The first version is on the left or at the top, the second on the right or at the bottom. Press F7 for the next difference.',
    first: 'First',
    second: 'Second',
    choice: (version: number, isLive: boolean) => `v${version}${isLive ? ', live' : ''}`,
    scripts: 'Scripts that differ',
    same: 'Both have the same scripts.',
    settings: (names: readonly string[]) => `Settings that differ: ${names.join(', ')}.`,
  },
  rolling: {
    description: (from: number, next: number) =>
      `Creates v${next} with the scripts and settings of v${from}, and makes it live at once. The values of the configuration do not change.`,
    missing: (keys: readonly string[]) =>
      keys.length === 1
        ? `Its scripts read configuration.${keys[0]}, which is not set`
        : `Its scripts read keys that are not set: ${keys.join(', ')}`,
    missingDetail: 'Scripts read undefined for a key that is not set.',
    mode: (now: string, then: string) => `The mode changes from ${now} to ${then}`,
    lockedOut: (people: number) =>
      people === 0 ? 'No user is locked out.' : `${counted(people, 'user')} in Ferry can no longer sign in.`,
    settings: (names: readonly string[]) => `These settings change too: ${names.join(', ')}.`,
    done: (version: number, from: number) => `v${version} is live, with the scripts of v${from}.`,
    undone: (version: number) => `Undone: v${version} is live.`,
    moved: 'The connection was changed a moment ago. Review the changes, then decide again.',
  },
  modes: { local: 'Ferry only', legacy: 'Legacy only', import: 'Importing' },
} as const
