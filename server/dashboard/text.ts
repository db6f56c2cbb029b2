/**
 * Texts that several pages of the dashboard show. A message says what happened, then what to do.
 * @module
 */

/** Grouped by the part of the dashboard that shows them. */
export const TEXT = {
  product: 'Ferry',
  actions: {
    cancel: 'Cancel',
    close: 'Close',
    copied: 'Copied',
    copyLogId: 'Copy log ID',
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
    partBroke: 'This part of the page stopped working. The rest still works.',
    unreachable: 'The server did not answer. It may be starting, or the network is down.',
    unreadable: 'This page cannot read the server’s response. Reload the page.',
  },
  offline: {
    title: 'You are offline.',
    detail: 'The data on this page may be old. You can make changes again when you are online.',
    writes: 'You are offline. This works again when you are online.',
  },
  shell: {
    account: 'Account and theme',
    keyHelp: 'Keyboard shortcuts',
    main: 'Main',
    menu: 'Menu',
    search: 'Search',
    signOut: 'Sign out',
    signOutEverywhere: 'Sign out everywhere',
    signedOutEverywhere: 'All your sessions have ended.',
    skip: 'Skip to content',
    theme: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    tenant: 'Tenant',
  },
  nav: { connections: 'Connections', users: 'Users', applications: 'Applications' },
  keys: {
    title: 'Keyboard shortcuts',
    description: 'Single-letter shortcuts do not work while you type in a field.',
    off: 'Single-letter shortcuts',
    offHint: 'Turn them off if speech input or another tool triggers them.',
    help: 'Show this list',
    filter: 'Go to the filter',
    palette: 'Search pages, connections, users and actions',
    next: 'Next row',
    previous: 'Previous row',
    close: 'Close the open dialog or menu',
    goTo: (page: string) => `Go to ${page}`,
  },
  palette: {
    title: 'Search',
    label: 'Page, connection, user or action',
    results: 'Results',
    actions: 'On this page',
    pages: 'Pages',
    connections: 'Connections',
    applications: 'Applications',
    users: 'Users',
    none: 'Nothing matches.',
    looking: 'Searching for users',
    found: (count: number) => `${count} ${count === 1 ? 'result' : 'results'}`,
  },
  connections: {
    title: 'Connections',
    caption: 'Connections of this tenant',
    empty:
      'There is no connection yet. A connection says where your users are stored today and how Ferry imports them.',
    begin: 'Set up the first connection',
    name: 'Name',
    id: 'ID',
    mode: 'Mode',
    modes: { importing: 'Importing', legacy: 'Legacy only', local: 'Ferry only' },
    copyId: 'Copy connection ID',
  },
  connection: {
    title: 'Connection',
    pages: 'Pages of this connection',
    tabs: { settings: 'Settings', scripts: 'Custom database', try: 'Try sign-in', history: 'History' },
  },
  users: {
    title: 'Users',
    caption: 'Users of this tenant',
    empty:
      'There are no users in Ferry yet. If a connection imports users, each one appears here after the first sign-in.',
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
