/**
 * The folder of one test run, and the end of what earlier runs left behind.
 *
 * Servers write their pid into it. A run that was killed cannot tidy up: the next one ends the leftovers by pid, after a
 * look at their command line, since the pid may be another program's by now.
 * @module
 */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const TEST_DIR = resolve(import.meta.dirname, '../../.test')
const OWNER_FILE = 'owner'
const PIDS_DIR = 'pids'
/** Names a folder elsewhere that belongs to this run. */
const ELSEWHERE_FILE = 'elsewhere'

/** Whom a server runs as; undefined: as we do. */
export interface Identity {
  uid: number
  gid: number
}

/**
 * @param pid of the process that the run ends with
 * @returns the path of a new folder for it, below the clone's git-ignored `.test/`
 */
export function createRunFolder(pid: number = process.pid): string {
  const folder = join(TEST_DIR, `${pid}-${randomBytes(4).toString('hex')}`)
  mkdirSync(join(folder, PIDS_DIR), { recursive: true })
  writeFileSync(join(folder, OWNER_FILE), identityOf(pid) ?? '')
  // Servers run as other users: they pass through, and list nothing.
  chmodSync(folder, 0o711)
  return realpathSync(folder)
}

/**
 * Finds a place that an unprivileged server can reach: the run's folder, or, when the clone lies below a folder that is
 * closed to others, one in the system's folder for temporary files, which goes with the run.
 */
export function reachableFolder(run_dir: string, identity: Identity | undefined): string {
  if (!identity || reaches(run_dir, identity)) return run_dir
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ferry-test-')))
  chmodSync(folder, 0o711)
  appendFileSync(join(run_dir, ELSEWHERE_FILE), `${folder}\n`)
  return folder
}

/** Notes a server, so that it is ended even when this run is killed. */
export function rememberPid(run_dir: string, pid: number, data_dir: string): void {
  writeFileSync(join(run_dir, PIDS_DIR, String(pid)), data_dir)
}

/** The server has ended. */
export function forgetPid(run_dir: string, pid: number): void {
  rmSync(join(run_dir, PIDS_DIR, String(pid)), { force: true })
}

/** Ends the servers of a run that are still there, and removes its folders. */
export function removeRunFolder(folder: string): void {
  const pids = join(folder, PIDS_DIR)
  for (const name of existsSync(pids) ? readdirSync(pids) : []) {
    endLeftover(Number(name), readFileSync(join(pids, name), 'utf8'))
  }
  const elsewhere = join(folder, ELSEWHERE_FILE)
  const folders = existsSync(elsewhere) ? readFileSync(elsewhere, 'utf8').split('\n') : []
  for (const other of folders) if (other !== '') remove(other)
  remove(folder)
}

/** A server that was just killed may still be writing its last file. */
function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}

/** Ends and removes what runs left behind that are over. */
export function sweepOldRuns(): void {
  if (!existsSync(TEST_DIR)) return
  for (const name of readdirSync(TEST_DIR)) {
    const folder = join(TEST_DIR, name)
    const owner = Number(name.split('-')[0])
    if (!existsSync(join(folder, OWNER_FILE))) continue
    const alive = identityOf(owner)
    if (alive !== undefined && alive === readFileSync(join(folder, OWNER_FILE), 'utf8')) continue
    removeRunFolder(folder)
  }
}

function endLeftover(pid: number, data_dir: string): void {
  if (!commandLine(pid)?.includes(data_dir)) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself meanwhile.
  }
}

function commandLine(pid: number): string | undefined {
  if (!existsSync('/proc/self/cmdline')) return ps(pid, 'command')
  return readProc(pid, 'cmdline')?.replaceAll('\0', ' ')
}

/** What tells this process from a later one with the same pid: when it began. */
function identityOf(pid: number): string | undefined {
  if (!existsSync('/proc/self/stat')) return ps(pid, 'lstart')
  const stat = readProc(pid, 'stat')
  // Field 22; the name in field 2 may hold anything but ends with the last bracket.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return undefined
  }
}

function ps(pid: number, column: string): string | undefined {
  try {
    return execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return undefined
  }
}

function reaches(folder: string, identity: Identity): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', folder], { ...identity, cwd: '/', stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
