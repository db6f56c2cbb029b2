/** What the page of a connection's scripts says. @module */
import type { Action } from '../../editor/types/contract.ts'

/** By place. */
export const scriptsText = {
  scripts: 'Scripts',
  unused: 'legacy mode only',
  unusedHint: 'This connection imports its users: only login and get_user ever run.',
  states: { set: 'set', unset: 'not set', changed: 'changed, not saved', problem: 'has an error' },
  save: (action: Action) => `Save ${action}`,
  saved: (action: Action) => `${action} is saved and live.`,
  nothingToSave: 'Nothing has changed.',
  unsavedRestored: 'Your unsaved text is back.',
  discard: 'Go back to the saved text',
  cannotCompile: 'The text does not compile. Mend that first: F8 goes to it.',
  conflict: {
    title: (action: Action) => `Somebody else has changed ${action}`,
    description: 'Left or above what is saved now, right or below your text.',
    mine: 'Save mine instead',
    theirs: 'Take theirs',
  },
  templates: {
    open: 'Templates',
    used: (name: string) => `The scripts of ${name} are here, unsaved.`,
  },
  configuration: {
    open: (count: number) => `Configuration (${count})`,
  },
} as const
