/** Texts of the groups about trust, keys and ended sessions of an application. @module */

/** Grouped by the part of the page that shows them. */
export const proofText = {
  trust: {
    title: 'Trust',
    isOurs: [
      'This application is ours',
      'On: people are asked for their consent only for APIs that say so. Off: it belongs to someone else, and people must allow what it asks for before it gets tokens for them.',
    ],
    pushed: [
      'Pushed requests only',
      'Sign-ins must start with a request that the application has sent to /oauth/par. A sign-in with the request in the address is refused.',
    ],
    ownForms: [
      'Password forms of its own',
      'Pages at its web origins may ask for the password themselves, as auth0-lock and auth0-js do.',
    ],
  },
  keys: {
    title: 'Public keys',
    detail:
      'In place of a secret, the application can sign a JWT with a private key that only it has (private_key_jwt). Ferry keeps the public key.',
    inPlace: 'None. This application proves itself with its public keys.',
    leaveEffects: [
      'Its public keys stop counting at once.',
      'The application must then send the secret with every request for tokens.',
    ],
    none: 'No public key yet.',
    caption: 'Public keys of this application',
    name: 'Name',
    unnamed: 'without a name',
    kid: 'Key ID',
    copyKid: 'Copy key ID',
    algorithm: 'Algorithm',
    ends: 'Ends',
    never: 'never',
    state: 'State',
    counts: 'counts',
    idle: 'not used',
    actions: 'Actions',
    add: 'Add a public key',
    addTitle: (name: string) => `Add a public key to ${name}`,
    nameHint: 'For your team, such as the server that has the private key.',
    nameLong: 'Use at most 128 characters.',
    pem: 'Public key',
    pemHint:
      'In PEM form, or a certificate, which ends when it says. An RSA key of at least 2,048 bits; never the private key.',
    pemPrivate: 'This is a private key. Send the public key, and make a new pair: this one has been shown.',
    added: 'The public key is added. It counts once you use it.',
    use: 'Use',
    useFirstTitle: (name: string) => `Let ${name} use keys in place of its secret`,
    useFirstEffects: [
      'Its secret stops working at once, and is not shown again.',
      'Each request for tokens must carry a client_assertion that is signed with the private key.',
      'To go back, create a new secret.',
    ],
    used: 'The key counts now.',
    stop: 'Stop using',
    stopped: 'The key does not count any more.',
    isLast: 'This is the only key that counts. Create a secret to stop using keys.',
    remove: 'Delete',
    removeFirst: 'Stop using this key first.',
    removeTitle: (name: string) => `Delete the public key ${name}`,
    removeEffects: ['The application cannot use this key again. You cannot undo this.'],
    removed: 'The public key is deleted.',
    cancel: 'Cancel',
  },
  logout: {
    title: 'Ended sessions',
    detail: 'Ferry can tell the application’s server that a session has ended.',
    url: 'Address to call',
    urlHint:
      'Gets a POST with a logout_token when a session ends that the application has used. Empty: nobody is told.',
    urlWrong:
      'Write an address that starts with https:// or http://, without # and without a name and a password.',
    everyEnd: ['Tell it of every end', 'Off: only of the ends that you turn on below.'],
    ends: {
      'rp-logout': ['Sign-out', 'The person has signed out at an application.'],
      'session-revoked': ['Session ended by others', 'An administrator or a program has ended it.'],
      'session-expired': ['Session expired', 'Its time is over.'],
      'password-changed': ['New password', 'The person’s password was changed.'],
      'account-deactivated': ['Person blocked', 'The person was blocked.'],
      'account-deleted': ['Person deleted', 'The person was deleted.'],
    },
  },
} as const
