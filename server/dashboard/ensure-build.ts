/** Builds the dashboard when its sources have changed, once for all processes. @module */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The dashboard's files, or why there are none. */
export type DashboardBuild =
  | { kind: 'built'; directory: string; is_stale: boolean }
  | { kind: 'none'; reason: string }

/** Older builds that are kept for servers that still serve them. */
const KEPT_BUILDS = 3

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Sources of the bundle. The editor contains the sandbox's types and advice. */
const SOURCES = ['server/dashboard', 'runtime']

/**
 * @param options.onBuild called before a build starts; a build takes some seconds
 * @param options.kit includes the page that shows every component
 * @returns the build of the present sources, created now when there is none; the newest existing build when the build
 * tools are missing, as in a production install
 * @throws when the build fails, with the output of the build
 */
export async function ensureDashboard(
  options: { onBuild?: () => void; kit?: boolean } = {},
): Promise<DashboardBuild> {
  const builds = join(ROOT, '.build', options.kit ? 'dashboard-kit' : 'dashboard')
  const directory = join(builds, sourcesKey())
  if (isBuild(directory)) return { kind: 'built', directory, is_stale: false }
  const obstacle = obstacleTo(builds)
  if (obstacle !== undefined) {
    const [newest] = finishedBuilds(builds)
    if (newest !== undefined) return { kind: 'built', directory: newest, is_stale: true }
    return { kind: 'none', reason: `it has not been built, and ${obstacle}` }
  }
  options.onBuild?.()
  await make(builds, directory, options.kit ? ['--kit'] : [])
  return { kind: 'built', directory, is_stale: false }
}

/** @returns why the dashboard cannot be built here, and what to do about it */
function obstacleTo(builds: string): string | undefined {
  if (!existsSync(join(ROOT, 'node_modules/vite'))) {
    return 'its build tools are not installed: run `npm ci` once, then start again'
  }
  try {
    mkdirSync(builds, { recursive: true })
    accessSync(builds, constants.W_OK)
    return undefined
  } catch {
    return `this user may not write to ${builds}: start once as one who may`
  }
}

/** Changes with every input of a build. */
function sourcesKey(): string {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')))
  for (const folder of SOURCES) {
    const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    for (const file of files.sort())
      hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex').slice(0, 20)
}

/** Builds into a temporary folder, then renames it, so that the final name always has a whole build. */
async function make(builds: string, directory: string, flags: readonly string[]): Promise<void> {
  const draft = join(builds, `draft-${process.pid}-${Date.now()}`)
  mkdirSync(draft, { recursive: true })
  try {
    const program = join(import.meta.dirname, 'build.ts')
    // A build always uses this mode, whatever the mode of this process.
    const env = { NODE_ENV: 'production' }
    await promisify(execFile)(process.execPath, [program, draft, ...flags], { env })
    renameSync(draft, directory)
  } catch (error) {
    // Another process may have finished first; its build is as good.
    if (!isBuild(directory)) {
      throw new Error(`The dashboard could not be built: ${error instanceof Error ? error.message : error}`)
    }
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  const others = finishedBuilds(builds).filter((path) => path !== directory)
  for (const path of others.slice(KEPT_BUILDS)) rmSync(path, { recursive: true, force: true })
}

/** Newest first. */
function finishedBuilds(builds: string): string[] {
  if (!existsSync(builds)) return []
  return readdirSync(builds)
    .filter((name) => !name.startsWith('draft-'))
    .map((name) => join(builds, name))
    .filter(isBuild)
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
}

function isBuild(directory: string): boolean {
  return existsSync(join(directory, 'index.html'))
}
