/** What action scripts may `require`, beside Node's own modules: one list, read by the build and inside the isolate. @module */
import { legacyGlobals } from './legacy-globals.ts'

export interface PackageEntry {
  /** As scripts ask for it. */
  name: string
  /** The version offered; for a face or an adapter the version whose API it has. */
  version: string
  /** Name of its code in the build; several entries may share one, and with it their classes. */
  bundle: string
  /** Names to resolve, relative to the package: `''` is the package itself. */
  paths: readonly string[]
  /**
   * `npm`: the published package, unmodified. `adapter`: the calls of an old version over a current package.
   * `face`: a guest half of ours over a host power.
   */
  source: 'npm' | 'adapter' | 'face'
  /** Folder of the package in `node_modules`, when it is not its name: the alias of an older generation. */
  folder?: string
  /** File of `runtime/guest/adapters`, without its ending, that gives the module for the path `''`. */
  adapter?: string
  /** Optional dependencies that must look as if they were not installed. */
  absent?: readonly string[]
  /** Dependencies of features that are not offered; their members throw when they are used. */
  refused?: readonly string[]
  /** Other packages of the catalogue that it loads when a script names them. */
  uses?: readonly string[]
}

const MONGODB_ABSENT = [
  '@aws-sdk/credential-providers',
  '@mongodb-js/zstd',
  'aws4',
  'bson-ext',
  'gcp-metadata',
  'kerberos',
  'mongodb-client-encryption',
  'mongodb-extjson',
  'snappy',
]

/** Proxies by SOCKS are not offered; the older drivers load its package all the same. */
const SOCKS = ['socks']

const AZURE = [
  '@azure/core-rest-pipeline',
  '@azure/identity',
  '@azure/keyvault-keys',
  '@azure/ms-rest-nodeauth',
]

/** Of several versions of one name the first is what an unpinned `require` gets. */
export const catalogue: readonly PackageEntry[] = [
  { name: 'mysql2', version: '3.24.5', bundle: 'mysql2', paths: ['', '/promise'], source: 'npm' },
  { name: 'mysql', version: '2.18.1', bundle: 'mysql', paths: [''], source: 'npm', adapter: 'mysql' },
  {
    name: 'pg',
    version: '8.23.1',
    bundle: 'pg',
    paths: [''],
    source: 'npm',
    adapter: 'pg',
    absent: ['pg-native', 'pg-cloudflare'],
  },
  {
    name: 'pg',
    version: '7.18.2',
    bundle: 'pg-7',
    paths: [''],
    source: 'npm',
    folder: 'pg-7',
    adapter: 'pg-7',
    absent: ['pg-native'],
  },
  {
    name: 'pg',
    version: '6.4.2',
    bundle: 'pg',
    paths: [''],
    source: 'adapter',
    adapter: 'pg-6',
    absent: ['pg-native', 'pg-cloudflare'],
  },
  {
    name: 'mongodb',
    version: '7.8.0',
    bundle: 'mongodb',
    paths: [''],
    source: 'npm',
    adapter: 'mongodb',
    absent: [...MONGODB_ABSENT, ...SOCKS],
  },
  {
    name: 'mongodb',
    version: '6.22.0',
    bundle: 'mongodb-6',
    paths: [''],
    source: 'npm',
    folder: 'mongodb-6',
    absent: [...MONGODB_ABSENT, ...SOCKS],
  },
  {
    name: 'mongodb',
    version: '5.9.2',
    bundle: 'mongodb-5',
    paths: [''],
    source: 'npm',
    folder: 'mongodb-5',
    absent: MONGODB_ABSENT,
    refused: SOCKS,
  },
  {
    name: 'mongodb',
    version: '4.17.2',
    bundle: 'mongodb-4',
    paths: [''],
    source: 'npm',
    folder: 'mongodb-4',
    absent: MONGODB_ABSENT,
    refused: SOCKS,
  },
  {
    name: 'mongodb',
    version: '3.7.4',
    bundle: 'mongodb-3',
    paths: [''],
    source: 'npm',
    folder: 'mongodb-3',
    absent: MONGODB_ABSENT,
  },
  {
    name: 'mongodb',
    version: '2.2.36',
    bundle: 'mongodb',
    paths: [''],
    source: 'adapter',
    adapter: 'mongodb',
    absent: [...MONGODB_ABSENT, ...SOCKS],
  },
  {
    name: 'mssql',
    version: '12.7.14',
    bundle: 'mssql',
    paths: [''],
    source: 'npm',
    absent: ['msnodesqlv8'],
    refused: AZURE,
  },
  {
    name: 'tedious',
    version: '20.3.9',
    bundle: 'mssql',
    paths: [''],
    source: 'npm',
    adapter: 'tedious',
    refused: AZURE,
  },
  {
    name: 'tedious',
    version: '11.8.0',
    bundle: 'tedious-11',
    paths: [''],
    source: 'npm',
    folder: 'tedious-11',
    refused: AZURE,
  },
  {
    name: 'tedious',
    version: '8.3.1',
    bundle: 'tedious-8',
    paths: [''],
    source: 'npm',
    folder: 'tedious-8',
    refused: AZURE,
  },
  {
    name: 'tedious',
    version: '1.15.0',
    bundle: 'tedious-1',
    paths: [''],
    source: 'npm',
    folder: 'tedious-1',
    adapter: 'tedious-1',
  },
  { name: 'oracledb', version: '26.0.0', bundle: 'oracledb', paths: [''], source: 'npm' },
  { name: 'ldapts', version: '9.2.0', bundle: 'ldapts', paths: [''], source: 'npm' },
  { name: 'redis', version: '6.3.1', bundle: 'redis', paths: [''], source: 'npm' },
  {
    name: 'knex',
    version: '3.3.0',
    bundle: 'knex',
    paths: [''],
    source: 'npm',
    absent: ['better-sqlite3', 'mariadb', 'pg-native', 'pg-query-stream', 'sqlite3'],
    uses: ['mysql', 'mysql2', 'oracledb', 'pg', 'tedious'],
  },
  { name: 'request', version: '2.88.2', bundle: 'request', paths: [''], source: 'npm' },
  { name: 'axios', version: '1.21.1', bundle: 'axios', paths: [''], source: 'npm' },
  { name: 'argon2', version: '0.44.0', bundle: 'argon2', paths: [''], source: 'face' },
  { name: 'bcrypt', version: '6.0.0', bundle: 'bcrypt', paths: [''], source: 'face' },
  { name: 'bcryptjs', version: '3.0.3', bundle: 'bcryptjs', paths: [''], source: 'face' },
  { name: 'easy-pbkdf2', version: '0.0.2', bundle: 'easy-pbkdf2', paths: [''], source: 'face' },
  { name: 'legacy-hashes', version: '1.0.0', bundle: 'legacy-hashes', paths: [''], source: 'face' },
  { name: 'lodash', version: '4.18.1', bundle: 'lodash', paths: [''], source: 'npm' },
  { name: 'uuid', version: '14.0.3', bundle: 'uuid', paths: [''], source: 'npm' },
  { name: 'async', version: '3.2.6', bundle: 'async', paths: [''], source: 'npm' },
  { name: 'jsonwebtoken', version: '9.0.3', bundle: 'jsonwebtoken', paths: [''], source: 'npm' },
  { name: 'q', version: '1.5.1', bundle: 'q', paths: [''], source: 'npm' },
  { name: 'xml2js', version: '0.6.2', bundle: 'xml2js', paths: [''], source: 'npm' },
  { name: '@xmldom/xmldom', version: '0.9.12', bundle: 'xmldom', paths: [''], source: 'npm' },
  {
    name: 'xmldom',
    version: '0.9.12',
    bundle: 'xmldom',
    paths: [''],
    source: 'npm',
    folder: '@xmldom/xmldom',
  },
  { name: 'xpath', version: '0.0.34', bundle: 'xpath', paths: [''], source: 'npm' },
  { name: 'xtend', version: '4.0.2', bundle: 'xtend', paths: ['', '/immutable', '/mutable'], source: 'npm' },
]

