/** What the page of a connection's scripts says about drafts, versions and other people's changes. @module */

/** By place. */
export const editingText = {
  tabs: {
    label: 'Scripts',
    unused: 'legacy mode only',
    unusedHint: 'This connection imports its users: only login and get_user ever run.',
    states: {
      set: 'set',
      unset: 'not set',
      differs: 'differs from the live version',
      problem: 'has a problem',
    },
  },
  bar: {
    more: 'More',
    history: 'History',
    save: 'Save draft',
    isSaved: 'The draft is saved.',
    discard: 'Discard draft',
    deploy: (version: number) => `Deploy v${version}`,
    review: 'Review',
    same: (version: number) => `The draft is the same as v${version}, which is live.`,
    mergeFirst: 'Somebody else has changed the same scripts. Merge first.',
    tooLong: (script: string) => `${script} is longer than 100 kB. Shorten it first.`,
    viewer: 'Your role can read scripts. Owners, admins and editors can change them.',
  },
  status: {
    live: (version: number) => `v${version} live`,
    waiting: 'kept in this browser',
    saving: 'saving the draft…',
    saved: (when: string) => `draft saved ${when}`,
    savedBy: (when: string, who: string) => `draft saved ${when} by ${who}`,
    failed: 'draft not saved, kept in this browser',
    offline: 'offline, kept in this browser',
    tooLong: 'too long to be saved, kept in this browser',
    conflict: 'not saved before it is merged, kept in this browser',
  },
  announced: { saved: 'Draft saved.', failed: 'The draft is not saved.' },
  notices: {
    restored: 'Your unsaved text is back.',
    merged: 'Other scripts were changed meanwhile; those changes are in your draft now.',
    theirs: 'The scripts were changed elsewhere. What is on the screen is the latest.',
  },
  failed: 'The draft could not be saved. The text is kept in this browser.',
  conflict: {
    draft: (who: string) => `${who} has saved another draft`,
    deployed: (version: number) => `v${version} was deployed meanwhile`,
    somebody: 'Somebody else',
    detail: (scripts: readonly string[]) =>
      `Both of you changed ${list(scripts)}. Your text is in this browser and goes nowhere before you have looked.`,
    compare: 'Compare and merge',
  },
  behind: {
    title: (live: number, parent: number) =>
      `v${live} was deployed after this draft was begun from v${parent}`,
    detail: 'Deploying the draft as it is would take those changes back.',
    merge: (live: number) => `Merge with v${live}`,
  },
  merge: {
    title: 'Merge two changes',
    description: 'Left or above what came from elsewhere, right or below your text, which you can edit.',
    scripts: 'Scripts that both changed',
    clean: 'Nothing clashes: each script was changed on one side only.',
    alsoTheirs: (scripts: readonly string[]) => `Changed elsewhere only, and taken over: ${list(scripts)}.`,
    theirs: (script: string) => `Take theirs of ${script}`,
    mine: (script: string) => `Keep mine of ${script}`,
    decided: { theirs: 'theirs', mine: 'mine', merged: 'merged' },
    open: 'open',
    decideFirst: (scripts: readonly string[]) => `Decide on ${list(scripts)} first.`,
    done: 'Save the merged draft',
    labels: { before: 'Theirs', after: 'Mine' },
  },
  deploy: {
    title: (version: number) => `Deploy v${version}`,
    description: (live: number) => `Left or above what is live as v${live}, right or below the draft.`,
    missing: (keys: readonly string[]) =>
      keys.length === 1
        ? `The draft reads configuration.${keys[0]}, which is not set`
        : `The draft reads keys that are not set: ${keys.join(', ')}`,
    missingDetail: 'There, scripts get undefined.',
    configuration: 'Set it in Configuration',
    note: 'Note',
    noteHint: 'Optional. Stands beside the version in the history.',
    anyway: (live: number) => `Deploy mine over v${live}`,
    labels: { before: 'Live', after: 'Draft' },
    done: (version: number) => `v${version} is live.`,
    undone: (version: number, from: number) =>
      `v${version} is live, with the scripts of v${from}. What you had deployed is the draft again.`,
    notUndone: 'Not taken back: the connection was changed after it. The history has every version.',
    overtaken: 'Somebody else saved the draft a moment ago. It is on the screen now: look, then deploy.',
    broken: (script: string, line: number) => `Not deployed: ${script} does not compile, line ${line}`,
    goToLine: (line: number) => `Go to line ${line}`,
  },
  discarded: 'The draft is discarded.',
  templateUsed: (name: string) => `The draft has the scripts of ${name}.`,
  empty: {
    title: 'No script yet',
    detail: 'Begin with the store that your users are in today, or write login yourself.',
    write: 'Write login myself',
  },
} as const

function list(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last
}
