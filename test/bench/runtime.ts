/** `npm run bench`: what the sandbox costs, against a floor measured in the same run. @module */
import { createRequire } from 'node:module'
import type { ScriptCall } from '../../runtime/index.ts'
import { createRuntime } from '../../runtime/index.ts'
import { openMariaDb } from '../support/mariadb.ts'
import { createRunFolder, removeRunFolder, sweepOldRuns } from '../support/run-folder.ts'
import { hasOpenssl, planServer, planServers } from '../support/server-plan.ts'
import { openFloor } from './floor.ts'
import type { Times, Work } from './measure.ts'
import { inTurns, perSecond } from './measure.ts'

const NOOP = "function login(email, password, callback) { callback(null, { user_id: '1', email: email }) }"

const SETTINGS =
  '{ host: configuration.host, port: configuration.port, user: configuration.user, password: configuration.password, database: configuration.database }'
const QUERY = "'SELECT id, email, password FROM users WHERE email = ?', [email]"
const FOUND = `if (err) return callback(err)
    callback(null, { user_id: String(rows[0].id), email: rows[0].email })`
const KEPT = `function login(email, password, callback) {
  global.connection = global.connection || require('mysql2').createConnection(${SETTINGS})
  global.connection.query(${QUERY}, function (err, rows) {
    ${FOUND}
  })
}`
const CONNECTING = `function login(email, password, callback) {
  const connection = require('mysql2').createConnection(${SETTINGS})
  connection.query(${QUERY}, function (err, rows) {
    connection.end()
    ${FOUND}
  })
}`
const FIRST_RUN = `function login(email, password, callback) {
  require('mysql2')
  callback(null, { user_id: '1', email: email })
}`

const runtime = createRuntime({ allow: ['127.0.0.1'] })

function run(name: string, source: string, values: { [key: string]: string } = {}): Work {
  const call: ScriptCall = {
    tenant_id: 'bench',
    connection_id: `con_${name}`,
    script: { action: 'login', source, revision: '1' },
    configuration: { values, revision: '1' },
    args: ['ann@example.com', 'a password'],
  }
  return async () => {
    const { outcome } = await runtime.run(call)
    if (outcome.kind !== 'value') throw new Error(`${name}: ${JSON.stringify(outcome)}`)
  }
}

/** The same text in plain Node. */
function plain(source: string, configuration: { [key: string]: string }, global: object = {}): Work {
  const names = ['require', 'configuration', 'global']
  const script = new Function(...names, `return (${source})`)(
    createRequire(import.meta.url),
    configuration,
    global,
  )
  return () =>
    new Promise<void>((resolve, reject) => {
      script('ann@example.com', 'a password', (error: unknown) => (error ? reject(error) : resolve()))
    })
}

function print(name: string, ours: Times, floor: Times, target: string): void {
  const ratio = ours.p50_ms / floor.p50_ms
  const more_ms = ours.p50_ms - floor.p50_ms
  console.log(
    [
      name.padEnd(36),
      `p50 ${ours.p50_ms.toFixed(3)} ms`.padEnd(16),
      `p99 ${ours.p99_ms.toFixed(2)}`.padEnd(12),
      `floor ${floor.p50_ms.toFixed(3)}`.padEnd(14),
      `${ratio.toFixed(2)}×`.padEnd(8),
      `+${more_ms.toFixed(3)} ms`.padEnd(12),
      `target ${target}`,
    ].join(''),
  )
}

async function benchNoop(run_dir: string): Promise<void> {
  const floor = await openFloor(
    JSON.stringify({ isolate: 1, args: ['ann@example.com', 'a password'], wall_ms: 20_000 }),
    run_dir,
  )
  const noop = run('noop', NOOP)
  const { ours, hop } = await inTurns(
    { ours: noop, hop: floor.hop },
    { rounds: 10, per_round: 300, warm_up: 500 },
  )
  print('noop, warm', ours, hop, '≤ 1.25×')
  const many = await perSecond(noop, 16, 3_000)
  const many_hops = await perSecond(floor.hop, 16, 3_000)
  console.log(
    `noop, 16 in flight                  ${many.toFixed(0)}/s, floor ${many_hops.toFixed(0)}/s, target ≥ 15000/s`,
  )
  await floor.close()
}

async function benchFirstRun(): Promise<void> {
  let made = 0
  const { ours, warm } = await inTurns(
    {
      ours: () => run(`new${++made}`, `${FIRST_RUN} // ${made}`)(),
      warm: run('seen', FIRST_RUN),
    },
    { rounds: 5, per_round: 5, warm_up: 1 },
  )
  print('first run of a new script, mysql2', ours, warm, '≤ 25 ms p50')
}

async function benchQueries(run_dir: string): Promise<void> {
  const plan = planServer('mariadb', run_dir)
  if (plan.kind === 'missing') {
    console.log(`login queries skipped: ${plan.reason}; to get it: ${plan.remedy}`)
    return
  }
  const servers = planServers(run_dir)
  const mariadb = await openMariaDb(plan, { run_dir, servers, openssl: hasOpenssl(), clients: false })
  await mariadb.query(
    'create table users (id int primary key, email varchar(200) unique, password varchar(100))',
  )
  await mariadb.query("insert into users values (1, 'ann@example.com', 'x')")
  const { host, port, user, password, database } = mariadb
  const values = { host, port: String(port), user, password, database }
  const held: { connection?: { on(event: 'error', ignore: () => void): void } } = {}
  const kept = await inTurns(
    { ours: run('kept', KEPT, values), plain: plain(KEPT, values, held) },
    { rounds: 10, per_round: 200, warm_up: 200 },
  )
  print('login query, kept connection', kept.ours, kept.plain, '≤ +0.6 ms')
  const connecting = await inTurns(
    { ours: run('connecting', CONNECTING, values), plain: plain(CONNECTING, values) },
    { rounds: 10, per_round: 50, warm_up: 50 },
  )
  print('login query, connect–query–end', connecting.ours, connecting.plain, '≤ +2 ms')
  // The server ends it; nobody waits for it any more.
  held.connection?.on('error', () => undefined)
  await mariadb.close()
}

sweepOldRuns()
const run_dir = createRunFolder()
await runtime.ready()
try {
  await benchNoop(run_dir)
  await benchFirstRun()
  await benchQueries(run_dir)
} finally {
  await runtime.close()
  removeRunFolder(run_dir)
}
// Connections that the plain scripts kept.
process.exit()
