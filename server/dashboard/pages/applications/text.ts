/** Texts of the pages of applications. @module */
import { counted } from '../../counted.ts'

/** Texts that several of the pages show. */
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
  filter: 'Filter applications',
  filterPlaceholder: 'Name, client ID or type',
  clear: 'Clear filter',
  none: (filter: string) => `No application matches “${filter}”.`,
  shown: (shown: number, all: number) => `${shown.toLocaleString()} of ${all.toLocaleString()}`,
  showAll: (all: number) => `Show all ${all.toLocaleString()}`,
  empty:
    'There is no application yet. An application is a program that signs people in or calls the API, with a client ID and a secret of its own.',
  onlyAdministration: 'You have no application of your own yet',
  onlyAdministrationDetail:
    '“Ferry administration” may do everything. Keep it for scripts and deployment tools, and create an application for each program that signs people in.',
} as const

/** Each grant that Ferry serves, by its name in the API: what people call it, and what it does. */
export const GRANT_NAMES = {
  authorization_code: [
    'Authorization code',
    'Sends people to Ferry’s sign-in page. The application gets a code, and exchanges it for tokens.',
  ],
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
  implicit: [
    'Implicit',
    'Sends people to Ferry’s sign-in page, and gives tokens to the browser. For older applications: new ones use the authorization code.',
  ],
} as const

/** Texts of the dialog that creates an application. */
export const createText = {
  title: 'New application',
  name: 'Name',
  nameHint: 'For your team. People who sign in do not see it.',
  nameMissing: 'Enter a name for the application.',
  nameWrong: 'Use at most 200 characters, without < and >.',
  kind: 'Type',
  address: 'Address of the application',
  addressHint: {
    regular_web:
      'Optional: its scheme and host, such as http://localhost:3000. Ferry then allows its /callback and the sign-out.',
    spa: 'Optional: its scheme and host, such as http://localhost:3000. Ferry then allows it as callback, for the sign-out and as web origin.',
  },
  addressWrong: 'Enter a scheme and a host, such as http://localhost:3000, or leave the field empty.',
  kinds: {
    regular_web: 'It runs on a server, which can keep a secret.',
    spa: 'It runs in a browser, which cannot keep a secret.',
    native: 'It runs on a phone or a computer, which cannot keep a secret.',
    non_interactive: 'It is a script or a service that calls an API. No person signs in.',
  },
  submit: 'Create application',
  created: (name: string) => `${name} is created`,
} as const

/** Texts beside a new secret. */
export const secretText = {
  title: 'Copy the client secret now',
  detail: 'Ferry shows it only this once. It stores a hash, and nobody can read the secret again.',
  done: 'I have copied it',
} as const

