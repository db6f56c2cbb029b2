/** Texts of a connection’s settings. @module */
import { counted } from '../../counted.ts'

/** Grouped by the part of the page that shows them. */
export const settingsText = {
  saved: (what: string) => `Saved: ${what}`,
  refused: 'Your role can read these settings but cannot change them.',
  cancel: 'Cancel',
  api: 'In the API:',
  and: ' and ',
  onThisPage: 'On this page',
  /** Fragments of URLs that lead to the groups, in the order of the page. */
  anchors: {
    mode: 'source',
    applications: 'applications',
    signIn: 'sign-in',
    imports: 'profiles',
    password: 'password-policy',
    danger: 'danger',
  },
  conflict: {
    title: 'Someone else changed this connection',
    detail: 'Your change is not saved yet. Compare the values, then choose one.',
    option: 'Option',
    base: 'When you opened it',
    theirs: 'Saved now',
    mine: 'Your change',
    untouched: 'not changed',
    absent: 'not set',
    takeTheirs: 'Keep what is saved',
    takeMine: 'Save my change instead',
    addMine: 'Save my change too',
  },
  mode: {
    title: 'Source of users',
    modes: {
      importing: [
        'Import',
        'The legacy store checks the password at the first sign-in, and Ferry imports the user. From then on, Ferry checks the password itself.',
      ],
      legacy: [
        'Legacy only',
        'The login script runs at every sign-in. Ferry stores profiles but no passwords.',
      ],
      local: ['Ferry only', 'No script runs. People who are not in Ferry cannot sign in.'],
    },
    confirm: (mode: string) => `Change to “${mode}”`,
    complete: 'Complete the migration',
    nobody: 'No user in Ferry is locked out.',
    stay: (count: number) => `${counted(count, 'user')} of Ferry can sign in afterwards`,
    everyoneElse:
      'Everyone else in the legacy store can no longer sign in. Ferry does not know how many people that are.',
    lockedOut: (count: number) => `${counted(count, 'user')} in Ferry can no longer sign in.`,
    afterwards: 'The scripts and their versions are kept. You can change back at any time.',
    change: (mode: string) => `Change to ${mode}`,
  },
  signIn: {
    title: 'Sign-up and sign-in',
    signUp: ['Sign-ups', 'People can create an account themselves, through POST /dbconnections/signup.'],
    reset: [
      'Password reset by email',
      'People who forgot their password can ask for an email to choose a new one.',
    ],
    bruteForce: [
      'Brute-force protection',
      'After too many wrong passwords in a row, 10 by default, sign-ins to the account from that IP address are refused until the block is lifted, here or through a link in an email.',
    ],
    username: [
      'Require a username',
      'Sign-ups and imports need a username as well as an email address. People can sign in with either.',
    ],
    length: 'Username length',
    shortest: 'Minimum',
    longest: 'Maximum',
    lengthHint: 'Number of characters. Ferry checks it when a username is chosen in Ferry, not at an import.',
    lengthOrder: (min: number, max: number) =>
      `The minimum, ${min}, must not be greater than the maximum, ${max}.`,
    attributes:
      'The option attributes of this connection sets its identifiers. You can change it through the API.',
  },
  imports: {
    title: 'Profiles',
    strict: [
      'Validate before import',
      'A profile without a valid email address, or without a required username, is refused. When this is off, such a profile is stored as it is.',
    ],
    context: [
      'Pass the context to scripts',
      'Scripts get a context argument before the callback. You cannot turn this off again.',
    ],
    contextOn: 'This cannot be turned off: scripts that expect a context would take the callback for it.',
    contextTitle: 'Pass the context to scripts',
    contextDetail:
      'You cannot turn this off again. Ferry calls every script with one more argument, before the callback. Scripts that do not declare this argument stop working.',
    contextConfirm: 'Turn on permanently',
    tombstones: [
      'Keep deleted users out',
      'A user who is deleted in Ferry is not imported again, even if the legacy store still has them.',
    ],
    tombstonesLegacy: 'This has no effect in legacy mode: the legacy store alone decides who can sign in.',
    aliases: [
      'Let people in by other names',
      'A name that is not in the profile, such as a customer number or a former address, becomes a further sign-in name if get_user finds the same user_id by it. When this is off, such a sign-in is refused.',
    ],
    factors: [
      'Refuse profiles with a second factor',
      'Ferry cannot store mfa_factors yet. When this is off, Ferry drops them, and people who had a second factor sign in with the password alone.',
    ],
    tls: 'Oldest TLS of the legacy store',
    tlsVersions: {
      'TLSv1.2': 'TLS 1.2',
      'TLSv1.1': 'TLS 1.1, insecure',
      TLSv1: 'TLS 1.0, insecure',
    },
    tlsHint:
      'Choose 1.0 or 1.1 only for a server that cannot do better. Old keys, certificates and ciphers are accepted too, and each run that uses them has a warning in its log.',
    root: 'Name, nickname and picture',
    roots: {
      on_each_login: 'Updated at every sign-in',
      on_first_login: 'Set at the first sign-in, then kept',
      never_on_login: 'Never taken from the script',
    },
    rootHint: 'Whether a sign-in in legacy mode overwrites changes made in Ferry.',
    transient: 'Fields that are never stored',
    transientHint:
      'Fields of the profile that the script returns, such as ssn. Only the response to that sign-in contains them.',
    transientEmpty: 'Every field is stored.',
  },
  password: {
    title: 'Password policy',
    detail: 'For new passwords. Ferry does not apply the policy to passwords that it imports.',
    level: 'Level',
    levels: {
      none: ['None', 'Any password.'],
      low: ['Low', 'At least 6 characters.'],
      fair: ['Fair', 'At least 8 characters, with lower case, upper case and digits.'],
      good: [
        'Good',
        'At least 8 characters, with three of these: lower case, upper case, digits, special characters.',
      ],
      excellent: [
        'Excellent',
        'At least 10 characters, with three of the four kinds and no three identical characters in a row.',
      ],
    },
    minimum: 'Minimum length',
    minimumHint: (level: number) =>
      `1 to 128 characters. Leave this empty to use the minimum of the level, ${level}.`,
    history: ['No old passwords', 'People cannot choose one of their last passwords again.'],
    historySize: 'Number of passwords',
    historyHint: '1 to 24, including the current password.',
    dictionary: [
      'No common passwords',
      'The 10,000 most common passwords are refused. You can add words of your own.',
    ],
    words: 'Your own words',
    wordsHint:
      'For example, the names of your product and company. At most 200 words, each of at most 50 characters.',
    wordsEmpty: 'None yet.',
    personal: [
      'No personal data',
      'A password must not contain the person’s name, username, nickname or the first part of their email address.',
    ],
    newer: (parts: string) =>
      `The option password_options of this connection sets: ${parts}. You can change it through the API.`,
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
    long: (characters: number) => `Use at most ${counted(characters, 'character')}.`,
    many: (entries: number) => `Add at most ${counted(entries, 'entry', 'entries')}.`,
  },
  number: {
    range: (min: number, max: number) => `Enter a whole number from ${min} to ${max}.`,
  },
  applications: {
    title: 'Applications',
    detail: 'Only the applications that are on can sign people in through this connection.',
    none: 'No application can use this connection',
    noneDetail: 'Nobody can sign in through it yet. Turn an application on below.',
    noClients: 'There is no application yet.',
    toApplications: 'Create or change applications',
    gone: 'This application was deleted.',
    filter: 'Filter applications',
    noMatch: 'No application matches.',
    allowed: (allowed: number, all: number) =>
      `${allowed.toLocaleString()} of ${all.toLocaleString()} can use it`,
    saved: (name: string, on: boolean) => (on ? `${name} can use it` : `${name} can no longer use it`),
    types: {
      native: 'native',
      spa: 'single page',
      regular_web: 'web',
      non_interactive: 'machine to machine',
    },
  },
  danger: {
    title: 'Danger zone',
    detail: 'Deleting a connection also deletes its users, scripts, versions and configuration.',
    remove: 'Delete connection',
    removeTitle: (name: string) => `Delete ${name}`,
    nobody: 'No user is deleted.',
    users: (count: number) =>
      `${counted(count, 'user')} ${count === 1 ? 'is' : 'are'} deleted, with profile, password, metadata and sign-in history.`,
    imported: (count: number) =>
      `${counted(count, 'user')} came from the legacy store, which Ferry does not change.`,
    born: (count: number) =>
      `${counted(count, 'user')} signed up in Ferry and ${count === 1 ? 'is' : 'are'} in no other store.`,
    applications: (count: number) =>
      `${counted(count, 'application')} can no longer sign people in through it.`,
    rest: 'Its scripts, all their versions and its configuration are deleted too. You cannot undo this.',
    type: (name: string) => `Type ${name} to confirm`,
    mismatch: 'This is not the name of the connection.',
    removed: (name: string) => `${name} is deleted.`,
  },
} as const
