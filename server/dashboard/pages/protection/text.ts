/** Texts of the page of protection. @module */

/** Grouped by the part of the page that shows them. */
export const protectionText = {
  readRefused: 'You cannot view the settings of protection.',
  refused: 'You can view these settings, but not change them.',
  saved: (what: string) => `Saved: ${what}`,
  conflict: {
    title: 'Someone else has changed this setting',
    detail: 'Your change is not saved. The page shows what is stored now.',
  },
  members: {
    title: 'Changes by members',
    recent: [
      'Recent sign-in',
      'A member whose sign-in is more than 15 minutes ago confirms the password before a change is saved.',
    ],
  },
  brute: {
    title: 'Guessed passwords',
    detail: 'Protects one person from someone who tries many passwords.',
    enabled: ['Count wrong passwords', 'Off: nobody is refused after wrong passwords.'],
    block: [
      'Refuse sign-ins',
      'After too many wrong passwords, until the person resets the password or lifts the block.',
    ],
    notify: ['Tell the person', 'The person gets an email with a link that lifts the block.'],
    attempts: 'Wrong passwords in a row',
    attemptsHint: 'How many are allowed.',
    mode: 'Counted',
    modes: {
      count_per_identifier_and_ip: 'for each person and address',
      count_per_identifier: 'for each person',
    },
    modeHint: 'Counted for each person alone, strangers can lock a person out everywhere.',
  },
  addresses: {
    title: 'Addresses with many attempts',
    detail: 'Slows down an IP address that tries many people.',
    enabled: ['Count failed attempts of an address', 'Off: no address is refused.'],
    block: ['Refuse the address', 'After too many attempts, until time has passed.'],
    notify: ['Write it to the log', 'The log says when an address is refused.'],
    signIns: 'Failed sign-ins at once',
    signUps: 'Sign-ups at once',
    atOnce: 'Further attempts are possible one by one, as time passes.',
  },
  trusted: {
    label: 'Trusted addresses',
    hint: 'IP addresses and ranges, such as 192.0.2.0/24, with blanks between them. They are neither counted nor refused.',
    wrong: (entry: string) => `${entry} is not an IP address or a range.`,
  },
  network: {
    title: 'Network of scripts',
    detail:
      'Scripts reach public addresses. The operator of this server allows private ones, in FERRY_SANDBOX_ALLOW. A test looks up the name and connects to nothing.',
    host: 'Host',
    hostExample: 'db.example.com',
    hostMissing: 'Enter a host name or an IP address.',
    port: 'Port',
    portWrong: 'Enter a port from 1 to 65535.',
    submit: 'Test address',
    allowed: {
      public: 'Allowed: the address is public.',
      operator: 'Allowed: the operator has allowed this address.',
      sample: 'Allowed: this is the sample store.',
    },
    refused: 'Refused',
    unknown_host: 'The name has no address',
  },
} as const
