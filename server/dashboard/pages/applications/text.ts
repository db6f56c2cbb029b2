/** What the pages of applications say. @module */

const things = (count: number, one: string): string =>
  `${count.toLocaleString()} ${count === 1 ? one : `${one}s`}`

/** What several of the pages say. */
export const applicationsText = {
  title: 'Applications',
  one: 'Application',
  caption: 'Applications of this tenant',
  name: 'Name',
  id: 'Client ID',
  copyId: 'Copy client ID',
  secret: 'Client secret',
  copySecret: 'Copy client secret',
  type: 'Type',
  grants: 'Grants',
  connections: 'Connections',
  created: 'Created',
  administration: 'administration',
  nothing: '–',
  cancel: 'Cancel',
  ownerOnly: 'This application may do everything. Only an owner can change it.',
  types: {
    regular_web: 'Regular web application',
    spa: 'Single-page application',
    native: 'Native application',
    non_interactive: 'Machine to machine',
  },
  noType: 'Not set',
  filter: 'Filter applications',
  filterHint: 'by name, client ID or type',
  clear: 'Clear filter',
  none: (filter: string) => `No application matches “${filter}”.`,
  shown: (shown: number, all: number) => `${shown.toLocaleString()} of ${all.toLocaleString()}`,
  showAll: (all: number) => `Show all ${all.toLocaleString()}`,
  empty:
    'An application is a program that signs people in or calls the API. It has a client ID and a secret of its own. There is none yet.',
  onlyAdministration: 'You have no application of your own yet',
  onlyAdministrationDetail:
    '“Ferry administration” may do everything. Keep it for scripts and deployment tools, and create an application for each program that signs people in.',
} as const

/** How a grant is called, by its name in the API. Those that are not here are not served. */
export const GRANT_NAMES = {
  'http://auth0.com/oauth/grant-type/password-realm': [
    'Password at one connection',
    'Signs people in with their password at the connection that the request names.',
  ],
  password: [
    'Password',
    'Signs people in with their password at the tenant’s default connection, or at its only one.',
  ],
  refresh_token: ['Refresh token', 'Gets new tokens for people who have signed in, without their password.'],
  client_credentials: [
    'Client credentials',
    'Gets tokens for the application itself, as far as its client grants allow.',
  ],
} as const

/** Of the dialog that makes one. */
export const createText = {
  title: 'New application',
  name: 'Name',
  nameHint: 'For your team. People who sign in do not see it.',
  nameMissing: 'Give the application a name.',
  nameWrong: 'Use at most 200 characters, without < and >.',
  kind: 'Type',
  kinds: {
    regular_web: 'It runs on a server, which can keep a secret.',
    spa: 'It runs in a browser, which cannot keep a secret.',
    native: 'It runs on a phone or a computer, which cannot keep a secret.',
    non_interactive: 'A script or a service that calls an API. Nobody signs in.',
  },
  submit: 'Create application',
  created: (name: string) => `${name} is created`,
} as const

/** Wherever a secret is shown. */
export const secretText = {
  title: 'Copy the client secret now',
  detail: 'It is shown only this once. Ferry stores its hash, and nobody can read the secret again.',
  done: 'I have copied it',
} as const

