/**
 * Every sentence that the dashboard says: plain, short, exact; what happened, then what to do.
 * @module
 */

/** By place, then by matter. */
export const TEXT = {
  product: 'Ferry',
  actions: {
    close: 'Close',
    copied: 'Copied',
    copyLogId: 'Copy log id',
    retry: 'Try again',
    undo: 'Undo',
  },
  fields: {
    hide: 'Hide',
    nothingMatches: 'Nothing matches.',
    show: 'Show',
    showPassword: 'Show password',
  },
  states: {
    loading: 'Loading',
    partFailed: 'This part could not be loaded.',
    partBroke: 'This part of the page stopped working. The rest is unharmed.',
    unreachable: 'The server did not answer. It may be starting, or the network is down.',
    unreadable: 'The server answered with something that this page cannot read. Reload the page.',
  },
  offline: {
    title: 'You are offline.',
    detail: 'What you see may be old. Changes wait until the network is back.',
    writes: 'There is no network. This works again as soon as it is back.',
  },
  shell: {
    account: 'Account and theme',
    keyHelp: 'Keys',
    main: 'Main',
    menu: 'Menu',
    search: 'Search',
    signOut: 'Sign out',
    signOutEverywhere: 'Sign out everywhere',
    signedOutEverywhere: 'Every session of yours has ended.',
    skip: 'Skip to content',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    tenant: 'Tenant',
  },
  nav: { connections: 'Connections', users: 'Users' },
  keys: {
    title: 'Keys',
    description: 'Single letters do nothing while you type.',
    off: 'Single-letter keys',
    offHint: 'Switch them off when a speech program or another tool presses them.',
    help: 'This list',
    filter: 'Focus the filter',
    palette: 'Search pages and actions',
    close: 'Close what lies on top',
    goTo: (page: string) => `Go to ${page}`,
  },
  palette: { title: 'Search', label: 'Page or action', none: 'Nothing matches.' },
  connections: {
    title: 'Connections',
    caption: 'Connections of this tenant',
    empty: 'A connection says where users live today and how they move to Ferry. There is none yet.',
    begin: 'Set up the first connection',
    name: 'Name',
    id: 'Id',
    mode: 'Mode',
    modes: { importing: 'Importing', legacy: 'Legacy only', local: 'Ferry only' },
    copyId: 'Copy connection id',
  },
  connection: {
    title: 'Connection',
    pages: 'Pages of this connection',
    tabs: { settings: 'Settings', scripts: 'Custom database', try: 'Try login', history: 'History' },
  },
  users: {
    title: 'Users',
    caption: 'Users of this tenant',
    empty: 'Nobody is in Ferry yet. With import on, people appear here as they sign in.',
    email: 'Email',
    name: 'Name',
    lastLogin: 'Last sign-in',
    logins: 'Sign-ins',
    never: 'never',
  },
  notFound: {
    title: 'Not found',
    detail: 'There is no page at this address.',
    home: 'Go to connections',
  },
} as const
