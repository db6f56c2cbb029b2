import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { expect, test } from 'vitest'
import { createSecrets } from '../../../server/secrets/index.ts'
import type { Page, SearchNode, UserFilter } from '../../../server/store/contract.ts'
import type { Operation } from '../../../server/store/engine/operation.ts'
import { drive } from '../../../server/store/engine/operation.ts'
import { migrate } from '../../../server/store/migrate.ts'
import { pageUsers } from '../../../server/store/operations/user-search.ts'
import { createDialect } from '../../../server/store/postgres/dialect.ts'
import { createPostgresStore } from '../../../server/store/postgres.ts'
import { MIGRATIONS } from '../../../server/store/schema/index.ts'
import { ADDRESS_SQL, FAILURE_SQL, PROTECTION_SQL, UNDOABLE_SQL } from '../../../server/store/sql/attempts.ts'
import { ALL_BUCKETS_SQL, BUCKET_SQL } from '../../../server/store/sql/buckets.ts'
import { CLIENT_CREDENTIAL_SQL } from '../../../server/store/sql/client-credentials.ts'
import { CLIENT_GRANT_SQL, listClientGrantsSql } from '../../../server/store/sql/client-grants.ts'
import { CLIENT_SQL, pageClientsSql, SEAL_CHECK_SQL } from '../../../server/store/sql/clients.ts'
import {
  CONFIGURATION_SQL,
  CONNECTION_SQL,
  listConnectionsSql,
  SCRIPT_SQL,
} from '../../../server/store/sql/connections.ts'
import { CONSENT_SQL, listConsentsSql } from '../../../server/store/sql/consents.ts'
import { ALL_DOMAINS_SQL, CUSTOM_DOMAIN_SQL } from '../../../server/store/sql/custom-domains.ts'
import { KEPT_DOCUMENT_SQL } from '../../../server/store/sql/kept-documents.ts'
import { LEDGER_COUNT_SQL, LEDGER_PERSON_SQL } from '../../../server/store/sql/ledger.ts'
import { ALL_LEGACY_TOTALS_SQL, LEGACY_TOTAL_SQL } from '../../../server/store/sql/legacy-totals.ts'
import { ALIAS_SQL } from '../../../server/store/sql/login-aliases.ts'
import { LOGIN_PAGE_SQL } from '../../../server/store/sql/login-pages.ts'
import { ALL_LOGOUT_CALLS_SQL, LOGOUT_CALL_SQL } from '../../../server/store/sql/logout-calls.ts'
import { LOG_POSITION_SQL, LOG_SQL } from '../../../server/store/sql/logs.ts'
import { ALL_MAILS_SQL, MAIL_SQL } from '../../../server/store/sql/mails.ts'
import { MEMBER_LINK_SQL } from '../../../server/store/sql/member-links.ts'
import {
  MEMBER_ADDRESS_SQL,
  MEMBER_SQL,
  SESSION_SQL,
  SETUP_LINK_SQL,
} from '../../../server/store/sql/members.ts'
import { ONE_TIME_SQL } from '../../../server/store/sql/one-time.ts'
import { CODE_SQL, PERSON_SESSION_SQL } from '../../../server/store/sql/person-sessions.ts'
import { PROMPT_TEXT_SQL } from '../../../server/store/sql/prompt-texts.ts'
import { PROVIDER_TOKEN_SQL } from '../../../server/store/sql/provider-tokens.ts'
import { pageRefreshTokensSql, REFRESH_TOKEN_SQL } from '../../../server/store/sql/refresh-tokens.ts'
import { listResourceServersSql, RESOURCE_SERVER_SQL } from '../../../server/store/sql/resource-servers.ts'
import { EVENT_SQL, RUN_SQL } from '../../../server/store/sql/runs.ts'
import { SIGNING_KEY_SQL } from '../../../server/store/sql/signing-keys.ts'
import { TENANT_SETTINGS_SQL, TENANT_SQL } from '../../../server/store/sql/tenants.ts'
import { EMAIL_TEMPLATE_SQL, JOB_SQL, TICKET_SQL } from '../../../server/store/sql/tickets.ts'
import { TURN_SQL } from '../../../server/store/sql/turns.ts'
import { HISTORY_SQL, TOMBSTONE_SQL } from '../../../server/store/sql/user-life.ts'
import { CONNECTION_TOTAL_SQL } from '../../../server/store/sql/user-search.ts'
import { IDENTITY_SQL, identitiesOfSql, USER_SQL } from '../../../server/store/sql/users.ts'
import { DRAFT_SQL, VERSION_SQL } from '../../../server/store/sql/versions.ts'
import { databaseUrl, describePostgres } from '../../support/postgres.ts'
import { is } from './contract/samples.ts'

