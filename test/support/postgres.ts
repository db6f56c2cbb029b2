/** A real PostgreSQL for tests: a data folder, a port and the run's password of its own. @module */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { giveTo, putCertificates } from './server-files.ts'
import type { ServerPlans } from './server-plan.ts'
import type { FoundPlan, ServerProcess, TestServer } from './servers.ts'
import { describeServer, freePort, runProgram, startProcess } from './servers.ts'
import { publish } from './tls.ts'

/** A running PostgreSQL that demands scram-sha-256, with TLS when `tls` is there. */
export interface Postgres extends TestServer {
  host: string
  port: number
  user: string
  password: string
  database: string
  /** PEM of the authority that signed the server's certificate, and of another one. */
  tls: { ca: string; other_ca: string } | undefined
  query(sql: string, params?: readonly unknown[]): Promise<unknown[]>
}

const HOST = '127.0.0.1'
const USER = 'legacy'
const DATABASE = 'postgres'
const SMALL = [
  'shared_buffers=16MB',
  'max_connections=1000',
  'fsync=off',
  'full_page_writes=off',
  'unix_socket_directories=',
  'logging_collector=off',
]

/** A `describe` with a PostgreSQL of its own; see `describeServer`. */
export function describePostgres(
  name: string,
  body: (postgres: () => Postgres) => void,
  version: 'postgres' | 'postgres-newest' = 'postgres',
): void {
  describeServer(version, name, openPostgres, body)
}

/** Creates a database. @returns its `DATABASE_URL`, and how to drop it */
export async function databaseUrl(
  { query, user, password, host, port }: Postgres,
  options = '',
): Promise<{ url: string; name: string; drop: () => Promise<void> }> {
  const name = `ferry_${randomBytes(6).toString('hex')}`
  await query(`create database ${name} ${options}`)
  return {
    url: `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${name}`,
    name,
    drop: async () => {
      await query(`drop database ${name} with (force)`)
    },
  }
}

/** Starts a PostgreSQL of its own. */
export async function openPostgres(
  plan: FoundPlan,
  { run_dir, openssl }: Pick<ServerPlans, 'run_dir' | 'openssl'>,
): Promise<Postgres> {
  const { bin, identity, data_root } = plan
  const folder = join(data_root, `postgres-${randomBytes(4).toString('hex')}`)
  const data_dir = join(folder, 'data')
  mkdirSync(folder)
  giveTo(folder, identity)
  const { data, password } = template(plan)
  runProgram('cp', ['-Rp', data, data_dir], undefined)

  const port = await freePort()
  const tls = openssl ? putCertificates(folder, run_dir, identity) : undefined
  const settings = [
    ...SMALL,
    ...[`listen_addresses=${HOST}`, `port=${port}`],
    ...(tls ? ['ssl=on', `ssl_cert_file=${tls.files.cert}`, `ssl_key_file=${tls.files.key}`] : []),
  ]
  const args = ['-D', data_dir, ...settings.flatMap((setting) => ['-c', setting])]
  const query = async (sql: string, params: readonly unknown[] = []): Promise<unknown[]> => {
    const client = new pg.Client({ host: HOST, port, user: USER, password, database: DATABASE })
    // The server may be stopped under us; the query rejects all the same.
    client.on('error', () => undefined)
    await client.connect()
    try {
      const { rows } = await client.query<Record<string, unknown>>(sql, [...params])
      return rows
    } finally {
      await client.end()
    }
  }
  const probe = async (): Promise<void> => {
    const rows = JSON.stringify(await query('show data_directory'))
    if (!rows.includes(data_dir)) throw new Error(`another server answers on port ${port}`)
  }
  let running: ServerProcess | undefined
  const stop = async (): Promise<void> => {
    await running?.kill()
    running = undefined
  }
  const start = async (): Promise<void> => {
    running ??= await startProcess({
      program: join(bin, 'postgres'),
      args,
      data_dir,
      run_dir,
      identity,
      end_signal: 'SIGQUIT',
      probe,
    })
  }
  await start()
  return { host: HOST, port, user: USER, password, database: DATABASE, tls, query, stop, start, close: stop }
}

/** An empty data folder and its password, made once per run and copied for each server. */
function template({ bin, identity, data_root }: FoundPlan): { data: string; password: string } {
  const folder = join(data_root, `postgres-template-${bin.replaceAll(/\W+/g, '-')}`)
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}`
    mkdirSync(draft)
    giveTo(draft, identity)
    const password_file = join(draft, 'password')
    writeFileSync(password_file, randomBytes(12).toString('base64url'), { mode: 0o600 })
    giveTo(password_file, identity)
    runProgram(
      join(bin, 'initdb'),
      [
        ...['-D', join(draft, 'data'), '-U', USER, '-A', 'scram-sha-256', `--pwfile=${password_file}`],
        ...['-E', 'UTF8', '--locale=C', '--no-sync'],
      ],
      identity,
    )
    publish(draft, folder)
  }
  return { data: join(folder, 'data'), password: readFileSync(join(folder, 'password'), 'utf8') }
}