export interface ResolvedPackage {
  entry: PackageEntry
  path: string
  /** The version asked for has another major than the one offered. */
  instead: boolean
}

/**
 * Finds the generation that a script means. A major that is not offered gets the next newer one that is, since drivers
 * drop old calls later than they add new ones.
 *
 * @param request `name`, `name/path` or `name@version`, as given to `require`
 */
export function resolvePackage(request: string): ResolvedPackage | undefined {
  const match = /^((?:@[^/@]+\/)?[^/@]+)(?:@([^/]+))?(\/.*)?$/.exec(request)
  if (!match) return undefined
  const [, name = '', wanted, path = ''] = match
  const offered = catalogue.filter((entry) => entry.name === name && entry.paths.includes(path))
  const [current] = offered
  if (!current) return undefined
  if (wanted === undefined || wanted === 'latest') return { entry: current, path, instead: false }
  const major = Number.parseInt(wanted.replace(/^[^\d]*/, ''), 10)
  const entry = offered
    .filter((candidate) => majorOf(candidate) >= major)
    .reduce((best, candidate) => (majorOf(candidate) < majorOf(best) ? candidate : best), current)
  return { entry, path, instead: majorOf(entry) !== major }
}

/** @returns the first number of the version offered */
export function majorOf(entry: PackageEntry): number {
  return Number.parseInt(entry.version, 10)
}

/** @returns the name of one path of one entry inside its bundle */
export function exportKey(entry: PackageEntry, path: string): string {
  return `${entry.name}@${entry.version}${path}`
}

/** @returns bundles whose code a script will need, as far as its text shows it; never too few for literal names */
export function foreseenBundles(source: string): string[] {
  const bundles = new Set<string>()
  const add = (request: string): void => {
    const entry = resolvePackage(request)?.entry
    if (!entry || entry.source === 'face' || bundles.has(entry.bundle)) return
    bundles.add(entry.bundle)
    for (const used of entry.uses ?? []) if (new RegExp(`['"\`]${used}['"\`]`).test(source)) add(used)
  }
  for (const [, , name = ''] of source.matchAll(/\brequire\s*\(\s*(['"`])([^'"`\n]{1,100})\1/g)) add(name)
  for (const [, name = ''] of source.matchAll(/(?<![\w$.])([A-Za-z_]\w*)\s*[.(]/g)) {
    if (Object.hasOwn(legacyGlobals, name)) add(legacyGlobals[name]?.[0] ?? '')
  }
  return [...bundles]
}
