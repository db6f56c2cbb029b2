/** Texts of the page of members. @module */

/** What each role may do, in a line. */
export const ROLE_DETAILS = {
  owner: 'May do everything.',
  admin: 'May do everything except managing tenants and owners.',
  editor: 'Changes connections and deploys scripts. Reads users, applications and the log.',
  viewer: 'Reads everything and changes nothing.',
  support: 'Helps users: sees and changes them, and reads the log.',
} as const

/** Grouped by the part of the page that shows them. */
export const membersText = {
  readRefused: 'You cannot view the members.',
  actions: 'Actions',
  actionsOf: (email: string) => `Actions of ${email}`,
  invitationOf: (email: string) => `Actions of the invitation of ${email}`,
  members: {
    title: 'Members',
    detail: 'People who sign in to this dashboard. Users of your applications are not members.',
    caption: 'Members of this tenant',
    email: 'Email',
    name: 'Name',
    role: 'Role',
    lastLogin: 'Last sign-in',
    never: 'never',
    you: 'you',
    change: 'Change role',
    reset: 'Reset password',
    remove: 'Remove',
  },
  invitations: {
    title: 'Invitations',
    detail:
      'Each link works once, for 7 days. An invitation ends when the member who sent it gets another role.',
    caption: 'Invitations that nobody has accepted yet',
    none: 'No invitation is open.',
    sent: 'Sent',
    expires: 'Expires',
    expired: 'expired',
    send: 'Send again',
    withdraw: 'Withdraw',
    withdrawn: (email: string) => `The invitation of ${email} is withdrawn`,
  },
  invite: {
    title: 'Invite member',
    description: 'The person gets an email with a link, and chooses a password there.',
    email: 'Email',
    emailWrong: 'Enter one email address, such as ed@example.com.',
    name: 'Name (optional)',
    role: 'Role',
    submit: 'Send invitation',
    sent: (email: string) => `An invitation goes to ${email}`,
    sentDetail: 'It works for 7 days.',
  },
  change: {
    title: (email: string) => `Role of ${email}`,
    description: 'The new role applies at once. Invitations that the member has sent end.',
    submit: 'Change role',
    done: (email: string, role: string) => `${email} is now ${role}`,
  },
  reset: {
    title: (email: string) => `Reset the password of ${email}`,
    effects: [
      'The member gets an email with a link, which works once, for 24 hours.',
      'The present password works until the member chooses a new one.',
      'All sessions of the member end then.',
    ],
    submit: 'Send link',
    done: (email: string) => `A link goes to ${email}`,
  },
  remove: {
    title: (email: string) => `Remove ${email}`,
    effects: [
      'All sessions of the member end at once.',
      'Invitations that the member has sent end, too.',
      'Drafts, versions and log entries of the member stay.',
      'You cannot undo this. You can invite the person again.',
    ],
    submit: 'Remove member',
    done: (email: string) => `${email} is removed`,
  },
  cancel: 'Cancel',
} as const

/** @returns why a member of one role cannot change a member of another; undefined: they can, if they change members at all */
export function ownersOnly(theirs: string, own: string): string | undefined {
  return theirs === 'owner' && own !== 'owner' ? 'Only an owner may change an owner.' : undefined
}
