/** Builds the runners' code from the present sources when it is missing, once for all processes. @module */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { V8_FLAGS } from './manifest.ts'

export interface Build {
  directory: string
  /** Paths that a runner may read. */
  read_paths: string[]
  /** Arguments after the runner's file. */
  args: string[]
}

/** Number of other builds that are kept, for servers that still run from them. */
const KEPT_BUILDS = 3

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const builds = join(root, '.build')

/**
 * @param onBuild called before a build starts, which takes some seconds
 * @returns the build of the present sources and packages, created now when there is none
 * @throws when the build fails, with what it printed
 */
export async function ensureBuild(onBuild?: () => void): Promise<Build> {
  const directory = join(builds, buildKey())
  if (!existsSync(join(directory, 'manifest.json'))) {
    onBuild?.()
    await make(directory)
  }
  const manifest = readFileSync(join(directory, 'manifest.json'))
  return {
    directory,
    read_paths: [directory],
    args: [createHash('sha256').update(manifest).digest('hex')],
  }
}

/** A hash of everything that goes into a build. */
function buildKey(): string {
  const hash = createHash('sha256')
  hash.update(
    JSON.stringify([process.versions.node, process.versions.v8, process.platform, process.arch, V8_FLAGS]),
  )
  hash.update(readFileSync(join(root, 'package-lock.json')))
  for (const file of sources(join(root, 'runtime')))
    hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex').slice(0, 20)
}

function sources(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('supervisor'))
    .sort()
    .map((file) => join(directory, file))
}

/** Builds into a folder of its own and renames it, so that the final folder is always complete. */
async function make(directory: string): Promise<void> {
  const draft = join(builds, `draft-${process.pid}-${Date.now()}`)
  mkdirSync(draft, { recursive: true })
  try {
    await promisify(execFile)(process.execPath, [join(root, 'runtime/packages/build.ts'), draft])
    renameSync(draft, directory)
  } catch (error) {
    // Another process may have finished first; its build is equivalent.
    if (!existsSync(join(directory, 'manifest.json'))) {
      throw new Error(`The sandbox could not be built: ${error instanceof Error ? error.message : error}`)
    }
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  prune(directory)
}

function prune(current: string): void {
  const others = readdirSync(builds)
    .map((name) => join(builds, name))
    .filter((path) => path !== current && existsSync(join(path, 'manifest.json')))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  for (const path of others.slice(KEPT_BUILDS)) rmSync(path, { recursive: true, force: true })
}
