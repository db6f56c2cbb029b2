/** A migration of 2,000 people with every kind of failure: each figure equals a count of what is stored. */
import { expect, onTestFinished, test } from 'vitest'
import { progressOf } from '../../../server/api/management/migration/progress.ts'
import { createLoginFlow } from '../../../server/migration/login/login.ts'
import { createSignUpFlow } from '../../../server/migration/sign-up/sign-up.ts'
import { createWhoisFlow } from '../../../server/migration/users/whois.ts'
import { createPasswords } from '../../../server/password/hash.ts'
import { createHashGate } from '../../../server/password/hash-gate.ts'
import { createSecrets } from '../../../server/secrets/index.ts'
import type { LedgerPerson, Store } from '../../../server/store/contract.ts'
import { createPostgresStore } from '../../../server/store/postgres.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import { CHEAP_HASHES, MODES } from '../../support/flow.ts'
import { databaseUrl, describePostgres } from '../../support/postgres.ts'
import { useSandbox } from '../../support/sandbox.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'

/** How many people of each kind sign in; the first letters of an address say which kind it is. */
const PLAN = {
  good: 1_300,
  wrong: 150,
  bare: 100,
  factor: 60,
  clash: 60,
  other: 50,
  throws: 60,
  silent: 20,
  module: 20,
  banned: 20,
  away: 20,
  gone: 20,
  seen: 40,
  offline: 3,
}
/** People who come by other ways. */
const RESETS = 60
const JOINED = 17
const AT_ONCE = 12

const PROFILE = `
  const [, kind] = /^([a-z]+)/.exec(email)
  const profile = { user_id: email.split('@')[0], email }
  if (kind === 'bare') return callback(null, { user_id: profile.user_id })
  if (kind === 'factor') return callback(null, { ...profile, mfa_factors: [{ phone: { value: '+1' } }] })
  if (kind === 'clash') return callback(null, { ...profile, user_id: 'good0' })
  if (kind === 'other') return callback(null, { ...profile, email: 'somebody-' + email })`

const SCRIPTS = {
  login: `function login (email, password, callback) {
    ${PROFILE}
    if (kind === 'wrong') return callback(new WrongUsernameOrPasswordError(email))
    if (kind === 'throws') throw new Error('no such table')
    if (kind === 'silent') return
    if (kind === 'module') return require('left-pad')
    if (kind === 'banned') return callback(new ValidationError('banned', 'Not you.'))
    if (kind === 'away') return callback(new UnauthorizedError('Not today.'))
    if (kind === 'offline') return require('net').connect(9, '127.0.0.1').on('error', callback)
    callback(null, profile)
  }`,
  get_user: `function getByEmail (email, callback) { ${PROFILE}
    callback(null, kind === 'new' ? null : profile) }`,
}

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })
const secrets = createSecrets({ master: 'a master key of a test, long enough' })

async function inTurns(names: readonly string[], work: (name: string) => Promise<unknown>): Promise<void> {
  const rest = [...names]
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let name = rest.shift(); name !== undefined; name = rest.shift()) await work(name)
    }),
  )
}

const namesOf = (kind: string, people: number): string[] =>
  Array.from({ length: people }, (_, index) => `${kind}${index}@example.com`)

