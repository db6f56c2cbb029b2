/** Tags that group the endpoints in the API's description. @module */

/** Groups in the order in which they are shown. */
export const TAGS = {
  Tokens:
    'Tokens for applications and for people, by the grants of OAuth 2.0 and Auth0’s password-realm extension.',
  Accounts: 'What people do for themselves: sign up, and ask for a new password.',
  Discovery: 'What this issuer offers: its metadata, its signing keys and this description.',
  Health: 'Whether the server is alive and takes work, for load balancers and monitors.',
  Users: 'The users that Ferry stores, their identities and what is known about their passwords.',
  'User blocks': 'People who are refused after too many wrong passwords.',
  'User sessions': 'Sessions of users at this issuer: single sign-on.',
  'Refresh tokens': 'The refresh tokens that users gave to applications, without the tokens themselves.',
  Grants: 'What users have allowed applications: their consents.',
  Connections: 'Database connections: their options, their action scripts and who may use them.',
  Configuration: 'The values that scripts read from `configuration`. They can be written, and never read.',
  Versions: 'The history of a connection, and the draft of its scripts.',
  'Test runs': 'Trials of scripts and sign-ins, and the records of what ran.',
  Migration: 'How far a migration is, where a person is stored, and what another mode would mean.',
  Templates: 'Ready-made action scripts for well-known databases and services.',
  'Sample store': 'A legacy store with fictional people, to try a migration with.',
  Logs: 'The log of the tenant.',
  Actions: 'Auth0’s Actions, of which Ferry has none. Deploy tools ask for the list.',
  Clients: 'Applications and programs, and their secrets.',
  APIs: 'The APIs of the tenant (resource servers), whose identifiers are the audiences of access tokens.',
  'Client grants': 'What a client may ask for by the client credentials grant.',
  'Custom domains': 'Host names of the tenant beside its own address.',
  'Signing keys': 'The keys that tokens are signed with: which one signs, rotation and revocation.',
  Tickets: 'Links that an administrator hands on to a user.',
  Jobs: 'Work that continues after the answer.',
  Tenant: 'Settings of the tenant, and how its pages and emails look.',
  'Email templates': 'A tenant’s own texts of emails.',
  'Attack protection': 'Protection from guessed passwords and from automated sign-ups.',
  Members: 'The people who work with the dashboard, and their roles.',
  Session: 'Signing in to the dashboard.',
  Operator: 'All tenants of this installation, for its operator.',
} as const

/** A group. */
export type Tag = keyof typeof TAGS