/** With the function that searches ask. */
function openMemory(): DatabaseSync {
  const db = new DatabaseSync(':memory:')
  db.function('in_time', () => 1)
  return db
}

function run<T>(db: DatabaseSync, operation: Operation<T>): T {
  return drive(({ sql, params }) => {
    const named = Object.fromEntries(params.map((value, index) => [`$${index + 1}`, value]))
    return db.prepare(sql).all(named)
  }, operation)
}

function schemaOf(db: DatabaseSync): unknown {
  return db
    .prepare("select type, name, sql from sqlite_master where name not like 'sqlite_%' order by name")
    .all()
}

test('a store of every earlier version ends up with the schema of a fresh one', () => {
  const fresh = new DatabaseSync(':memory:')
  run(fresh, migrate(MIGRATIONS, 1))
  for (let steps = 0; steps <= MIGRATIONS.length; steps++) {
    const db = new DatabaseSync(':memory:')
    run(db, migrate(MIGRATIONS.slice(0, steps), 1))
    run(db, migrate(MIGRATIONS, 2))
    expect(schemaOf(db)).toEqual(schemaOf(fresh))
    const applied = db.prepare('select version, applied_at from schema_migrations order by version').all()
    expect(applied).toEqual(
      MIGRATIONS.map(({ version }, index) => ({
        version,
        applied_at: index < steps ? 1 : 2,
      })),
    )
  }
})

test('the steps of the schema are in the order of their numbers, and no number comes twice', () => {
  const versions = MIGRATIONS.map(({ version }) => version)
  expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b))
})

