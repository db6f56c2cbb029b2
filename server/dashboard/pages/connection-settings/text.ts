/** What the page of a connection's settings says. @module */

const people = (count: number): string => `${count.toLocaleString()} ${count === 1 ? 'person' : 'people'}`

/** By place. */
export const settingsText = {
  saved: (what: string) => `Saved: ${what}`,
  refused: 'You can look at these settings, not change them.',
  cancel: 'Cancel',
  api: 'In the API',
  conflict: {
    title: 'Somebody else has changed this connection',
    detail: 'Nothing of yours is saved yet. Compare, then choose.',
    option: 'Option',
    base: 'When you read it',
    theirs: 'Stored now',
    mine: 'Yours',
    untouched: 'as stored',
    absent: 'not set',
    takeTheirs: 'Keep what is stored',
    takeMine: 'Save mine instead',
    addMine: 'Save mine as well',
  },
  mode: {
    title: 'Source of users',
    modes: {
      importing: [
        'Import',
        'The legacy store proves the first sign-in; from then on Ferry does, with a password hash of its own.',
      ],
      legacy: ['Legacy only', 'The login script runs at every sign-in. Ferry keeps profiles, no passwords.'],
      local: ['Ferry only', 'No script ever runs. Whoever is not in Ferry cannot sign in.'],
    },
    options: 'enabledDatabaseCustomization and import_mode',
    confirm: (mode: string) => `Change to “${mode}”`,
    complete: 'Complete the migration',
    nobody: 'Nobody who is known here is locked out for certain.',
    lockedOut: (count: number) => `${people(count)} who are known here can no longer sign in.`,
    afterwards: 'Scripts and their versions stay. You can change back at any time.',
    change: (mode: string) => `Change to ${mode}`,
  },
  signIn: {
    title: 'Sign-up and sign-in',
    signUp: ['Sign-ups', 'People may make an account by themselves, through POST /dbconnections/signup.'],
    reset: ['Password reset by oneself', 'Whoever forgot a password may ask for a mail to choose a new one.'],
    bruteForce: [
      'Brute-force protection',
      'After too many wrong passwords in a row, ten by default, an account is blocked for that address until it is unblocked by mail.',
    ],
    username: [
      'Requires a username',
      'Sign-ups and imports need a username beside the email address, and sign-in takes either.',
    ],
    length: 'Length of usernames',
    shortest: 'At least',
    longest: 'At most',
    lengthHint: 'Characters. Checked where a username is chosen here, not at an import.',
    lengthOrder: (min: number, max: number) => `At least ${min} and at most ${max} cannot both hold.`,
    attributes: 'The option attributes says which identifiers there are here. It is changed through the API.',
  },
  imports: {
    title: 'Profiles',
    strict: [
      'Validate before import',
      'A profile without a valid email address, or without a required username, is refused. Off: it is stored as it comes.',
    ],
    context: [
      'Let scripts see the context',
      'Scripts get a context argument before their callback. It cannot be switched off again.',
    ],
    contextOn: 'On for good: scripts that take a context would take it for their callback without it.',
    contextTitle: 'Let scripts see the context',
    contextDetail:
      'This cannot be switched off again. Every script is called with one more argument, before its callback: those that do not name it stop working.',
    contextConfirm: 'Switch on for good',
    tombstones: [
      'People who are deleted stay away',
      'Whoever is deleted in Ferry is not imported again, though the legacy store still has them.',
    ],
    tombstonesLegacy: 'Without effect in legacy mode: there that store decides alone.',
    factors: [
      'Refuse profiles with a second factor',
      'Ferry cannot keep mfa_factors yet. Off: they are left out, and people sign in by password alone who had a second factor.',
    ],
    root: 'Name, nickname and picture',
    roots: {
      on_each_login: 'Refreshed at every sign-in',
      on_first_login: 'Taken at the first sign-in, then kept',
      never_on_login: 'Never taken from the script',
    },
    rootHint: 'Whether a sign-in in legacy mode overwrites what was changed in Ferry.',
    transient: 'Fields that are passed on, never stored',
    transientHint:
      'Of the profile that the script returns, such as ssn. They go into the answer of that sign-in only.',
    transientEmpty: 'Every field is stored.',
  },
  password: {
    title: 'Password policy',
    detail: 'For new passwords. Passwords that come with an import are never judged.',
    level: 'Level',
    levels: {
      none: ['None', 'Any password.'],
      low: ['Low', 'At least 6 characters.'],
      fair: ['Fair', 'At least 8 characters, with lower case, upper case and digits.'],
      good: [
        'Good',
        'At least 8 characters, with three of lower case, upper case, digits and special characters.',
      ],
      excellent: [
        'Excellent',
        'At least 10 characters, three of the four kinds, and no three identical ones in a row.',
      ],
    },
    minimum: 'Least length',
    minimumHint: (level: number) => `Characters, 1 to 128. Empty: ${level}, as the level says.`,
    history: ['No old passwords', 'The last passwords of a person cannot be chosen again.'],
    historySize: 'How many',
    historyHint: '1 to 24, the current one included.',
    dictionary: ['No common passwords', 'The 10,000 commonest are refused, and the words below.'],
    words: 'Words of your own',
    wordsHint: 'Names of your product and company, for example. At most 200, of 50 characters each.',
    wordsEmpty: 'None yet.',
    personal: [
      'No personal data',
      'A password must not contain the person’s name, username, nickname or the first part of their email address.',
    ],
    newer: (parts: string) =>
      `The option password_options decides about ${parts} here. It is changed through the API.`,
    parts: {
      complexity: 'level and length',
      history: 'old passwords',
      dictionary: 'common passwords',
      profile_data: 'personal data',
    },
  },
  list: {
    add: 'Add',
    remove: (entry: string) => `Remove ${entry}`,
    long: (characters: number) => `At most ${characters} characters.`,
    many: (entries: number) => `At most ${entries} entries.`,
  },
  number: {
    range: (min: number, max: number) => `A whole number from ${min} to ${max}.`,
  },
  applications: {
    title: 'Applications',
    detail: 'Only these may sign people in through this connection.',
    none: 'No application may use this connection',
    noneDetail: 'Nobody can sign in through it yet. Switch an application on below.',
    noClients: 'There is no application yet.',
    toApplications: 'Create an application, or change one',
    gone: 'This application was deleted.',
    filter: 'Filter applications',
    noMatch: 'No application matches.',
    allowed: (allowed: number, all: number) =>
      `${allowed.toLocaleString()} of ${all.toLocaleString()} may use it`,
    saved: (name: string, on: boolean) => (on ? `${name} may use it` : `${name} may no longer use it`),
    types: {
      native: 'native',
      spa: 'single page',
      regular_web: 'web',
      non_interactive: 'machine to machine',
    },
  },
  danger: {
    title: 'Danger',
    detail: 'A deleted connection takes its users, scripts, versions and configuration with it.',
    remove: 'Delete connection',
    removeTitle: (name: string) => `Delete ${name}`,
    nobody: 'No user goes with it.',
    users: (count: number) => `${people(count)} go with it: profile, password, metadata and sign-in history.`,
    imported: (count: number) => `${people(count)} came from the legacy store, which Ferry does not touch.`,
    born: (count: number) => `${people(count)} signed up here and are in no other store.`,
    applications: (count: number) =>
      `${count.toLocaleString()} ${count === 1 ? 'application' : 'applications'} can no longer sign anybody in through it.`,
    rest: 'Its scripts with every version and its configuration go too. This cannot be undone.',
    type: (name: string) => `Type ${name} to delete it`,
    mismatch: 'This is not the name of the connection.',
    removed: (name: string) => `${name} is deleted`,
  },
} as const
