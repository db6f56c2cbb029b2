/** English texts of the hosted pages. The other languages have the same keys. @module */

const counted = (count: number | string, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** English. */
export const en = {
  /** Value of the attribute `lang`. */
  lang: 'en',
  signIn: {
    title: (application: string) => `Sign in to ${application}`,
    subtitle: (tenant: string) => `Use your account at ${tenant}.`,
    identifier: 'Email or username',
    password: 'Password',
    submit: 'Sign in',
    forgot: 'Forgot your password?',
    no_account: 'No account yet?',
    sign_up: 'Sign up',
    next: 'Continue',
    other: 'Use another account',
    required: (label: string) => `Fill in “${label}”.`,
    wrong: 'Wrong email or password.',
    blocked: 'This account is blocked.',
    unauthorized: 'You cannot sign in.',
    too_many_attempts:
      'There were too many wrong passwords. If the account exists, its owner gets an email that lifts the block.',
    too_many_requests: (minutes: number) =>
      `There were too many attempts from your network. Try again in ${counted(minutes, 'minute')}.`,
    failed: (log_id: string) => `Something went wrong on our side. Tell support this number: ${log_id}`,
    unavailable: 'Your password cannot be checked at the moment. Try again in a minute.',
  },
  signUp: {
    title: (application: string) => `Sign up for ${application}`,
    subtitle: (tenant: string) => `You get an account at ${tenant}.`,
    email: 'Email address',
    username: 'Username',
    optional: (label: string) => `${label} (optional)`,
    submit: 'Create the account',
    has_account: 'Do you have an account already?',
    sign_in: 'Sign in',
    email_exists: 'There is an account with this email address already. Sign in, or ask for a new password.',
    username_exists: 'This username is taken. Choose another one.',
    email_invalid: 'Enter an email address, such as ann@example.com.',
    username_invalid: (least: number | string, most: number | string) =>
      `Enter a username of ${least} to ${counted(most, 'character')}: letters without accents, digits, and symbols such as . - _ but no email address.`,
    unusable: 'The email address or the username is too long, or has characters that cannot be used.',
  },
  logout: {
    title: 'Sign out',
    question: 'Do you want to sign out?',
    submit: 'Sign out',
    stay: 'Stay signed in',
    done_title: 'You are signed out',
    done: 'You can close this page.',
  },
  consent: {
    title: (application: string) => `Allow access for ${application}?`,
    lead: (application: string, tenant: string) =>
      `With your permission, ${application} can use your account at ${tenant}.`,
    signed_in_as: (name: string) => `You are signed in as ${name}.`,
    asks: 'What it asks for:',
    /** Above the scopes of an API. */
    of_api: (name: string) => `In ${name}:`,
    scope: {
      openid: 'Your user ID',
      profile: 'Your name, your picture and other facts of your profile',
      email: 'Your email address',
      phone: 'Your phone number',
      offline_access: 'Access at any time, also while you are not using the application',
    },
    /** A host, or the scheme of an application on a device: the name of an application is its own word. */
    returns_to: (place: string) => `Your answer goes to ${place}.`,
    allow: 'Allow',
    decline: 'Decline',
  },
  sending: {
    title: 'You are being sent back',
    lead: 'Continue to the application.',
    button: 'Continue',
  },
  resetRequest: {
    title: 'Choose a new password',
    lead: 'Enter your email address or username. You get an email with a link to choose a new password.',
    submit: 'Send the email',
    sent_title: 'Look at your email',
    sent: (name: string) =>
      `If there is an account for ${name}, an email is on its way to its address. The link in it works for one hour.`,
    back: 'Back to the sign-in page',
  },
  reset: {
    title: 'Choose a new password',
    lead: (email: string | undefined, tenant: string) =>
      email === undefined ? `For your account at ${tenant}.` : `For your account ${email} at ${tenant}.`,
    password: 'New password',
    again: 'Repeat the new password',
    rules: 'Rules for the password:',
    submit: 'Set the new password',
    done_title: 'Your password was changed',
    done: 'You can sign in with it now. All earlier sessions have ended.',
    done_elsewhere:
      'Go back to the application, and sign in with the new password. All earlier sessions have ended.',
    empty: 'Enter a new password.',
    unusable: 'This password has characters that cannot be used, or is longer than 1,024 bytes.',
    mismatch: 'The two passwords are not the same.',
    weak: {
      PasswordStrengthError: 'This password is too weak.',
      PasswordDictionaryError: 'This password is too common, so others could guess it.',
      PasswordNoUserInfoError: 'This password contains something about you, such as your name or address.',
      PasswordHistoryError: 'You had this password before. Choose another one.',
    },
    /** By the codes of the rules, see `strengthOf`. */
    rule: {
      anyLength: () => 'At least 1 character',
      lengthAtLeast: (characters: number | string) => `At least ${counted(characters, 'character')}`,
      lengthAtMost: (bytes: number | string) => `At most ${counted(bytes, 'byte')}`,
      shouldContain: () => 'All of these:',
      containsAtLeast: (some: number | string, all: number | string) => `At least ${some} of these ${all}:`,
      lowerCase: () => 'lower-case letters (a–z)',
      upperCase: () => 'upper-case letters (A–Z)',
      numbers: () => 'digits (0–9)',
      specialCharacters: () => 'special characters (such as !@#$%^&*)',
      identicalChars: (most: number | string, example: number | string) =>
        `At most ${most} identical characters in a row (not “${example}”)`,
      sequentialChars: (most: number | string, example: number | string) =>
        `At most ${most} consecutive characters in a row (not “${example}”)`,
    },
  },
  device: {
    title: 'Connect a device',
    lead: 'Enter the code that your device shows.',
    code: 'Code',
    submit: 'Continue',
    wrong: 'This code is not valid, or no longer. Look at your device, and ask it for a new code if need be.',
    question: (code: string) => `Does your device show ${code}?`,
    asks: (application: string) =>
      `${application} will be able to act for you on that device. Confirm only if you have the device before you.`,
    confirm: 'Yes, connect it',
    deny: 'No, do not connect it',
    done_title: 'The device is connected',
    done: 'Continue on your device. You can close this page.',
    denied_title: 'The device is not connected',
    denied: 'Nothing was connected. You can close this page.',
  },
  verify: {
    title: 'Confirm your email address',
    lead: (email: string | undefined, tenant: string) =>
      `Is ${email ?? 'this address'} yours? Confirm it for your account at ${tenant}.`,
    submit: 'Confirm this address',
    done_title: 'Your email address is confirmed',
    done: 'Thank you. You can close this page.',
    sent_title: 'Look at your email',
    sent: (email: string) => `An email is on its way to ${email}. It says how to continue.`,
    sent_next: 'Open its link in this browser: then you can continue to the application.',
    done_elsewhere: 'Thank you. Go back to the application, and sign in there.',
  },
  unblock: {
    title: 'Lift the block',
    lead: (tenant: string) =>
      `Sign-ins to your account at ${tenant} were refused after too many wrong passwords. Lift the block if that was you.`,
    submit: 'Lift the block',
    done_title: 'The block is lifted',
    done: 'You can sign in again.',
  },
  problem: {
    title: 'This link does not work',
    unknown:
      'The address is incomplete, or the link is for another purpose. Copy the whole address from the email.',
    expired: 'The link has expired. Ask for a new one.',
    used: 'The link works only once and was used already. Ask for a new one if you need it.',
    voided:
      'There is a newer link, or your email address or password has changed since. Use the link in the newest email.',
    nobody: 'The account that this link is for no longer exists.',
    conflict: 'This account cannot be stored, because another one has the same name.',
    failed:
      'That did not work, and nothing was changed. Try again later, or tell the people who run this service.',
    unavailable:
      'The service that stores your account cannot be reached at the moment. Nothing was changed. Try again in a minute.',
    request: 'The page could not read the request. Go back and try again.',
    not_found: 'There is no such page.',
    too_many_requests: 'There were too many requests. Try again in a minute.',
    /** Title of the problems before and during a sign-in. */
    sign_in_title: 'You cannot sign in this way',
    no_request: 'Go back to the application, and sign in from there.',
    cookies:
      'Your browser did not keep a cookie of this page. Allow cookies, then sign in from the application again.',
    unknown_application:
      'The application that sent you here is not known here. Tell the people who run the application.',
    callback: (url: string) =>
      `The application wants you to be sent to ${url}, which is not one of its allowed callback URLs. Tell the people who run the application.`,
    parameter: (name: string) =>
      `The application sent a request whose parameter ${name} cannot be used. Tell the people who run the application.`,
    server_title: 'Something went wrong',
    server: 'The server could not do this. Try again in a minute.',
    log_id: (id: string) => `Reference: ${id}`,
  },
  error_prefix: 'Error:',
  support: 'Questions?',
}

/** Texts of one language. */
export type PageTexts = typeof en
