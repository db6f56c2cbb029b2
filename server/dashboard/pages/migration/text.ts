/** Texts of the migration page. @module */
import { counted } from '../../counted.ts'

const number = (value: number): string => value.toLocaleString()
const date = (iso: string): string =>
  new Date(iso).toLocaleDateString(undefined, { dateStyle: 'medium', timeZone: 'UTC' })

/** Grouped by the part of the page that shows them. */
export const migrationText = {
  off: {
    title: 'Import is off',
    detail:
      'This connection imports nobody now. With the source of users set to import, each person is imported at the first sign-in.',
    open: 'Open the mode',
  },
  first: {
    title: 'Nobody has been imported yet',
    detail: 'Each person is imported at the first sign-in. Try one: the figures change while you watch.',
    open: 'Try a sign-in',
  },
  progress: {
    title: 'Progress',
    imported: 'imported',
    left: 'left in the legacy store',
    today: 'imported today',
    ofTotal: (total: number) => `of ${counted(total, 'person', 'people')}`,
    bar: (percent: number) => `${percent} % imported`,
    noTotal: 'Say how many people the legacy store has, to see a percentage.',
    old: 'The total looks old',
    oldDetail: 'More people were imported than the legacy store is said to have. Count them again.',
    typed: 'total entered',
    counted: 'total counted by the script',
    change: 'Set total',
    joined: (count: number) =>
      count === 1 ? '1 person signed up here meanwhile' : `${number(count)} people signed up here meanwhile`,
    how: 'How people came',
    ways: { login: 'sign-in', reset: 'password reset', import: 'bulk import' },
  },
  forecast: {
    title: 'Forecast',
    range: (percent: number, earliest: string, latest: string) =>
      date(earliest) === date(latest)
        ? `${percent} % around ${date(earliest)}`
        : `${percent} % between ${date(earliest)} and ${date(latest)}`,
    madeOf: (days: number, recent: number, before: number) =>
      `From ${number(recent)} imported in the last ${counted(days, 'day')} and ${number(before)} in the ${counted(days, 'day')} before.`,
    none: {
      no_total: 'No forecast: the number of people in the legacy store is not known.',
      done: 'Nearly everyone is imported.',
      too_young: 'No forecast in the first 28 days.',
      too_few: 'No forecast: fewer than 20 people came in 14 days.',
      pace_falls:
        'No forecast: the pace is falling. Those who sign in often came first, and the rest may never come by themselves.',
    },
  },
  total: {
    title: 'People in the legacy store',
    detail: 'The percentage is made of this number. No sign-in depends on it.',
    label: 'Number of people',
    wrong: 'Write a whole number, such as 10234',
    save: 'Save total',
    remove: 'Remove total',
    saved: 'Saved: people in the legacy store',
    removed: 'Removed: people in the legacy store',
  },
  count: {
    label: 'Or count them by a script',
    hint: 'It calls back with a whole number. It runs once a day, with the configuration of this connection, and its number replaces one that was typed.',
    example: 'function count (callback) { callback(null, 12345) }',
    now: 'Count now',
    empty: 'Write the script first.',
    saveAndCount: 'Save script and count',
    remove: 'Remove script',
    removed: 'Removed: script that counts',
    counted: 'Counted: people in the legacy store',
    failed: 'The last count failed',
    tried: 'Last try:',
    openRun: 'Open the run',
  },
  chart: {
    title: 'Over time',
    imported: 'Imported',
    failed: 'Failed or refused',
    range: 'Range',
    ranges: { day: '24 hours', month: '30 days', quarter: '90 days', year: 'One year' },
    asTable: 'Show as table',
    asChart: 'Show as chart',
    caption: 'Imported and failed, by day',
    when: 'Time (UTC)',
    summary: (imported: number, failed: number, range: string) =>
      `Bar chart of ${range}: ${number(imported)} imported, ${number(failed)} failed or refused. The table has the same numbers.`,
    loading: 'Loading the chart',
  },
  reasons: {
    title: 'What stops people',
    caption: 'Reasons since the import started',
    none: 'Nobody was stopped.',
    reason: 'Reason',
    count: 'Times',
    denied: 'Wrong password or unknown name (normal)',
    log: 'Log',
    logOf: (reason: string) => `Log entries: ${reason}`,
    names: {
      script_error: 'The script threw an error',
      script_syntax: 'The script has a syntax error',
      script_timeout: 'The script ran too long',
      script_memory: 'The script used too much memory',
      script_limit: 'The script went over a limit',
      script_crash: 'The script crashed',
      no_callback: 'The script never called back',
      module_not_available: 'The script needs a missing module',
      network_blocked: 'The network rules blocked the script',
      invalid_profile: 'The profile cannot be stored',
      profile_mismatch: 'The script returned another person',
      profile_conflict: 'Another user has the ID, email or username',
      mfa_factors_unsupported: 'The profile has second factors',
      legacy_unavailable: 'The legacy store did not answer',
      busy: 'Too many runs were waiting',
      validation: 'The script refused the input (ValidationError)',
      unauthorized: 'The script refused the person (UnauthorizedError)',
      deleted: 'The person was deleted for good',
      blocked: 'The user is blocked',
    } as { readonly [code: string]: string },
  },
  people: {
    title: 'People who are known and not imported',
    detail:
      'A script has found them. Names that no script knows are only counted. The newest 100,000 of each connection are kept.',
    caption: 'People who are not imported',
    none: 'Nobody.',
    who: 'Person',
    nameless: 'deleted person',
    state: 'State',
    reason: 'Reason',
    when: 'When',
    run: 'Run',
    show: 'Show',
    all: 'All',
    states: {
      seen: 'Seen',
      failed: 'Failed',
      conflict: 'Conflict',
      refused: 'Refused',
      tombstoned: 'Deleted for good',
    },
    choice: (state: string, count: number) => `${state} (${number(count)})`,
    more: 'Load more',
    resolve: 'Resolve',
    resolveOf: (name: string) => `Resolve the conflict of ${name}`,
    openRun: 'Open run',
    openRunOf: (name: string) => `Open the run of ${name}`,
  },
  resolve: {
    title: (name: string) => `Conflict of ${name}`,
    fields: {
      user_id: 'Another user already has the user_id that the script returned.',
      email: 'Another user of this connection already has this email.',
      username: 'Another user of this connection already has this username.',
    } as { readonly [field: string]: string },
    unknown: 'Another user has a value that this profile needs.',
    holder: 'See who has it',
    holderDetail: 'Change the email or username of that user there, or delete the user.',
    noHolder: 'That user was deleted meanwhile. The next sign-in should work.',
    prefix: 'Give IDs a prefix',
    prefixDetail:
      'For two people with one ID: IDs are unique in the whole tenant. Return user_id with a prefix of this connection in login and get_user, such as “crm|42”. Do this before people are imported.',
    alias: 'Add a sign-in name',
    aliasDetail:
      'For one person with several names: turn on further sign-in names. The name that get_user finds then belongs to the same user.',
    link: 'Link two accounts',
    linkDetail:
      'For one person with accounts in two connections: let both be imported under their own IDs, and link them with the API (POST /users/{id}/identities).',
    apart: 'Keep them apart',
    apartDetail:
      'Takes this person off the list. Nothing else changes, and the next sign-in fails the same way.',
    forget: 'Take off the list',
    forgotten: 'Taken off the list',
  },
  story: {
    title: 'Ask about a person',
    detail: 'Why does this address exist? Why could a person not sign in? No script runs.',
    label: 'Email or username',
    ask: 'Look up',
    exists: 'In Ferry',
    open: 'Open the user',
    created: (way: string) => `Created: ${way}`,
    made: {
      sign_up: 'signed up in Ferry',
      administrator: 'by an administrator',
      legacy_login: 'seen in legacy mode',
    } as { readonly [way: string]: string },
    migrated: (way: string, version: number | undefined) =>
      version === undefined ? `Imported by ${way}` : `Imported by ${way}, version ${version}`,
    blocked: 'The user is blocked.',
    noPassword: 'Ferry has no password of this user: a script decides at the next sign-in.',
    alias: 'Found by a further sign-in name.',
    tombstoned: 'A user with this name was deleted and is kept from coming back.',
    waiting: (state: string, reason: string) => (reason === '' ? state : `${state}: ${reason}`),
    unknown: 'Ferry knows nobody with this name in this connection, and no script has found anyone.',
    log: 'Newest log entries',
    noLog: 'The log has no entry with this name.',
    entry: 'Entry',
  },
}

/** @returns words for the code of a failure; codes without words as they are */
export function reasonName(code: string): string {
  return migrationText.reasons.names[code] ?? code
}