/** Texts of the page of one application. */
export const applicationText = {
  refused: 'You can view this application, but not change it.',
  saved: (what: string) => `Saved: ${what}`,
  tabs: { label: 'Parts of the application', settings: 'Settings', quickStart: 'Quick start' },
  basics: {
    title: 'Basics',
    description: 'Description',
    descriptionHint: 'At most 140 characters.',
    descriptionLong: (length: number) =>
      `This description has ${counted(length, 'character')}. Use at most 140.`,
    type: 'Type',
    typeHint: 'It describes the application. A change does not affect the secret and the grants.',
  },
  credentials: {
    title: 'Credentials',
    stored: 'Shown once, when it was created. Ferry stores only its hash.',
    noSecret: 'None. This application is public: it sends only its client ID.',
    rotate: 'Rotate secret',
    rotateTitle: (name: string) => `Rotate the secret of ${name}`,
    rotateEffects: [
      'The current secret stops working at once.',
      'Until the application has the new secret, nobody can sign in through it, and it gets no tokens.',
      'Tokens that it already has stay valid until they expire.',
    ],
    rotateAdministration:
      'If the server runs with FERRY_ADMIN_CLIENT_SECRET, change that setting too. With the old secret, the server does not start.',
    add: 'Create a secret',
    addTitle: (name: string) => `Create a secret for ${name}`,
    addEffects: [
      'The application must then send the secret with every request for tokens.',
      'Installed copies that send no secret can no longer sign people in.',
    ],
  },
  connections: {
    title: 'Connections',
    detail: 'This application can sign people in through these connections only.',
    none: 'No connection lets this application sign people in',
    noneDetail: 'Turn on a connection below.',
    empty: 'There is no connection yet.',
    toConnections: 'Go to connections',
    filter: 'Filter connections',
    noMatch: 'No connection matches.',
    used: (used: number, all: number) =>
      `${used.toLocaleString()} of ${counted(all, 'connection')} turned on`,
    saved: (name: string, on: boolean) => (on ? `${name} is turned on` : `${name} is turned off`),
  },
  grants: {
    title: 'Grants',
    detail: 'These are the ways in which this application can get tokens.',
    cannotSignIn: 'This application cannot sign people in yet',
    cannotSignInDetail:
      'People sign in on Ferry’s page by an authorization code, or with a password grant. Turn on one of them below.',
    needsSecret: 'This grant needs a secret, which the application does not have.',
    kept: (names: string) => `Ferry stores these grants, but does not serve them: ${names}.`,
  },
  addresses: {
    title: 'Addresses',
    detail: 'Enter one address on each line.',
    fields: {
      callbacks: {
        label: 'Callback URLs',
        hint: 'Ferry sends people back to one of these after the sign-in. It compares the address as a whole. Pages at the same origins can call Ferry from a browser (CORS).',
        save: 'Save callback URLs',
        placeholder: 'https://app.example.com/callback',
      },
      allowed_logout_urls: {
        label: 'Sign-out URLs',
        hint: 'Ferry sends people to one of these after they have signed out. It compares the address as a whole.',
        save: 'Save sign-out URLs',
        placeholder: 'https://app.example.com',
      },
      web_origins: {
        label: 'Web origins',
        hint: 'Pages at these origins can sign people in silently and call Ferry from a browser (CORS).',
        save: 'Save web origins',
        placeholder: 'https://app.example.com',
      },
      allowed_origins: {
        label: 'Allowed origins (CORS)',
        hint: 'Pages at these origins can call Ferry from a browser. A * can stand for the first label: https://*.example.com.',
        save: 'Save allowed origins',
        placeholder: 'https://app.example.com',
      },
    },
    restore: 'Restore',
    wrong: (count: number) => `Correct ${counted(count, 'address', 'addresses')} first.`,
    mistakesIn: (label: string) => `Mistakes in ${label}`,
    inLine: (line: number, text: string) => `Line ${line}: ${text}`,
    mistakes: {
      incomplete:
        'This is not a complete address. Start it with its scheme, such as https://app.example.com/callback.',
      unsafe: (scheme: string) => `Use https: instead of ${scheme}, which leads to no application.`,
      fragment: 'Remove the # and what follows it.',
      credentials: 'Remove the name and the password before the @.',
      long: (characters: number) => `Use at most ${counted(characters, 'character')}.`,
      many: (entries: number) => `Use at most ${counted(entries, 'address', 'addresses')}.`,
      wildcard: 'Ferry stores this address, but an address with * matches nothing.',
      wildcardOrigin: 'A * can only stand for the first label of a host: https://*.example.com.',
      noOrigin: 'This is not an origin. Use the scheme and the host: https://app.example.com.',
      origin: (origin: string) => `This is not an origin. Use ${origin}.`,
    },
  },
  tokens: {
    title: 'Tokens',
    detail: 'All times are in seconds. The lifetime of an access token is a setting of its API.',
    idToken: 'ID token lifetime',
    idTokenHint: 'How long an ID token is valid.',
    idTokenDefault: '36000',
    rotation: 'Refresh tokens',
    rotationHint: 'With rotation, a token that is used a second time revokes all that followed it.',
    rotations: {
      rotating: 'Each use gives a new token',
      'non-rotating': 'A token is used again and again',
    },
    leeway: 'Leeway',
    leewayHint: 'How long a used refresh token can be sent again, after an answer that was lost.',
    expires: 'Refresh tokens expire',
    expiresHint: 'Without an end, they stay valid until they are revoked.',
    life: 'Longest lifetime',
    lifeHint: 'How long refresh tokens are valid after the sign-in. Leave it empty for no limit.',
    idle: 'Longest time without use',
    idleHint: 'How long a refresh token is valid without being used. Leave it empty for no limit.',
    noLimit: 'no limit',
    atLeast: (seconds: number) => `Enter at least ${seconds.toLocaleString()}, the longest time without use.`,
    atMost: (seconds: number) => `Enter at most ${seconds.toLocaleString()}, the longest lifetime.`,
  },
  kept: {
    title: 'Stored only',
    detail: 'Ferry stores these settings for tools that read them back, and does not obey them.',
  },
  apis: {
    title: 'APIs',
    detail:
      'These are the APIs that this application can call as itself, with the grant client_credentials, and their scopes.',
    api: 'API',
    everything: 'This application can do everything, without a client grant.',
    nothing: 'This application has no client grant yet.',
    grants: 'Client grants',
    audience: 'Audience',
    scopes: 'Scopes',
    noScopes: 'none',
    allow: 'Allow scopes',
    change: 'Change scopes',
    remove: 'Remove grant',
    removed: 'The client grant is removed',
    changed: 'The scopes are saved',
    other:
      'This audience is none of the first 100 APIs. Change its scopes with PATCH /api/v2/client-grants/{id}.',
    noToken: 'This application cannot get a token of its own yet',
    noTokenDetail: 'It needs a secret and the grant client_credentials.',
    dialog: (name: string) => `Scopes of ${name}`,
    dialogDetail: (api: string) =>
      `Select what the application needs of “${api}”, and nothing more. For the Management API, a change also affects tokens that it already has.`,
    withoutScopes: 'This API has no scopes. Save the grant to allow its access tokens.',
    filter: 'Filter scopes',
    noMatch: 'No scope matches.',
    selected: (count: number) => `${counted(count, 'scope')} selected`,
    ownersOnly: 'Only an owner has this scope and can grant it.',
    save: 'Save scopes',
    changedElsewhere: 'Someone else has changed this grant',
    changedElsewhereDetail: 'Your change is not saved. Close this dialog to see what is stored now.',
  },
  danger: {
    title: 'Danger',
    detail: 'A deleted application can no longer sign people in.',
    administration:
      'The administration application cannot be deleted here. Scripts and deployment tools use it to call the Management API. To replace a leaked secret, rotate it.',
    remove: 'Delete application',
    removeTitle: (name: string) => `Delete ${name}`,
    effectAtOnce: 'Every program that uses its client ID stops working at once.',
    connections: (count: number) =>
      `${counted(count, 'connection')} can no longer be used by it. The users stay, and other applications can still sign them in.`,
    rest: 'Its refresh tokens and client grants are deleted too. You cannot undo this.',
    type: (name: string) => `Type ${name} to delete it`,
    mismatch: 'This is not the name of the application.',
    removed: (name: string) => `${name} is deleted`,
  },
  conflict: {
    title: 'Someone else has changed this application',
    detail: 'Your change is not saved yet. Compare the values, then choose.',
    field: 'Field',
    base: 'When you read it',
    theirs: 'Stored now',
    mine: 'Yours',
    absent: 'not set',
    takeTheirs: 'Keep what is stored',
    takeMine: 'Save mine instead',
  },
} as const

/** Texts of the choice of applications for a new connection. */
export const choiceText = {
  label: 'Applications that may use it',
  hint: 'You can turn on other applications later, in the settings of the connection.',
  none: 'There is no application yet. Create one later, then turn it on in the settings of the connection.',
  filter: 'Filter applications',
  noMatch: 'No application matches.',
} as const
