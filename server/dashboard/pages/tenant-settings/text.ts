/** Texts of the settings of the tenant. @module */

/** Grouped by the part of the page that shows them. */
export const tenantText = {
  readRefused: 'You cannot view the settings of the tenant.',
  refused: 'You can view these settings, but not change them.',
  saved: (what: string) => `Saved: ${what}`,
  conflict: {
    title: 'Someone else has changed this setting',
    detail: 'Your change is not saved. The page shows what is stored now.',
  },
  people: {
    title: 'What people see',
    detail: 'Pages and emails show these to the people who sign in.',
    name: 'Name',
    nameHint: 'In place of the tenant’s own name.',
    nameLong: 'Use at most 200 characters.',
    supportEmail: 'Support email',
    supportEmailHint: 'Where people can write for help.',
    supportEmailWrong: 'Write one email address, such as help@example.com.',
    supportUrl: 'Support page',
    supportUrlHint: 'Where people can find help. Pages link to it in place of the email address.',
    supportUrlWrong: 'Write an address that starts with https:// or http://.',
  },
  sessions: {
    title: 'Sessions of people',
    detail:
      'While a session lasts, people sign in without a password. A shorter time counts at once, a longer one from the next sign-in.',
    longest: 'Hours that a session lasts',
    longestHint: 'However often it is used.',
    idle: 'Hours without use',
    idleHint: 'A session that is not used for this long ends.',
    cookie: [
      'Sessions outlast the browser',
      'On: people stay signed in after they have closed the browser, as long as the session lasts. Off: a session ends with the browser.',
    ],
    logoutUrls: 'Sign-out URLs',
    logoutUrlsHint:
      'Where people may be sent after a sign-out that names no application. One address on each line, which is compared as a whole.',
    logoutUrlsExample: 'https://www.example.com',
    saveLogoutUrls: 'Save sign-out URLs',
  },
  languages: {
    title: 'Languages',
    detail:
      'People see the pages in the language that their browser or the application asks for, if it is on.',
    first: 'First language',
    firstHint: 'For everybody whose browser asks for none of these.',
  },
  rules: {
    title: 'Rules for requests',
    tellsExisting: [
      'Say that an account exists',
      'On: a sign-up with a known email or username says so. Off: the page is the same for everybody, and an email says how it ended.',
    ],
    pushed: [
      'Pushed requests only',
      'Sign-ins of all applications must start with a request that was sent to /oauth/par.',
    ],
    registration: [
      'Applications register themselves',
      'On: any program can register an application at /oidc/register. Such an application is never yours: it asks each person for consent, cannot use the Management API, and can use a connection only when you enable it.',
    ],
  },
  tokens: {
    title: 'Tokens',
    audience: 'API of tokens that name none',
    audienceHint: 'Access tokens are for this API when the application asks for no audience.',
    noAudience: 'None: tokens only read the profile',
    directory: 'Connection of the password grant',
    directoryHint: 'The grant “password” signs people in here. It names no connection.',
    noDirectory: 'None: the only one that the application may use',
    anyAudience: [
      'Tokens for unknown audiences',
      'On: applications can ask for access tokens with any audience and any scope, also of an API that is not in your list, and nobody checks whether it is yours. Ferry turns this on when it upgrades a tenant that used such audiences. Turn it off when all your APIs are in the list: other audiences are then refused.',
    ],
  },
  keys: {
    title: 'Signing keys',
    detail:
      'The current key signs every token of this tenant. Programs check tokens with the published keys, which are all but the revoked ones.',
    published: 'Published keys',
    caption: 'Signing keys of this tenant',
    key: 'Key',
    copyKey: 'Copy key ID',
    state: 'State',
    states: { current: 'current', next: 'next', previous: 'previous', revoked: 'revoked' },
    stateDetails: {
      current: 'Signs all new tokens.',
      next: 'Published ahead: signs after the next rotation.',
      previous: 'Signs no more. Tokens that it has signed are valid until they expire.',
      revoked: 'Its tokens are refused.',
    },
    meaning: 'Meaning',
    since: 'Signs since',
    until: 'Signed until',
    actions: 'Actions',
    rotate: 'Rotate keys',
    rotateTitle: 'Rotate the signing keys',
    rotateEffects: [
      'The next key signs all new tokens from now on. Programs know it already, since it is published.',
      'Tokens that exist stay valid: the current key becomes a previous one, and still verifies them.',
      'A new next key is published.',
      'You cannot undo this.',
    ],
    rotated: 'The keys are rotated.',
    revoke: 'Revoke',
    revokeTitle: (kid: string) => `Revoke the key ${kid}`,
    revokeEffects: [
      'Ferry refuses every token of this key at once: people who have one must sign in again, and programs need a new one.',
      'The key leaves the published set. Programs that check tokens themselves accept its tokens until they load the set again, at most five minutes later.',
      'A revoked key stays revoked. You cannot undo this.',
    ],
    revoked: 'The key is revoked.',
    cancel: 'Cancel',
  },
} as const
