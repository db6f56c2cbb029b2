/** Texts of the page of custom domains. @module */

/** Grouped by the part of the page that shows them. */
export const domainsText = {
  readRefused: 'You cannot view the custom domains.',
  empty: 'No custom domain yet. People sign in at the tenant’s own address.',
  add: {
    title: 'Add a custom domain',
    detail:
      'A custom domain is another address of the sign-in page. Silent sign-in then works in browsers that block cookies of other sites, because the page and your application share a site.',
    domain: 'Host name',
    hint: 'Without https:// and without a path, such as login.example.com.',
    wrong: 'Write the host name alone, such as login.example.com.',
    submit: 'Add domain',
    added: (domain: string) => `${domain} is added. Create its TXT record next.`,
  },
  operator: {
    title: 'What the operator does',
    detail:
      'The proxy in front of Ferry needs a certificate for each name, and must leave the host header as it is. Point the name to the proxy with a CNAME record.',
    link: 'How to set up the proxy',
  },
  states: { ready: 'ready', pending_verification: 'waits for its TXT record' },
  primary: 'primary',
  issuer: 'Issuer',
  copyIssuer: (domain: string) => `Copy the issuer of ${domain}`,
  discovery: 'Open its OpenID configuration',
  proof: {
    detail:
      'Create this TXT record where the names of the domain are kept. The button below then verifies the domain.',
    name: 'Name',
    copyName: (domain: string) => `Copy the name of the record of ${domain}`,
    value: 'Value',
    copyValue: (domain: string) => `Copy the value of the record of ${domain}`,
    operator: 'For a name that no public server of names has, the operator runs:',
    command: (tenant: string, domain: string) => `npm run tenant -- verify-domain ${tenant} ${domain}`,
    copyCommand: (domain: string) => `Copy the command for ${domain}`,
  },
  verify: 'Verify',
  verified: (domain: string) => `${domain} is verified. The tenant answers there.`,
  notVerified: 'The domain is not verified yet',
  makePrimary: 'Make primary',
  madePrimary: (domain: string) => `Links in emails start with ${domain} now.`,
  primaryDetail: 'Links in emails start with this domain.',
  remove: {
    submit: 'Delete',
    title: (domain: string) => `Delete ${domain}`,
    pending: 'Its TXT record loses its meaning. You can add the domain again, with another record.',
    issuer: (issuer: string) =>
      `${issuer} is no issuer any more: its tokens and sessions open nothing. People sign in again elsewhere.`,
    applications: (domain: string) =>
      `Applications that use ${domain} as their domain cannot sign people in until you change it.`,
    links: (domain: string) =>
      `Links in emails that start with ${domain} stop working, also those that were sent.`,
    next: (next: string) => `New emails have links that start with ${next}.`,
    own: 'the tenant’s own address',
    free: 'Another tenant can verify the name from now on. You cannot undo this.',
    done: (domain: string) => `${domain} is deleted.`,
    cancel: 'Cancel',
  },
} as const
