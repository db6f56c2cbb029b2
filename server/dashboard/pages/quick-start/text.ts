/** Texts of the quick start. @module */

/** Grouped by the part of the page that shows them. */
export const quickStartText = {
  title: 'Quick start',
  detail: 'Code that signs people in, with the domain and the client ID of this application.',
  library: 'Library',
  curl: 'curl',
  address: 'Address of your application',
  addressHint: 'Scheme, host and port: http://localhost:3000 while you develop.',
  addressWrong: 'This is not an address. Enter a scheme and a host, such as http://localhost:3000.',
  copy: (file: string) => `Copy ${file}`,
  command: 'Command',
  copyCommand: 'Copy command',
  missing: 'The application is not set up for this code yet',
  complete: 'Set it up',
  completed: 'The settings for the quick start',
  ready: 'The settings of this application fit this code.',
  fields: {
    callbacks: (entry: string) => `Callback URL: ${entry}`,
    allowed_logout_urls: (entry: string) => `Sign-out URL: ${entry}`,
    web_origins: (entry: string) => `Web origin: ${entry}`,
    grant_types: (entry: string) => `Grant: ${entry}`,
  },
  needsHttps:
    'This library takes an issuer with https only. Put TLS in front of Ferry before you run the code.',
  needsSecret:
    'The code reads the client secret from the environment. Ferry showed it once; rotate it if you lost it.',
  noSecret:
    'This code needs a client secret, which this application does not have. Create one under “Credentials”.',
  signIn: 'This command signs a person in. Set the variables that start with $ first.',
  token: 'This command gets a token for the application itself. Set $CLIENT_SECRET first.',
  nothing:
    'There is no command for this application yet. For a sign-in, turn on a connection and the grant “Password at one connection”.',
} as const
