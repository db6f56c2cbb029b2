/** The pages of the documentation, in the order in which they are read. @module */

/** A page of the documentation. */
export interface Page {
  /** Last part of its address below `/docs/`; empty for the first page. */
  slug: string
  title: string
  /** What the page is good for, in one sentence. */
  summary: string
  /** Path of its Markdown, from the root of the project. */
  file: string
}

/** Pages under one heading of the navigation. */
export interface PageGroup {
  title: string
  pages: readonly Page[]
}

const FOLDER = 'server/docs'

/** The navigation. */
export const GROUPS: readonly PageGroup[] = [
  {
    title: 'Begin',
    pages: [
      {
        slug: '',
        title: 'Ferry',
        summary: 'What Ferry does, and where to begin.',
        file: `${FOLDER}/index.md`,
      },
      {
        slug: 'start',
        title: 'Start in five minutes',
        summary: 'From nothing to the first migrated user, in the dashboard or with curl.',
        file: `${FOLDER}/start.md`,
      },
      {
        slug: 'from-auth0',
        title: 'Coming from Auth0',
        summary: 'Deploy folder, scripts, SDKs, and what is different.',
        file: `${FOLDER}/from-auth0.md`,
      },
      {
        slug: 'applications',
        title: 'Sign-in for applications',
        summary: 'Register an application, sign people in, sessions, signing out.',
        file: `${FOLDER}/applications.md`,
      },
    ],
  },
  {
    title: 'Migrate',
    pages: [
      {
        slug: 'scripts',
        title: 'Writing action scripts',
        summary: 'The seven scripts, what each gets and must return, and what it may use.',
        file: `${FOLDER}/scripts.md`,
      },
      {
        slug: 'modules',
        title: 'Modules for scripts',
        summary: 'Every package that a script may require, with its version and its limits.',
        file: 'runtime/packages/MODULES.md',
      },
      {
        slug: 'templates',
        title: 'Templates',
        summary: 'Ready scripts for the usual databases, directories and web services.',
        file: `${FOLDER}/templates.md`,
      },
      {
        slug: 'command-line',
        title: 'Command line',
        summary: 'Run scripts and test them on your machine and in CI, without a server.',
        file: `${FOLDER}/command-line.md`,
      },
      {
        slug: 'modes',
        title: 'Modes and the life of a user',
        summary: 'Local, legacy and import mode, and what happens to a user in each.',
        file: `${FOLDER}/modes.md`,
      },
    ],
  },
  {
    title: 'Operate',
    pages: [
      {
        slug: 'operations',
        title: 'Operations',
        summary: 'Network, mail, tenants, backup, disk, keys and shutdown.',
        file: `${FOLDER}/operations.md`,
      },
      {
        slug: 'monitoring',
        title: 'Monitoring',
        summary: 'The server’s log, metrics for Prometheus, and traces.',
        file: `${FOLDER}/monitoring.md`,
      },
      {
        slug: 'sizing',
        title: 'Sizing',
        summary: 'What a server and its store need, measured, and when to leave the embedded store.',
        file: `${FOLDER}/sizing.md`,
      },
      {
        slug: 'settings',
        title: 'Settings',
        summary: 'Every environment variable, its default and its rule.',
        file: `${FOLDER}/settings.md`,
      },
      {
        slug: 'upgrade',
        title: 'Upgrade',
        summary: 'How to upgrade, and what each version changes.',
        file: `${FOLDER}/upgrade.md`,
      },
      {
        slug: 'security',
        title: 'Security',
        summary: 'What Ferry protects, how, and what is left to you.',
        file: `${FOLDER}/security.md`,
      },
    ],
  },
  {
    title: 'Look up',
    pages: [
      {
        slug: 'api',
        title: 'API',
        summary: 'Get a token, read and write, page and search.',
        file: `${FOLDER}/api.md`,
      },
      {
        slug: 'errors',
        title: 'Errors',
        summary: 'Every error code: what it means and what to do.',
        file: `${FOLDER}/errors.md`,
      },
    ],
  },
]

/** All pages, in reading order. */
export const PAGES: readonly Page[] = GROUPS.flatMap(({ pages }) => pages)
