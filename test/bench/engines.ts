/**
 * The embedded store beside PostgreSQL: lists and searches of many users, and sign-ins a second of two servers on one PostgreSQL
 * beside one server on SQLite. All in turns, as ratios to SQLite in the same run.
 *
 * Run by `npm run bench:store -- [USERS …]`; default: 10,000 and 1,000,000 users. Needs PostgreSQL.
 * @module
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createSecrets } from '../../server/secrets/index.ts'
import type { Page, Store, UserFilter } from '../../server/store/contract.ts'
import { all } from '../../server/store/engine/operation.ts'
import { migrate } from '../../server/store/migrate.ts'
import { createPostgresStore } from '../../server/store/postgres.ts'
import { MIGRATIONS } from '../../server/store/schema/index.ts'
import { openDatabase } from '../../server/store/sqlite/database.ts'
import { createSqliteStore } from '../../server/store/sqlite.ts'
import { addConnection, addUser, is } from '../server/store/contract/samples.ts'
import type { Postgres } from '../support/postgres.ts'
import { openPostgres } from '../support/postgres.ts'
import { createRunFolder, removeRunFolder } from '../support/run-folder.ts'
import { hasOpenssl, planServers } from '../support/server-plan.ts'
import type { BenchServer } from './ferry-server.ts'
import { startBenchServer } from './ferry-server.ts'
import { inTurns, perSecond } from './measure.ts'

const SIZES = process.argv.slice(2).map(Number)
const SECRET = 'the master key of a benchmark, long enough'
const secrets = createSecrets({ master: SECRET })
/** Longer than the server's own limit: a slow search is measured, not refused. */
const READ_MS = 60_000
const ROUNDS = 5
const PEOPLE = 200
const IN_FLIGHT = 8
const SIGN_IN_MS = 3_000

const folder = createRunFolder()
try {
  const plans = planServers(folder)
  const plan = plans.postgres
  if (plan.kind === 'missing') throw new Error(`${plan.reason}: ${plan.remedy}`)
  const postgres = await openPostgres(plan, { run_dir: folder, openssl: hasOpenssl() })
  try {
    for (const size of SIZES.length > 0 ? SIZES : [10_000, 1_000_000]) await measureReads(postgres, size)
    await measureSignIns(postgres)
  } finally {
    await postgres.close()
  }
} finally {
  removeRunFolder(folder)
}

async function newDatabase({ query, user, password, host, port }: Postgres): Promise<string> {
  const name = `bench_${randomBytes(4).toString('hex')}`
  await query(`create database ${name}`)
  return `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${name}`
}

async function measureReads(postgres: Postgres, users: number): Promise<void> {
  const url = await newDatabase(postgres)
  const data_dir = join(folder, `data-${users}`)
  const sqlite = {
    open: () => createSqliteStore({ data_dir, secrets, read_ms: READ_MS }),
    run: async (sql: string) => {
      const db = new DatabaseSync(join(data_dir, 'ferry.db'))
      db.exec(sql)
      db.close()
    },
  }
  const { default: pg } = await import('pg')
  const server = {
    open: () => createPostgresStore({ url, secrets, read_ms: READ_MS }),
    run: async (sql: string) => {
      const client = new pg.Client(url)
      await client.connect()
      await client.query(sql)
      await client.end()
    },
  }
  const one = await filled(sqlite, users)
  const other = await filled(server, users)
  const list = (filter: UserFilter, page: Page) => (name: 'sqlite' | 'postgres') => {
    const { store, tenant_id } = name === 'sqlite' ? one : other
    return store.listUsers(tenant_id, filter, page)
  }
  const first: Page = { kind: 'offset', offset: 0, limit: 50 }
  const rows: { [name: string]: (name: 'sqlite' | 'postgres') => Promise<unknown> } = {
    'first page of 50, with total': list({}, first),
    'page in the middle, with total': list({}, { ...first, offset: users >> 1 }),
    'page after a mark': list({}, { kind: 'after', after: undefined, limit: 50 }),
    'search by email address': list({ where: is('email', `person${users >> 1}@example.com`) }, first),
    'search by a member of metadata': list(
      {
        where: {
          kind: 'field',
          field: 'user_metadata',
          path: ['theme'],
          test: { kind: 'is', value: 'light' },
        },
      },
      first,
    ),
    'look-up at a sign-in': (name) => {
      const { store, tenant_id, connection_id } = name === 'sqlite' ? one : other
      return store.findLogin(tenant_id, connection_id, `person${users >> 1}@example.com`)
    },
  }
  const { items, total } = await one.store.listUsers(one.tenant_id, {}, { ...first, offset: users >> 1 })
  if (items.length !== 50 || total !== users) throw new Error('The rows were not copied as they should be.')
  for (const [row, work] of Object.entries(rows)) {
    const times = await inTurns(
      { sqlite: () => work('sqlite'), postgres: () => work('postgres') },
      { rounds: ROUNDS, per_round: 3, warm_up: 1 },
    )
    const [a, b] = [times.sqlite.p50_ms, times.postgres.p50_ms]
    console.log(
      `${users.toLocaleString('en').padStart(9)} users  ${row.padEnd(32)} SQLite ${ms(a)}  PostgreSQL ${ms(b)}  ratio ${(b / a).toFixed(2)}`,
    )
  }
  await one.store.close()
  await other.store.close()
}

