/** What action scripts may `require`, beside Node's own modules: one list, read by the build and inside the isolate. @module */

export interface PackageEntry {
  /** As scripts ask for it. */
  name: string
  /** The version offered, or for a face of ours the version whose API it has. */
  version: string
  /** Name of its code in the build; several entries may share one. */
  bundle: string
  /** Names to resolve, relative to the package: `''` is the package itself. */
  paths: readonly string[]
  /** `npm`: the published package, unmodified. `face`: a guest half of ours over a host power. */
  source: 'npm' | 'face'
  /** Optional dependencies that must look as if they were not installed. */
  absent?: readonly string[]
}

export const catalogue: readonly PackageEntry[] = [
  { name: 'mysql2', version: '3.24.5', bundle: 'mysql2', paths: ['', '/promise'], source: 'npm' },
  { name: 'mysql', version: '2.18.1', bundle: 'mysql', paths: [''], source: 'npm' },
  {
    name: 'pg',
    version: '8.23.1',
    bundle: 'pg',
    paths: [''],
    source: 'npm',
    absent: ['pg-native', 'pg-cloudflare'],
  },
  { name: 'request', version: '2.88.2', bundle: 'request', paths: [''], source: 'npm' },
  { name: 'axios', version: '1.21.1', bundle: 'axios', paths: [''], source: 'npm' },
  { name: 'bcrypt', version: '6.0.0', bundle: 'bcrypt', paths: [''], source: 'face' },
  { name: 'bcryptjs', version: '3.0.3', bundle: 'bcryptjs', paths: [''], source: 'face' },
  { name: 'lodash', version: '4.18.1', bundle: 'lodash', paths: [''], source: 'npm' },
  { name: 'uuid', version: '14.0.3', bundle: 'uuid', paths: [''], source: 'npm' },
  { name: 'async', version: '3.2.6', bundle: 'async', paths: [''], source: 'npm' },
  { name: 'jsonwebtoken', version: '9.0.3', bundle: 'jsonwebtoken', paths: [''], source: 'npm' },
]

/**
 * Globals that need no `require`, as scripts of the first years use them; each is what `require` of that name gives.
 *
 * @see Auth0's list of modules that were global in the first sandbox
 */
export const legacyGlobals: { readonly [name: string]: string } = {
  _: 'lodash',
  async: 'async',
  bcrypt: 'bcrypt',
  crypto: 'crypto',
  jwt: 'jsonwebtoken',
  lodash: 'lodash',
  querystring: 'querystring',
  request: 'request',
  util: 'util',
  uuid: 'uuid',
}

export interface ResolvedPackage {
  entry: PackageEntry
  path: string
  /** The version asked for has another major than the one offered. */
  instead: boolean
}

/** @param request `name`, `name/path` or `name@version`, as given to `require` */
export function resolvePackage(request: string): ResolvedPackage | undefined {
  const match = /^((?:@[^/@]+\/)?[^/@]+)(?:@([^/]+))?(\/.*)?$/.exec(request)
  if (!match) return undefined
  const [, name = '', wanted, path = ''] = match
  const offered = catalogue.filter((entry) => entry.name === name && entry.paths.includes(path))
  if (wanted === undefined) return offered[0] && { entry: offered[0], path, instead: false }
  const major = Number.parseInt(wanted.replace(/^[^\d]*/, ''), 10)
  const same = offered.find((entry) => Number.parseInt(entry.version, 10) === major)
  const entry = same ?? offered[0]
  return entry && { entry, path, instead: !same }
}

/** @returns bundles whose code a script will need, as far as its text shows it; never too few for literal names */
export function foreseenBundles(source: string): string[] {
  const bundles = new Set<string>()
  for (const [, , name = ''] of source.matchAll(/\brequire\s*\(\s*(['"`])([^'"`\n]{1,100})\1/g)) {
    const found = resolvePackage(name)
    if (found?.entry.source === 'npm') bundles.add(found.entry.bundle)
  }
  for (const [, name = ''] of source.matchAll(/(?<![\w$.])([a-z_]+)\s*[.(]/g)) {
    if (!Object.hasOwn(legacyGlobals, name)) continue
    const found = resolvePackage(legacyGlobals[name] ?? '')
    if (found?.entry.source === 'npm') bundles.add(found.entry.bundle)
  }
  return [...bundles]
}
