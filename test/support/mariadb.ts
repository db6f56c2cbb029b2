/** A real MariaDB for tests: a data folder, a port and a password of its own. @module */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { giveTo, putCertificates } from './server-files.ts'
import type { ServerPlans } from './server-plan.ts'
import type { FoundPlan, ServerProcess, TestServer } from './servers.ts'
import { describeServer, freePort, runProgram, startProcess } from './servers.ts'
import { publish } from './tls.ts'

/** A running MariaDB, with TLS when `ca` is there. */
export interface MariaDb extends TestServer {
  host: string
  port: number
  user: string
  password: string
  database: string
  /** PEM of the authority that signed the server's certificate, and of another one. */
  tls: { ca: string; other_ca: string } | undefined
  query(sql: string, params?: readonly unknown[]): Promise<unknown>
}

const HOST = '127.0.0.1'
const USER = 'legacy'
const DATABASE = 'legacy'
const SMALL = [
  '--innodb-buffer-pool-size=32M',
  '--innodb-log-file-size=16M',
  '--innodb-flush-log-at-trx-commit=2',
  '--performance-schema=OFF',
  '--skip-log-bin',
  '--skip-name-resolve',
  '--character-set-server=utf8mb4',
  '--max-connections=300',
]

/** A `describe` with a MariaDB of its own; see `describeServer`. */
export function describeMariaDb(name: string, body: (mariadb: () => MariaDb) => void): void {
  describeServer('mariadb', name, openMariaDb, body)
}

/** Starts one; a test file does it by `describeMariaDb`. */
export async function openMariaDb(plan: FoundPlan, { run_dir, openssl }: ServerPlans): Promise<MariaDb> {
  const { bin, identity, data_root } = plan
  const folder = join(data_root, `mariadb-${randomBytes(4).toString('hex')}`)
  const data_dir = join(folder, 'data')
  mkdirSync(folder)
  giveTo(folder, identity)
  runProgram('cp', ['-Rp', template(plan), data_dir], undefined)

  const port = await freePort()
  const password = randomBytes(12).toString('base64url')
  const first_words = join(folder, 'init.sql')
  writeFileSync(
    first_words,
    `CREATE DATABASE IF NOT EXISTS ${DATABASE};
CREATE OR REPLACE USER '${USER}'@'%' IDENTIFIED BY '${password}';
GRANT ALL ON *.* TO '${USER}'@'%' WITH GRANT OPTION;
`,
    { mode: 0o600 },
  )
  giveTo(first_words, identity)
  const tls = openssl ? putCertificates(folder, run_dir, identity) : undefined
  const args = [
    ...['--no-defaults', `--datadir=${data_dir}`, '--socket=mariadb.sock', '--pid-file=mariadb.pid'],
    ...[`--port=${port}`, `--bind-address=${HOST}`, `--init-file=${first_words}`],
    ...SMALL,
    ...(tls
      ? [`--ssl-ca=${tls.files.ca}`, `--ssl-cert=${tls.files.cert}`, `--ssl-key=${tls.files.key}`]
      : []),
  ]
  const query = async (sql: string, params: readonly unknown[] = []): Promise<unknown> => {
    const connection = await createConnection({ host: HOST, port, user: USER, password, database: DATABASE })
    try {
      const [rows] = await connection.query(sql, [...params])
      return rows
    } finally {
      await connection.end()
    }
  }
  const probe = async (): Promise<void> => {
    const rows = JSON.stringify(await query('select @@datadir as folder'))
    if (!rows.includes(data_dir)) throw new Error(`another server answers on port ${port}`)
  }
  let running: ServerProcess | undefined
  const stop = async (): Promise<void> => {
    await running?.kill()
    running = undefined
  }
  const start = async (): Promise<void> => {
    running ??= await startProcess({
      program: join(bin, 'mariadbd'),
      args,
      data_dir,
      run_dir,
      identity,
      end_signal: 'SIGKILL',
      probe,
    })
  }
  await start()
  return { host: HOST, port, user: USER, password, database: DATABASE, tls, query, stop, start, close: stop }
}

/** An empty data folder, made once per run and copied for each server. */
function template({ bin, identity, data_root }: FoundPlan): string {
  const folder = join(data_root, 'mariadb-template')
  if (existsSync(folder)) return folder
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft)
  giveTo(draft, identity)
  runProgram(
    join(
      bin,
      existsSync(join(bin, 'mariadb-install-db')) ? 'mariadb-install-db' : '../bin/mariadb-install-db',
    ),
    ['--no-defaults', `--datadir=${draft}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    identity,
  )
  publish(draft, folder)
  return folder
}