/** One user by the store, and the others by copying its rows inside the database, so that a million takes a minute. */
async function filled(
  { open, run }: { open(): Promise<Store>; run(sql: string): Promise<void> },
  users: number,
): Promise<{ store: Store; tenant_id: string; connection_id: string }> {
  const store = await open()
  const { tenant_id } = await store.ensureTenant('default')
  const { connection_id } = await addConnection(store, tenant_id)
  await addUser(store, tenant_id, connection_id, 'person0')
  await store.close()
  await run(copies('users', users))
  await run(copies('identities', users))
  await run(`update user_count_slots set users = users + ${users - 1} where users > 0`)
  await run('analyze')
  return { store: await open(), tenant_id, connection_id }
}

/** Columns of the two tables, and whether they hold text: by the schema that SQLite makes. */
function columnsOf(table: string): { name: string; is_text: boolean }[] {
  const db = openDatabase(':memory:', { read_only: false })
  db.write(migrate(MIGRATIONS, 0))
  const rows = db.read(all('select name, type from pragma_table_info($1)', table))
  db.close()
  return rows.map((row) => ({ name: String(row.name), is_text: row.type === 'TEXT' }))
}

function copies(table: string, users: number): string {
  const columns = columnsOf(table)
  const values = columns.map(({ name, is_text }) =>
    is_text ? `replace(${name}, 'person0', 'person' || cast(n.i as text))` : name,
  )
  return `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${users - 1})
    insert into ${table} (${columns.map(({ name }) => name).join(', ')}) select ${values.join(', ')} from ${table}, n`
}

async function measureSignIns(postgres: Postgres): Promise<void> {
  const admin = {
    FERRY_SECRET: SECRET,
    FERRY_ADMIN_CLIENT_ID: 'bench',
    FERRY_ADMIN_CLIENT_SECRET: randomBytes(32).toString('hex'),
  }
  const shared = { ...admin, DATABASE_URL: await newDatabase(postgres), FERRY_PUBLIC_URL: 'http://127.0.0.1' }
  const alone = await startBenchServer(join(folder, 'alone'), admin)
  const first = await startBenchServer(join(folder, 'first'), shared)
  const second = await startBenchServer(join(folder, 'second'), shared)
  try {
    const password = randomBytes(12).toString('base64url')
    for (const server of [alone, first]) await addPeople(server, password)
    let next = 0
    const signIn = (servers: readonly BenchServer[]) => async (): Promise<void> => {
      const n = next++
      const { tenant } = servers[n % servers.length] ?? alone
      const { status, text } = await tenant.login('local', `p${n % PEOPLE}@example.com`, password)
      if (status !== 200) throw new Error(`${status} ${text}`)
    }
    const ratios: number[] = []
    let last = { alone: 0, shared: 0 }
    for (let round = -1; round < ROUNDS; round++) {
      last = {
        alone: await perSecond(signIn([alone]), IN_FLIGHT, SIGN_IN_MS),
        shared: await perSecond(signIn([first, second]), IN_FLIGHT, SIGN_IN_MS),
      }
      if (round >= 0) ratios.push(last.shared / last.alone)
    }
    console.log(
      `sign-ins with ${IN_FLIGHT} under way            one server on SQLite ${last.alone.toFixed(0)}/s  two on PostgreSQL, same machine ` +
        `${last.shared.toFixed(0)}/s  ratio ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}`,
    )
  } finally {
    for (const server of [alone, first, second]) await server.stop()
  }
}

async function addPeople({ tenant }: BenchServer, password: string): Promise<void> {
  const { client_id } = tenant.client
  await tenant.api('POST', 'connections', {
    name: 'local',
    strategy: 'auth0',
    enabled_clients: [client_id],
    options: {},
  })
  for (let n = 0; n < PEOPLE; n++) {
    await tenant.api('POST', 'users', {
      connection: 'local',
      email: `p${n}@example.com`,
      password,
      verify_email: false,
    })
  }
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`.padStart(9)
}