test('the schema has only the types that every engine shares, and every table but the store’s own names its tenant', () => {
  for (const statement of MIGRATIONS.flatMap((migration) => migration.statements)) {
    const table = /^create table (\w+) \(([\s\S]*)\)$/.exec(statement)
    if (!table) {
      expect(statement).toMatch(
        /^create (unique )?index \w+ on \w+ \(tenant_id, |^create index (mails_by_time on mails \(due_at\)|logout_calls_by_time on logout_calls \(due_at\)|buckets_by_time on buckets \(full_at\))$|^create unique index custom_domains_verified on custom_domains \(domain\) where verified_at is not null$|^drop index \w+$|^drop table \w+$|^insert into \w+ \(tenant_id, [\s\S]+ select tenant_id, [\w, ]+ from \w+$|^alter table \w+ add column \w+ (text|integer|bigint|smallint)( not null default '')?$/,
      )
      continue
    }
    const [, name, body = ''] = table
    const columns = body.split('\n').map((line) => line.trim())
    for (const column of columns.filter((line) => /^[a-z_]+ [a-z]/.test(line))) {
      expect(column).toMatch(/^(\w+ (text|integer|bigint|smallint)\b|primary key|foreign key|references )/)
    }
    if (name !== 'seal_checks' && name !== 'server_turns')
      expect(columns[1], name).toMatch(/^tenant_id text not null/)
  }
})

const SEARCH: SearchNode = {
  kind: 'and',
  parts: [is('email', 'ann@example.com'), { kind: 'word', text: 'ann' }],
}

/** The text of one way of reading a list. */
function listUsersSql(what: 'count' | 'offset' | 'after' | 'start', filter: UserFilter): string {
  const mark = Buffer.from(JSON.stringify(['created_at', 1, 1, 'a'])).toString('base64url')
  const page: Page =
    what === 'count' || what === 'offset'
      ? { kind: 'offset', offset: 0, limit: 1 }
      : { kind: 'after', after: what === 'after' ? mark : undefined, limit: 1 }
  const texts: string[] = []
  drive(
    ({ sql }) => {
      texts.push(sql)
      return sql.includes(' as total ') ? [{ total: 1 }] : []
    },
    pageUsers('tenant', filter, page),
  )
  return texts[what === 'offset' ? 1 : 0] ?? ''
}

test('every table leads to the tenants, so that a tenant that is deleted takes all of its rows with it', () => {
  const db = new DatabaseSync(':memory:')
  run(db, migrate(MIGRATIONS, 1))
  const parentsOf = (table: string): unknown[] =>
    db
      .prepare(`pragma foreign_key_list(${table})`)
      .all()
      .filter((key) => key.from === 'tenant_id' && key.on_delete === 'CASCADE')
      .map((key) => key.table)
  const leads = (table: string): boolean =>
    table === 'tenants' || parentsOf(table).some((parent) => leads(String(parent)))
  const tables = db
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
    .all()
    .map(({ name }) => String(name))
  const ownOfTheStore = ['schema_migrations', 'seal_checks', 'server_turns']
  expect(tables.filter((table) => !leads(table) && !ownOfTheStore.includes(table))).toEqual([])
})

/** Every text that the store runs, under a name. The ones that no tenant can confine are left out by name. */
function statements(): [string, string][] {
  const { findByName: _find, list: _list, listIds: _ids, ...tenants } = TENANT_SQL
  const groups = {
    tenants,
    settings: TENANT_SETTINGS_SQL,
    refreshTokens: REFRESH_TOKEN_SQL,
    personSessions: PERSON_SESSION_SQL,
    codes: CODE_SQL,
    oneTime: ONE_TIME_SQL,
    loginPages: LOGIN_PAGE_SQL,
    consents: CONSENT_SQL,
    clientGrants: CLIENT_GRANT_SQL,
    resourceServers: RESOURCE_SERVER_SQL,
    customDomains: CUSTOM_DOMAIN_SQL,
    connections: CONNECTION_SQL,
    scripts: SCRIPT_SQL,
    configuration: CONFIGURATION_SQL,
    users: USER_SQL,
    identities: IDENTITY_SQL,
    aliases: ALIAS_SQL,
    providerTokens: PROVIDER_TOKEN_SQL,
    clients: CLIENT_SQL,
    keys: SIGNING_KEY_SQL,
    runs: RUN_SQL,
    events: EVENT_SQL,
    'ledger counts': LEDGER_COUNT_SQL,
    'legacy totals': LEGACY_TOTAL_SQL,
    'ledger people': LEDGER_PERSON_SQL,
    logs: LOG_SQL,
    logPositions: LOG_POSITION_SQL,
    searches: { connectionTotal: CONNECTION_TOTAL_SQL },
    buckets: BUCKET_SQL,
    mails: MAIL_SQL,
    logoutCalls: LOGOUT_CALL_SQL,
    clientCredentials: CLIENT_CREDENTIAL_SQL,
    memberLinks: MEMBER_LINK_SQL,
    members: MEMBER_SQL,
    memberAddresses: MEMBER_ADDRESS_SQL,
    versions: VERSION_SQL,
    drafts: DRAFT_SQL,
    sessions: SESSION_SQL,
    setupLinks: SETUP_LINK_SQL,
    history: HISTORY_SQL,
    tickets: TICKET_SQL,
    emailTemplates: EMAIL_TEMPLATE_SQL,
    promptTexts: PROMPT_TEXT_SQL,
    keptDocuments: KEPT_DOCUMENT_SQL,
    jobs: JOB_SQL,
    tombstones: TOMBSTONE_SQL,
    failures: FAILURE_SQL,
    undoable: UNDOABLE_SQL,
    addresses: ADDRESS_SQL,
    protection: PROTECTION_SQL,
  }
  const fixed = Object.entries(groups).flatMap(([group, texts]) =>
    Object.entries(texts).map(([name, sql]): [string, string] => [`${group}.${name}`, sql]),
  )
  const whats = ['count', 'offset', 'after', 'start'] as const
  const lists = whats.flatMap((what): [string, string][] => [
    ...[true, false].flatMap((name) =>
      [undefined, 0, 1, 3].map((strategies): [string, string] => [
        `connections.list ${what} ${name} ${strategies}`,
        listConnectionsSql({ what, name, strategies }),
      ]),
    ),
    ...[undefined, 2].map((app_types): [string, string] => [
      `clients.page ${what} ${app_types}`,
      pageClientsSql({ what, app_types }),
    ]),
    [`grants.list ${what}`, listClientGrantsSql({ what, terms: [] })],
    [`grants.list ${what} of client`, listClientGrantsSql({ what, terms: ['client_id', 'audience'] })],
    [`consents.list ${what}`, listConsentsSql({ what, terms: [] })],
    ...(['user_id', 'client_id', 'audience'] as const).map((term): [string, string] => [
      `consents.list ${what} of ${term}`,
      listConsentsSql({ what, terms: [term] }),
    ]),
    [`consents.list ${what} of user and client`, listConsentsSql({ what, terms: ['user_id', 'client_id'] })],
    [`refreshTokens.page ${what}`, pageRefreshTokensSql({ what, terms: [] })],
    [`refreshTokens.page ${what} of user`, pageRefreshTokensSql({ what, terms: ['user_id'] })],
    [
      `refreshTokens.page ${what} of user and client`,
      pageRefreshTokensSql({ what, terms: ['user_id', 'client_id'] }),
    ],
    ...[undefined, 2].map((identifiers): [string, string] => [
      `resourceServers.list ${what} ${identifiers}`,
      listResourceServersSql({ what, identifiers }),
    ]),
    [`users.list ${what}`, listUsersSql(what, {})],
    [`users.list ${what} of a connection`, listUsersSql(what, { connection_id: 'con_1' })],
    [`users.list ${what} by all`, listUsersSql(what, { connection_id: 'con_1', where: SEARCH })],
  ])
  return [...fixed, ...lists, ['identities.of', identitiesOfSql(2)]]
}

test.each(statements())('T1: the statement %s is confined to one tenant', (_name, sql) => {
  const insert = /^insert into \w+ \(tenant_id, [\s\S]*?\)\s*(values \(\$1,|select tenant_id,)/.test(sql)
  const confined = /where (\w\.)?tenant_id = \$1\b/.test(sql)
  if (/^insert/.test(sql)) {
    expect(insert).toBe(true)
    if (/\bselect\b/.test(sql)) expect(confined).toBe(true)
  } else {
    expect(confined).toBe(true)
  }
  // A join or an alternative could lead out of the tenant.
  for (const [, on] of sql.matchAll(/\bjoin \w+ \w on (\S+ = \S+)/g)) {
    expect(on).toMatch(/^\w\.tenant_id = \w\.tenant_id$/)
  }
  expect(sql).not.toMatch(/\bor\b|\bunion\b/)
})

test('every statement is understood by the database, and none lower-cases or looks at JSON', () => {
  const db = openMemory()
  run(db, migrate(MIGRATIONS, 1))
  const texts = [
    ...statements(),
    ...Object.entries(TENANT_SQL),
    ...Object.entries(SEAL_CHECK_SQL),
    ...Object.entries(TURN_SQL),
    ...Object.entries(ALL_MAILS_SQL),
    ...Object.entries(ALL_LEGACY_TOTALS_SQL),
    ...Object.entries(ALL_LOGOUT_CALLS_SQL),
    ...Object.entries(ALL_DOMAINS_SQL),
    ...Object.entries(ALL_BUCKETS_SQL),
  ]
  for (const [name, sql] of texts) {
    expect(() => db.prepare(sql), name).not.toThrow()
    expect(sql, name).not.toMatch(/\b(lower|upper|json\w*|ilike|real|boolean|now)\b/i)
  }
})

test('reads by key and by page use an index', () => {
  const db = openMemory()
  run(db, migrate(MIGRATIONS, 1))
  const reads = statements().filter(([name, sql]) => /^select/.test(sql) && !name.includes('by all'))
  for (const [name, sql] of reads) {
    const plan = db
      .prepare(`explain query plan ${sql}`)
      .all()
      .map((row) => String(row.detail))
    expect(
      plan.filter((step) => /^SCAN (?!CONSTANT)/.test(step)),
      `${name}: ${plan}`,
    ).toEqual([])
  }
  const byEmail = [
    USER_SQL.findByEmail,
    ...(['count', 'offset', 'after', 'start'] as const).flatMap((what) => [
      listUsersSql(what, { where: is('email', 'ann@example.com') }),
      listUsersSql(what, { connection_id: 'con_1', where: SEARCH }),
    ]),
  ]
  for (const sql of byEmail) {
    const plan = JSON.stringify(db.prepare(`explain query plan ${sql}`).all())
    expect(plan, sql).toContain('users_by_email (tenant_id=? AND email_lower=?')
  }
  const sorted = reads.filter(([name]) => name.startsWith('users.list'))
  for (const [name, sql] of sorted) {
    const plan = db.prepare(`explain query plan ${sql}`).all()
    expect(JSON.stringify(plan), name).not.toContain('TEMP B-TREE')
  }
})

describePostgres('on PostgreSQL', (postgres) => {
  test('every statement is understood, and reads by key and by page use an index', async () => {
    const { url, drop } = await databaseUrl(postgres())
    const secrets = createSecrets({ master: 'the master key of a test, long enough' })
    await createPostgresStore({ url, secrets }).then((store) => store.close())
    const client = new pg.Client(url)
    await client.connect()
    // Tables are empty: an index is not faster, but it must be there.
    await client.query('set enable_seqscan = off; set plan_cache_mode = force_generic_plan')
    const translate = createDialect()
    const texts = [...statements(), ...Object.entries(TENANT_SQL), ...Object.entries(SEAL_CHECK_SQL)]
    for (const [name, sql] of texts) {
      const { text } = translate(sql)
      await client.query(`prepare tried as ${text}`).catch((error: unknown) => {
        throw new Error(`${name}: ${text}`, { cause: error })
      })
      if (/^select/.test(sql) && statements().some(([known]) => known === name)) {
        const values = Array.from(new Set(sql.match(/\$\d+/g) ?? []), () => 'null')
        const { rows } = await client.query(`explain execute tried(${values.join(', ')})`)
        const plan = rows.map((row) => String(Object.values(row)[0])).join('\n')
        expect(plan, name).not.toContain('Seq Scan')
      }
      await client.query('deallocate tried')
    }
    await client.end()
    await drop()
  })
})
