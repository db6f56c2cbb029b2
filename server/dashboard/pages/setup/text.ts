/** Texts of the setup, the first run of the dashboard. @module */
import { counted } from '../../counted.ts'

/** Grouped by screen. */
export const setupText = {
  progress: 'Setup',
  steps: { owner: 'Owner', store: 'Legacy store', signIn: 'First sign-in', done: 'Done' },
  stepDone: 'done',
  skip: 'Skip setup',
  /** Name of the application that the setup creates for a connection. */
  applicationOf: (connection: string) => `${connection} app`,
  owner: {
    title: 'Set up Ferry',
    intro: 'Create the first account. It is the owner: it can change everything in this instance of Ferry.',
    email: 'Email',
    password: 'Password',
    passwordHint: 'At least 12 characters. A sentence is easy to remember and hard to guess.',
    passwordShort: (length: number) => `This password has ${counted(length, 'character')}. Use at least 12.`,
    emailWrong: 'Enter a valid email address.',
    submit: 'Create the owner',
    usedTitle: 'This link cannot be used',
    used: 'It was used before, or it is incomplete. While there is no owner, the server prints a new link each time it starts.',
    toSignIn: 'Go to sign-in',
    toDashboard: 'Go to the dashboard',
  },
  store: {
    title: 'Where are your users stored today?',
    sample: 'Sample legacy store',
    sampleHint:
      '200 fictional people, with the irregular data of a ten-year-old database. Ready to use; you can remove it later.',
    own: 'Your own store, with a template',
    /** Name of the application that the setup creates for the sample. */
    sampleApplication: 'Sample application',
    continue: 'Continue',
    existing: (names: string) => `There is a connection already: ${names}.`,
    existingOpen: 'Continue with this connection',
  },
  own: {
    intro: 'The template gives you scripts to start with. You can change each of them later.',
    name: 'Connection name',
    nameHint: 'Letters, digits and dashes. It cannot be changed later.',
    nameWrong: 'Use 1 to 128 letters, digits and dashes. Start and end with a letter or digit.',
    nameTaken: 'A connection with this name exists already. Choose another name.',
    configuration: 'Address and credentials',
    configurationHint:
      'Ferry encrypts these values. Your scripts read them as configuration. No page shows them again.',
    optional: 'Optional.',
    needed: 'The scripts of this template need this value.',
    testBlocked: (keys: readonly string[]) => `Enter a value for ${keys.join(', ')} first.`,
    submit: 'Create connection',
    back: 'Choose another store',
    tables: 'Your store',
    schema: 'Expected schema',
    addressHint: 'Or paste a whole address, such as mysql://… or postgres://…: it fills the fields below.',
    noKeys: 'This template needs no configuration.',
    application: 'Application',
    applicationHint: 'The program that signs people in through this connection.',
    newApplication: (name: string) => `A new one: ${name}`,
    makesApplication: (name: string) =>
      `The application “${name}” is created too: the program that signs people in through this connection.`,
  },
  signIn: {
    title: 'First sign-in',
    sample: (name: string) =>
      `${name} is one of the fictional people. At the first sign-in, Ferry asks the legacy store. From then on, Ferry checks the password itself.`,
    own: 'Enter the identifier and password of a user of your legacy store. A preview writes nothing. A real sign-in imports the user.',
    submit: 'Sign in',
    again: 'Sign in again',
    last: 'Last sign-in',
    before: 'Previous sign-in',
    continue: 'Continue',
    change: 'Change address and credentials',
    changeHint: 'Values that you leave empty do not change.',
    save: 'Save',
    saved: 'Saved. Try again.',
    set: 'This value is set.',
  },
  done: {
    title: 'Done',
    served: 'People can now sign in through Ferry. Each user is imported at the first sign-in.',
    scripts: 'Scripts',
    scriptsHint: 'Edit the scripts, see their problems and run tests.',
    users: 'Users',
    usersHint: 'See who is imported, and how.',
    tryLogin: 'Try another sign-in',
    application: 'Sign people in from an application',
    manage: 'Open this application',
    known: (name: string) =>
      `CLIENT_SECRET is the secret of ${name}. Ferry showed it once, when it was created, and cannot show it again.`,
    rotate: 'Open this application to rotate its secret',
    missing:
      'None of your applications can use this connection yet. Create one: it has a client ID and a secret of its own, so your program does not need the secret of “Ferry administration”.',
    create: 'Create an application',
    command: 'Command',
    copy: 'Copy command',
    open: 'Open the dashboard',
  },
} as const