/** Of the page of one application. */
export const applicationText = {
  refused: 'You can look at this application, not change it.',
  saved: (what: string) => `Saved: ${what}`,
  basics: {
    title: 'Basics',
    description: 'Description',
    descriptionHint: 'At most 140 characters.',
    descriptionLong: (length: number) => `This has ${length} characters; at most 140 are allowed.`,
    type: 'Type',
    typeHint: 'It describes the application. Secret and grants stay as they are when you change it.',
  },
  credentials: {
    title: 'Credentials',
    stored: 'It was shown once, when it was made. Ferry stores only its hash.',
    noSecret: 'None. This application is public: it proves itself by its client ID alone.',
    rotate: 'Rotate secret',
    rotateTitle: (name: string) => `Rotate the secret of ${name}`,
    rotateEffects: [
      'The present secret stops working at once.',
      'Until the application has the new secret, nobody can sign in through it, and it gets no tokens.',
      'Tokens that it has already stay valid until they expire.',
    ],
    rotateAdministration:
      'If the server is started with FERRY_ADMIN_CLIENT_SECRET, change that setting too: with the old secret, the server does not start.',
    add: 'Create a secret',
    addTitle: (name: string) => `Create a secret for ${name}`,
    addEffects: [
      'From then on the application has to send the secret with every request for tokens.',
      'Copies of it that send none can no longer sign anybody in.',
    ],
  },
  connections: {
    title: 'Connections',
    detail: 'This application can sign people in only through these.',
    none: 'No connection lets this application sign people in',
    noneDetail: 'Switch one on below.',
    empty: 'There is no connection yet.',
    toConnections: 'Go to connections',
    filter: 'Filter connections',
    noMatch: 'No connection matches.',
    used: (used: number, all: number) => `${used.toLocaleString()} of ${all.toLocaleString()} are on`,
    saved: (name: string, on: boolean) => (on ? `${name} is switched on` : `${name} is switched off`),
  },
  grants: {
    title: 'Grants',
    detail: 'How this application can get tokens.',
    cannotSignIn: 'This application cannot sign anybody in yet',
    cannotSignInDetail:
      'Ferry has no sign-in page of its own, so people sign in with a password grant. Switch one on below.',
    needsSecret: 'It needs a secret, which this application does not have.',
    kept: (names: string) => `Stored, but not served by Ferry: ${names}.`,
  },
  addresses: {
    title: 'Addresses',
    detail: 'Add several at once by pasting them, one a line.',
    callbacks: [
      'Callback URLs',
      'Ferry has no sign-in page of its own, so it sends nobody to them yet. Pages at the same origin may read the answers of the Authentication API.',
    ],
    allowed_logout_urls: [
      'Logout URLs',
      'Stored only: Ferry keeps no sessions of people, so there is nothing to log out of.',
    ],
    web_origins: [
      'Web origins',
      'Pages at these origins may read the answers of the Authentication API (CORS). One * may stand for the first label: https://*.example.com.',
    ],
    allowed_origins: [
      'Allowed origins (CORS)',
      'The same, for origins that are kept apart from the web origins.',
    ],
    empty: 'None.',
    wrongAddress: (address: string) =>
      `${address} is not an absolute URL without fragment and wildcard, such as https://app.example.com/callback.`,
    wrongOrigin: (address: string) =>
      `${address} is not an origin: scheme, host and port alone, such as https://app.example.com.`,
  },
  management: {
    title: 'Management API',
    detail:
      'What this application may do at /api/v2 with a token of its own, through the grant client_credentials.',
    everything: 'It may do everything, without any client grant.',
    nothing: 'It may do nothing there.',
    grants: 'Client grants',
    audience: 'Audience',
    scopes: 'Scopes',
    noScopes: 'none',
    allow: 'Allow scopes',
    change: 'Change scopes',
    remove: 'Remove grant',
    removed: 'The client grant is removed',
    changed: 'The scopes are saved',
    other: 'The scopes of another API are changed through POST and PATCH /api/v2/client-grants.',
    noToken: 'It cannot get such a token yet',
    noTokenDetail: 'That needs a secret, and the grant client_credentials.',
    dialog: (name: string) => `Scopes of ${name}`,
    dialogDetail:
      'Give only what the application needs. Tokens that it has already follow the change at once.',
    filter: 'Filter scopes',
    noMatch: 'No scope matches.',
    chosen: (count: number) => `${things(count, 'scope')} chosen`,
    ownersOnly: 'Only an owner has this scope, and can give it.',
    save: 'Save scopes',
    changedElsewhere: 'Somebody else has changed this grant',
    changedElsewhereDetail: 'Nothing of yours is saved. Close this dialog to see what is stored now.',
  },
  use: {
    title: 'Use it',
    signIn: 'This signs somebody in. Fill in what stands after the $ signs.',
    token: 'This gets a token for the application itself.',
    nothing: 'Switch on a connection and a password grant, and the command for a sign-in appears here.',
    label: 'Command',
    copy: 'Copy command',
  },
  danger: {
    title: 'Danger',
    detail: 'A deleted application can no longer sign anybody in.',
    administration:
      'The administration application cannot be deleted here. Scripts and deployment tools reach the Management API with it, and the server makes another at its next start if there is none.',
    remove: 'Delete application',
    removeTitle: (name: string) => `Delete ${name}`,
    effectAtOnce: 'Whatever uses its client ID fails at once: sign-ins, refreshed tokens, calls of the API.',
    connections: (count: number) =>
      `It is switched off at ${things(count, 'connection')}. Users of ${count === 1 ? 'that connection' : 'those connections'} stay, and other applications can still sign them in.`,
    rest: 'Its refresh tokens and client grants are deleted too. This cannot be undone.',
    type: (name: string) => `Type ${name} to delete it`,
    mismatch: 'This is not the name of the application.',
    removed: (name: string) => `${name} is deleted`,
  },
  conflict: {
    title: 'Somebody else has changed this application',
    detail: 'Nothing of yours is saved yet. Compare, then choose.',
    field: 'Field',
    base: 'When you read it',
    theirs: 'Stored now',
    mine: 'Yours',
    absent: 'not set',
    takeTheirs: 'Keep what is stored',
    takeMine: 'Save mine instead',
  },
} as const

/** Where an application is chosen for a connection. */
export const choiceText = {
  label: 'Applications that may use it',
  hint: 'Others can be switched on later, in the settings of the connection.',
  none: 'There is no application yet. Create one under Applications, then switch it on in the settings of the connection.',
  filter: 'Filter applications',
  noMatch: 'No application matches.',
} as const
