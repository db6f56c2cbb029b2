/**
 * What a sign-in costs beyond what it cannot do without. A migrated person's: the share of argon2's own rate that sign-ins
 * reach over HTTP with 8 under way. A first one: milliseconds over the plain driver and one hash. Floor and ours in turns.
 *
 * Run by `npm run bench:login`, on a machine with nothing else to do; exits with 1 beyond the limits. Needs MariaDB.
 * @module
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import { createConnection } from 'mysql2/promise'
import type { MariaDb } from '../support/mariadb.ts'
import { openMariaDb } from '../support/mariadb.ts'
import { createRunFolder, removeRunFolder } from '../support/run-folder.ts'
import { hasOpenssl, planServers } from '../support/server-plan.ts'
import { openArgon2Floor } from './argon2-floor.ts'
import type { BenchTenant } from './ferry-server.ts'
import { startBenchServer } from './ferry-server.ts'
import { inTurns, perSecond } from './measure.ts'

const LEAST_SHARE = 0.75
const MOST_OVER_MS = 6

const IN_FLIGHT = 8
const ROUNDS = Number(process.argv[2] ?? 7)
const ROUND_MS = 2_000
/** People who sign in in turns. */
const PEOPLE = 400
const FIRST_SIGN_INS = 40

/** Connects, asks and hangs up at each sign-in, as Auth0's templates do. */
const SCRIPT = `function login (email, password, callback) {
  const mysql = require('mysql2')
  const connection = mysql.createConnection({ host: configuration.HOST, port: Number(configuration.PORT),
    user: configuration.USER, password: configuration.PASSWORD, database: configuration.DATABASE })
  connection.query('select id, email from users where email = ? and password = sha2(?, 256)', [email, password],
    function (error, rows) {
      connection.end()
      if (error) return callback(error)
      if (rows.length === 0) return callback(null)
      callback(null, { user_id: String(rows[0].id), email: rows[0].email, email_verified: true })
    })
}`

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

const folder = createRunFolder()
try {
  const plan = planServers(folder).mariadb
  if (plan.kind === 'missing') throw new Error(`${plan.reason}: ${plan.remedy}`)
  const mariadb = await openMariaDb(plan, {
    run_dir: folder,
    servers: planServers(folder),
    openssl: hasOpenssl(),
    clients: false,
  })
  const server = await startBenchServer(join(folder, 'data'))
  try {
    const isFast = await measureMigrated(server.tenant)
    const isNear = await measureFirst(server.tenant, mariadb)
    if (!isFast || !isNear) process.exitCode = 1
  } finally {
    await server.stop()
    await mariadb.close()
  }
} finally {
  removeRunFolder(folder)
}

async function measureMigrated(tenant: BenchTenant): Promise<boolean> {
  await tenant.api('POST', 'connections', {
    name: 'local',
    strategy: 'auth0',
    enabled_clients: [tenant.client.client_id],
    options: {},
  })
  const password = randomBytes(12).toString('base64url')
  for (let n = 0; n < PEOPLE; n++) {
    await tenant.api('POST', 'users', {
      connection: 'local',
      email: `p${n}@example.com`,
      password,
      verify_email: false,
    })
  }
  let next = 0
  const signIn = async (): Promise<void> => {
    const { status, text } = await tenant.login('local', `p${next++ % PEOPLE}@example.com`, password)
    if (status !== 200) throw new Error(`${status} ${text}`)
  }
  const floor = openArgon2Floor()
  const rates: { floor: number; ours: number }[] = []
  for (let round = -1; round < ROUNDS; round++) {
    const pair = {
      floor: await floor.perSecond(IN_FLIGHT, ROUND_MS),
      ours: await perSecond(signIn, IN_FLIGHT, ROUND_MS),
    }
    // The first round warms up.
    if (round >= 0) rates.push(pair)
  }
  floor.close()
  const share = median(rates.map(({ floor: most, ours }) => ours / most))
  console.log(
    `migrated sign-in, ${IN_FLIGHT} under way   argon2 alone ${median(rates.map((rate) => rate.floor)).toFixed(0)}/s  ` +
      `over HTTP ${median(rates.map((rate) => rate.ours)).toFixed(0)}/s  share ${percent(share)} ` +
      `(${rates.map((rate) => percent(rate.ours / rate.floor)).join(' ')})  at least ${percent(LEAST_SHARE)}`,
  )
  return share >= LEAST_SHARE
}

async function measureFirst(tenant: BenchTenant, mariadb: MariaDb): Promise<boolean> {
  const { host, port, user, password: secret, database } = mariadb
  await mariadb.query(
    'create table users (id int auto_increment primary key, email varchar(200) unique, password char(64))',
  )
  const people = Array.from({ length: ROUNDS * FIRST_SIGN_INS + 20 }, (_, n) => `first${n}@example.com`)
  await mariadb.query('insert into users (email, password) values ?', [
    people.map((email) => [email, hexOf(email)]),
  ])
  await mariadb.query('update users set password = sha2(password, 256)')
  await tenant.api('POST', 'connections', {
    name: 'legacy',
    strategy: 'auth0',
    enabled_clients: [tenant.client.client_id],
    options: {
      enabledDatabaseCustomization: true,
      import_mode: true,
      customScripts: { login: SCRIPT },
      configuration: { HOST: host, PORT: String(port), USER: user, PASSWORD: secret, DATABASE: database },
    },
  })
  let next = 0
  let nextOfFloor = 0
  const floor = async (): Promise<void> => {
    const email = people[nextOfFloor++ % people.length] ?? ''
    const connection = await createConnection({ host, port, user, password: secret, database })
    await connection.query('select id, email from users where email = ? and password = sha2(?, 256)', [
      email,
      hexOf(email),
    ])
    await connection.end()
    await hash(hexOf(email), { memoryCost: 19_456, timeCost: 2, parallelism: 1, algorithm: 2, outputLen: 32 })
  }
  const ours = async (): Promise<void> => {
    const email = people[next++] ?? ''
    const { status, text } = await tenant.login('legacy', email, hexOf(email))
    if (status !== 200) throw new Error(`${status} ${text}`)
  }
  const times = await inTurns({ floor, ours }, { rounds: ROUNDS * FIRST_SIGN_INS, per_round: 1, warm_up: 20 })
  const over_ms = times.ours.p50_ms - times.floor.p50_ms
  console.log(
    `first sign-in, one at a time    driver and hash ${times.floor.p50_ms.toFixed(1)} ms  over HTTP ` +
      `${times.ours.p50_ms.toFixed(1)} ms  over them +${over_ms.toFixed(1)} ms  at most +${MOST_OVER_MS} ms`,
  )
  return over_ms <= MOST_OVER_MS
}

function hexOf(text: string): string {
  return Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64)
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
