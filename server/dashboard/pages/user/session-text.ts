/** Texts of the tab with the sessions and refresh tokens of a user. @module */

/** Grouped by the part of the tab that shows them. */
export const sessionText = {
  sessions: {
    title: 'Sessions',
    detail:
      'A session is a browser in which this person is signed in. Applications in it need no password until the session ends.',
    none: 'This person has no session: the next sign-in asks for the password.',
    caption: 'Sessions of this user',
    device: 'Device',
    unknownDevice: 'Unknown browser',
    signedIn: 'Signed in',
    lastUsed: 'Last used',
    ends: 'Ends',
    endsUnused: 'Ends unless it is used',
    method: 'Method',
    methods: { pwd: 'Password' },
    applications: 'Applications',
    actions: 'Actions',
    end: 'End session',
    endTitle: (device: string) => `End the session in ${device}`,
    endEffect:
      'The next sign-in in this browser asks for the password again. Access tokens stay valid until they expire. You cannot undo this.',
    endLog: 'The log names you in an entry sapi:',
    revokeToo: 'Also revoke its refresh tokens',
    revokeTooHint:
      'Applications that were given one in this session cannot get new access tokens with it any more.',
    ended: 'The session has ended.',
    endAll: 'End all sessions',
    endAllTitle: 'End all sessions of this user',
    endAllEffect:
      'Every browser asks for the password at the next sign-in. Access tokens stay valid until they expire. You cannot undo this.',
    revokeAllToo: 'Also revoke all refresh tokens',
    revokeAllTooHint: 'Applications on phones and servers then need a new sign-in of this person, too.',
    endedAll: 'All sessions have ended.',
    cancel: 'Cancel',
  },
  tokens: {
    title: 'Refresh tokens',
    detail:
      'With a refresh token, an application gets new access tokens for this person, also after the session has ended.',
    none: 'No application has a refresh token for this person.',
    caption: 'Refresh tokens of this user',
    application: 'Application',
    api: 'API and scopes',
    noApi: 'No API',
    given: 'Given',
    lastUsed: 'Last used',
    never: 'never',
    ends: 'Ends',
    endsUnused: 'Ends unless it is used',
    forever: 'when it is revoked',
    kind: 'Kind',
    rotating: 'rotating',
    fixed: 'reusable',
    actions: 'Actions',
    revoke: 'Revoke',
    revokeOf: (application: string) => `Revoke the refresh token of ${application}`,
    revokeEffect:
      'The application cannot get new access tokens with it. The access token that it has stays valid until it expires. You cannot undo this.',
    revoked: 'The refresh token is revoked.',
    revokeAll: 'Revoke all',
    revokeAllTitle: 'Revoke all refresh tokens of this user',
    revokeAllEffect:
      'No application can get new access tokens for this person without a sign-in. Sessions stay. You cannot undo this.',
    revokedAll: 'All refresh tokens are revoked.',
  },
  more: 'Load more',
} as const

/** The names under which the log has these writes: the summaries of the API’s operations. A test compares them. */
export const LOGGED_AS = {
  'DELETE /api/v2/sessions/{id}': 'End a session',
  'POST /api/v2/sessions/{id}/revoke': 'End a session and its refresh tokens',
  'DELETE /api/v2/users/{id}/sessions': 'End all sessions of a user',
  'DELETE /api/v2/refresh-tokens/{id}': 'Revoke a refresh token',
  'DELETE /api/v2/users/{id}/refresh-tokens': 'Revoke all refresh tokens of a user',
} as const
