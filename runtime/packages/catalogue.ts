/**
 * The packages that action scripts may `require`, beside Node's own modules: one list for the build and the isolates.
 * @module
 */
import type { PackageEntry } from './entry.ts'
import { legacyGlobals } from './legacy-globals.ts'
import { mongodbOfScript } from './mongodb-of-script.ts'
import { databases } from './offered/databases.ts'
import { services } from './offered/services.ts'
import { tools } from './offered/tools.ts'

/** The first of several versions of one name is the one of an unpinned `require`. */
export const catalogue: readonly PackageEntry[] = [...databases, ...services, ...tools]

export interface ResolvedPackage {
  entry: PackageEntry
  path: string
  /** The version asked for has another major than the one offered. */
  instead: boolean
}

/**
 * Finds the generation that a script means. A major that is not offered gets the next newer offered one, since drivers
 * remove old calls later than they add new ones.
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

/**
 * @param request as given to `require`, or of a legacy global
 * @param source the script's text, which may show the generation that it was written for
 * @returns what the script means by it
 */
export function requestOfScript(request: string, source: string): string {
  return request === 'mongodb' ? mongodbOfScript(source) : request
}

/** @returns bundles whose code a script will need, as far as its text shows it; never too few for literal names */
export function foreseenBundles(source: string): string[] {
  const bundles = new Set<string>()
  const add = (request: string): void => {
    const entry = resolvePackage(requestOfScript(request, source))?.entry
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
