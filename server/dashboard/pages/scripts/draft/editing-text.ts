/** Texts about drafts of scripts, their deployment, and changes by other people. @module */

/** Grouped by the part of the page that shows them. */
export const editingText = {
  tabs: {
    label: 'Scripts',
    unused: 'legacy mode only',
    unusedHint: 'This connection imports its users: only login and get_user run.',
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
    same: (version: number) => `The draft is identical to v${version}, which is live.`,
    mergeFirst: 'Someone else changed the same scripts. Merge first.',
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
    conflict: 'not saved until you merge, kept in this browser',
  },
  announced: { saved: 'Draft saved.', failed: 'The draft is not saved.' },
  notices: {
    restored: 'Your unsaved text was restored.',
    merged: 'Other scripts were changed meanwhile. Those changes are in your draft now.',
    theirs: 'The scripts were changed elsewhere. This page shows the latest text.',
  },
  failed: 'The draft could not be saved. The text is kept in this browser.',
  conflict: {
    draft: (who: string) => `${who} saved another draft`,
    deployed: (version: number) => `v${version} was deployed meanwhile`,
    somebody: 'Someone else',
    detail: (scripts: readonly string[]) =>
      `Both of you changed ${list(scripts)}. Your text is kept in this browser and is not saved until you merge.`,
    compare: 'Compare and merge',
  },
  behind: {
    title: (live: number, parent: number) =>
      `v${live} was deployed after this draft was started from v${parent}`,
    detail: 'Deploying the draft as it is would undo those changes.',
    merge: (live: number) => `Merge with v${live}`,
  },
  merge: {
    title: 'Merge two changes',
    description:
      'The other change is on the left or at the top. Your text, which you can edit, is on the right or at the bottom.',
    scripts: 'Scripts that both changed',
    clean: 'There is no conflict: each script was changed on one side only.',
    alsoTheirs: (scripts: readonly string[]) => `Changed elsewhere only, and included: ${list(scripts)}.`,
    theirs: (script: string) => `Use theirs for ${script}`,
    mine: (script: string) => `Keep mine for ${script}`,
    decided: { theirs: 'theirs', mine: 'mine', merged: 'merged' },
    open: 'undecided',
    decideFirst: (scripts: readonly string[]) => `Decide on ${list(scripts)} first.`,
    done: 'Save the merged draft',
    labels: { before: 'Theirs', after: 'Mine' },
  },
  deploy: {
    title: (version: number) => `Deploy v${version}`,
    description: (live: number) =>
      `The live version, v${live}, is on the left or at the top. The draft is on the right or at the bottom.`,
    missing: (keys: readonly string[]) =>
      keys.length === 1
        ? `The draft reads configuration.${keys[0]}, which is not set`
        : `The draft reads keys that are not set: ${keys.join(', ')}`,
    missingDetail: 'Scripts read undefined for a key that is not set.',
    configuration: 'Set it in Configuration',
    note: 'Note',
    noteHint: 'Optional. The history shows it beside the version.',
    anyway: (live: number) => `Deploy mine over v${live}`,
    labels: { before: 'Live', after: 'Draft' },
    done: (version: number) => `v${version} is live.`,
    undone: (version: number, from: number) =>
      `v${version} is live, with the scripts of v${from}. The text that you deployed is the draft again.`,
    notUndone: 'Not undone: the connection was changed again. The history has every version.',
    overtaken: 'Someone else saved the draft a moment ago. This page shows it now: review it, then deploy.',
    broken: (script: string, line: number) => `Not deployed: ${script} does not compile (line ${line})`,
    goToLine: (line: number) => `Go to line ${line}`,
  },
  discarded: 'The draft is discarded.',
  templateUsed: (name: string) => `The draft now has the scripts of ${name}.`,
  empty: {
    title: 'No script yet',
    detail:
      'Start with a template for the store that your users are in today, or write the login script yourself.',
    write: 'Write the login script',
  },
} as const

function list(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last
}
