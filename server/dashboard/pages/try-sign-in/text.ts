/** Texts of a tried sign-in: the dialog that starts it, and the page with its result. @module */

/** Grouped by the part of the page that shows them. */
export const trySignInText = {
  start: {
    open: 'Try a sign-in',
    title: (name: string) => `Try a sign-in at ${name}`,
    detail: 'Ferry’s sign-in page opens in a new tab, as this application would open it.',
    effects: [
      'It is a real sign-in: a user of the legacy store is imported, and wrong passwords count.',
      'Your browser then has a session of this user, until you sign the user out.',
      'The result appears here in the dashboard. The application gets nothing, and needs no callback URL for it.',
    ],
    connection: 'Connection',
    api: 'API',
    noApi: 'None, only the profile',
    scopes: 'Scopes',
    scopesHint: 'Separate the scopes by blanks. A trial gets no refresh token.',
    submit: 'Open the sign-in page',
    cancel: 'Cancel',
    blockedWindow: 'Your browser opened no tab',
    blockedWindowDetail: 'Open the sign-in page with this link. It works for 15 minutes.',
    link: 'Open the sign-in page',
    otherHost: (origin: string) =>
      `This works only at the public address of Ferry. Open the dashboard at ${origin}.`,
    noGrant: 'Turn on the grant “Authorization code” first.',
    noConnection: 'Turn on a connection for this application first.',
    noPeople: 'No person signs in at a machine-to-machine application.',
  },
  result: {
    title: 'Tried sign-in',
    works: 'The sign-in works',
    worksDetail: 'An application with this client ID would get these tokens.',
    refusedTitle: 'Ferry refused the request',
    refusedDetail: 'An application would get this error at its callback URL.',
    nothing: 'There is no result here',
    nothingDetail:
      'The result of a trial is shown once, in the tab in which the person signed in. Start a new trial to see one.',
    failed: 'The result could not be read',
    error: 'Error',
    description: 'Description',
    scope: 'Granted scopes',
    noScope: 'none',
    expires: 'Access token valid for',
    seconds: (count: number) => `${count.toLocaleString()} s`,
    idToken: 'Claims of the ID token',
    noIdToken: 'There is no ID token, because the scope openid was not granted.',
    accessToken: 'Claims of the access token',
    copy: 'Copy claims',
    parent: 'Application',
    signOut: 'Sign the user out',
    signOutHint:
      'This browser has a session of the user now: other applications sign the user in here without a password.',
  },
} as const
