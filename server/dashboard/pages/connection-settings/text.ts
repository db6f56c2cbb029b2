/** What the page of a connection's settings says. @module */

/** By place. */
export const settingsText = {
  source: 'Source of users',
  modes: {
    import: 'Import: the legacy store the first time, then Ferry',
    legacy: 'Legacy only: the script at every sign-in',
    local: 'Ferry only',
  },
  api: 'In the API: enabledDatabaseCustomization and import_mode.',
  confirm: (mode: string) => `Change to “${mode}”`,
  lockedOut: (people: number) =>
    people === 0
      ? 'Nobody who is known here is locked out for certain.'
      : `${people.toLocaleString()} people who are known here can no longer sign in.`,
  change: 'Change the source',
  saved: 'Saved.',
  conflict: 'Somebody else has changed this connection',
  theirs: 'Stored now',
  mine: 'Yours',
  takeTheirs: 'Take theirs',
  takeMine: 'Save mine instead',
  switches: {
    requires_username: 'Requires a username',
    disable_signup: 'Sign-ups are closed',
    brute_force_protection: 'Brute-force protection',
    ferry_tombstones: 'People who are deleted stay away',
  },
} as const
