/** Texts of the configuration drawer. @module */
import { counted } from '../../../counted.ts'

/** Grouped by the part of the drawer that shows them. */
export const configurationText = {
  title: 'Configuration',
  description: 'Scripts read these as configuration.KEY. Values are encrypted, and no page shows them again.',
  empty: 'No key is set yet. Put the addresses and passwords of your database here, not into a script.',
  keys: 'Keys',
  set: 'set',
  by: (who: string) => `by ${who}`,
  you: 'you',
  unused: 'not used',
  usedBy: 'Used by',
  lines: (lines: readonly number[]) =>
    lines.length === 1 ? `line ${lines[0]}` : `lines ${lines.join(', ')}`,
  liveOnly: 'live version only',
  change: 'Change',
  changeOf: (key: string) => `Change ${key}`,
  newValue: (key: string) => `New value of ${key}`,
  save: 'Save value',
  cancel: 'Cancel',
  remove: 'Remove',
  removeOf: (key: string) => `Remove ${key}`,
  removeUsed: (key: string) => `${key} is read by a script`,
  removeEffect: 'Without it, the script reads undefined from the next sign-in on:',
  removeAnyway: (key: string) => `Remove ${key} anyway`,
  missing: 'Read by a script, not set:',
  addMissing: (key: string) => `Add ${key}`,
  addOptional: (key: string) => `Add ${key}, optional`,
  optional: 'optional',
  add: 'Add a key',
  key: 'Key',
  keyHint: 'Letters, digits and _. The first character is not a digit.',
  keyWrong: (key: string) =>
    /^\d/.test(key) ? 'A key starts with a letter or _.' : 'A key contains only letters, digits and _.',
  replaces: 'This key is set. The new value replaces the old one.',
  value: 'Value',
  addKey: 'Set key',
  noKey: 'Enter a key first.',
  paste: 'Paste a .env block',
  block: 'Lines of KEY=value',
  blockHint:
    'The block can contain comments, export and quotation marks. A value in quotation marks can have several lines.',
  preview: 'What would be set',
  isNew: 'new',
  isChange: 'replaces the value that is set',
  isEmpty: 'empty',
  wrong: (lines: readonly number[]) =>
    `${lines.length === 1 ? `Line ${lines[0]} is` : `Lines ${lines.join(', ')} are`} not KEY=value. A key contains only letters, digits and _, and does not start with a digit.`,
  nothing: 'Paste the lines first.',
  correctFirst: 'Correct the lines that are not KEY=value first.',
  submit: (count: number) => `Set ${counted(count, 'key')}`,
  /** Values that errors and logs may show. */
  plain: {
    shown: 'shown in errors and logs',
    show: 'Show in errors',
    showOf: (key: string) => `Show ${key} in errors`,
    hide: 'Keep secret',
    hideOf: (key: string) => `Keep ${key} secret`,
    ask: (key: string) => `Show the value of ${key} in errors?`,
    effect:
      'Errors, logs and traces then show the value to everyone who can read them. Do this for hosts, users, databases and ports, not for passwords and keys.',
    confirm: 'Show the value',
    proposal: (count: number) =>
      count === 1 ? 'This value does not look like a secret' : 'These values do not look like secrets',
    why: 'Errors, logs and traces can show the host, user or database instead of [redacted]. Text that is part of a secret value stays hidden.',
    accept: (count: number) => `Show ${counted(count, 'value')} in errors`,
    decline: 'Keep secret',
  },
} as const