async function play(store: Store): Promise<void> {
  const { tenant_id } = await store.ensureTenant('default')
  const made = await store.createConnection(
    tenant_id,
    {
      name: 'legacy',
      strategy: 'auth0',
      options: { ...MODES.import, ferry_tombstones: true },
      scripts: SCRIPTS,
      configuration: {},
      enabled_clients: [],
    },
    'test',
  )
  if (made.kind !== 'created') throw new Error(made.kind)
  const { connection } = made
  const { connection_id } = connection
  const passwords = createPasswords(createHashGate(8, 5_000), CHEAP_HASHES)
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const clock = { now: () => performance.now(), sleep: async () => undefined }
  const deps = { store, runtime: sandbox.runtime(), passwords, log, clock }
  const flow = createLoginFlow(deps)

  const told = new Map<string, number>()
  const tell = (what: string): void => void told.set(what, (told.get(what) ?? 0) + 1)
  const signIn = async (identifier: string): Promise<void> => {
    const attempt = {
      tenant_id,
      connection,
      identifier,
      password: 'the old one',
      ip: undefined,
      started_at: 0,
    }
    const result = await flow.login(attempt)
    const why = 'code' in result ? result.code : result.kind === 'denied' ? result.reason.code : result.kind
    tell(result.kind === 'validation' ? 'validation' : why)
  }
  await signIn('good0@example.com')
  for (const [kind, people] of Object.entries(PLAN)) {
    const names = namesOf(kind, people).filter((name) => name !== 'good0@example.com')
    if (kind === 'seen') {
      const { whois } = createWhoisFlow(deps)
      await inTurns(names, (identifier) => whois({ tenant: { tenant_id }, connection, identifier }))
      continue
    }
    await inTurns(names, signIn)
    if (kind !== 'gone') continue
    for (const name of names)
      await store.deleteUser(tenant_id, `auth0|${name.split('@')[0]}`, { tombstone: true })
    await inTurns(names, signIn)
  }
  for (const email of namesOf('reset', RESETS)) {
    const external_id = email.split('@')[0] ?? ''
    await store.createUser(tenant_id, {
      connection_id,
      external_id,
      user_id: `auth0|${external_id}`,
      email,
      email_key: email,
      email_verified: true,
      password_hash: 'x',
      profile: {},
      user_metadata: {},
      app_metadata: {},
      migrated_by: 'reset',
      logged_in: false,
    })
  }
  const { signUp } = createSignUpFlow(deps)
  for (const email of namesOf('new', JOINED)) {
    const joined = await signUp({
      tenant: { tenant_id, name: 'default' },
      connection,
      client_id: 'app',
      email,
      username: undefined,
      password: 'Correct-Horse-9-Battery',
      profile: {},
      user_metadata: {},
      app_metadata: {},
      purpose: 'sign_up',
    })
    expect(joined.kind).toBe('created')
  }
  await store.ping()

  const counts = await store.countUsers(tenant_id, connection_id)
  const progress = await progressOf(store, tenant_id, connection_id, counts.migrated)
  const eventsOf = (state: string, reason?: string): number =>
    progress.outcomes
      .filter((one) => one.state === state && (reason === undefined || one.reason === reason))
      .reduce((sum, { events }) => sum + events, 0)

  // Of what people were told.
  expect(Object.fromEntries(told)).toMatchObject({
    success: PLAN.good + PLAN.gone,
    invalid_profile: PLAN.bare,
    mfa_factors_unsupported: PLAN.factor,
    profile_conflict: PLAN.clash,
    profile_mismatch: PLAN.other,
    script_error: PLAN.throws,
    no_callback: PLAN.silent,
    module_not_available: PLAN.module,
    validation: PLAN.banned,
    unauthorized: PLAN.away,
    deleted: PLAN.gone,
    wrong_password: PLAN.wrong,
    legacy_unavailable: PLAN.offline,
  })
  expect(eventsOf('migrated', 'login')).toBe(told.get('success'))
  expect(eventsOf('migrated', 'reset')).toBe(RESETS)
  expect(eventsOf('joined', 'sign_up')).toBe(JOINED)
  for (const code of ['validation', 'unauthorized', 'deleted']) {
    expect(eventsOf('refused', code), code).toBe(told.get(code))
  }
  expect(progress.today).toEqual(expect.arrayContaining(progress.outcomes))

  // Of the events.
  const events = await store.listMigrationEvents(tenant_id, connection_id, 100_000)
  const reasons = new Map<string, number>()
  for (const { kind, detail } of events) {
    const key = `${kind === 'migrated'} ${detail}`
    reasons.set(key, (reasons.get(key) ?? 0) + 1)
  }
  const kept = progress.outcomes.filter(
    ({ state, reason }) =>
      ['migrated', 'failed', 'conflict'].includes(state) || reason === 'mfa_factors_unsupported',
  )
  expect(
    new Map(kept.map(({ state, reason, events: times }) => [`${state === 'migrated'} ${reason}`, times])),
  ).toEqual(reasons)

  // Of the runs.
  const runs = await store.listRuns(tenant_id, connection_id, 10_000)
  const denied = runs.filter(
    ({ purpose, message = '' }) => purpose === 'login' && message.startsWith('WrongUser'),
  )
  expect(eventsOf('denied')).toBe(denied.length)
  const runIds = new Set(runs.map(({ run_id }) => run_id))
  const byRun = events.filter(({ detail }) => detail !== 'reset')
  expect(byRun.every(({ run_id = '' }) => runIds.has(run_id))).toBe(true)

  // Of the rows.
  const people: LedgerPerson[] = []
  let page: LedgerPerson[]
  do {
    page = await store.listLedgerPeople(tenant_id, connection_id, undefined, people.at(-1), 100)
    people.push(...page)
  } while (page.length > 0)
  const states = Map.groupBy(people, ({ state }) => state)
  expect(new Map(progress.waiting.map(({ state, people: many }) => [state, many]))).toEqual(
    new Map([...states].map(([state, rows]) => [state, rows.length])),
  )
  expect(Object.fromEntries([...states].map(([state, rows]) => [state, rows.length]))).toEqual({
    failed: PLAN.bare,
    refused: PLAN.factor,
    conflict: PLAN.clash,
    seen: PLAN.seen,
    tombstoned: PLAN.gone,
  })
  const users = await store.listUsers(
    tenant_id,
    { connection_id },
    { kind: 'offset', offset: 0, limit: 10_000 },
  )
  expect(counts).toEqual({
    users: users.total,
    migrated: users.items.filter(({ migrated_at }) => migrated_at !== undefined).length,
  })
  expect(counts.migrated).toBe(PLAN.good + RESETS)
  const series = await store.listLedgerSeries(tenant_id, connection_id, 'day', 0, Date.now() + 1)
  expect(series.map(({ starts_at: _, ...count }) => count)).toEqual(expect.arrayContaining(progress.outcomes))
}

const NAME = 'of 2,000 people with every kind of failure each figure equals a count of stored rows and events'

test(NAME, async () => {
  const store = await createSqliteStore({ data_dir: temporaryFolder(), secrets, runs_kept: 10_000 })
  onTestFinished(() => store.close())
  await play(store)
}, 240_000)

describePostgres('on PostgreSQL', (postgres) => {
  test(`${NAME}, on PostgreSQL`, async () => {
    const { url, drop } = await databaseUrl(postgres())
    const store = await createPostgresStore({ url, secrets, runs_kept: 10_000, connections: 12 })
    try {
      await play(store)
    } finally {
      await store.close()
      await drop()
    }
  }, 240_000)
})
