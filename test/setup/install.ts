/** Gets the servers that tests need, where that can be done without asking: as root on Debian and its kin. @module */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  CLIENTS,
  hasClients,
  hasNewestPostgres,
  hasNextCompiler,
  NEWEST_POSTGRES,
} from '../support/server-plan.ts'

const APT_GET = '/usr/bin/apt-get'
const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/**
 * Installs packages by apt. Their own services are not started: the tests run servers of their own.
 *
 * @param run_dir for the stand-ins of the programs by which packages start services
 */
export function installPackages(packages: readonly string[], run_dir: string): void {
  if (packages.length === 0 || process.getuid?.() !== 0 || !existsSync(APT_GET)) return
  console.log(`Installing ${packages.join(' and ')} for the tests, by apt; this takes about a minute.`)
  // Other than by policy-rc.d, nothing outside the clone is touched that a killed run would leave behind.
  const stand_ins = join(run_dir, 'no-services')
  mkdirSync(stand_ins, { recursive: true })
  for (const name of ['invoke-rc.d', 'deb-systemd-invoke']) {
    writeFileSync(join(stand_ins, name), '#!/bin/sh\nexit 0\n')
    chmodSync(join(stand_ins, name), 0o755)
  }
  const options = [`DPkg::Path=${stand_ins}:${SYSTEM_PATH}`, 'DPkg::Lock::Timeout=300']
  const flags = options.flatMap((option) => ['-o', option])
  apt([...flags, 'update', '-qq'])
  const failure = apt([...flags, 'install', '-y', '-qq', '--no-install-recommends', ...packages])
  if (failure) console.error(`apt could not install ${packages.join(' and ')}:\n${failure}`)
}

/** @returns the end of apt's output when it failed */
function apt(args: readonly string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync(APT_GET, args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    timeout: 600_000,
  })
  return status === 0 ? undefined : `${stdout}${stderr}`.slice(-2_000)
}

/** Gets the newest PostgreSQL for the tests that must not be skipped: in CI, and where `FERRY_TEST_REQUIRE` names it. */
export function installNewestPostgres(): void {
  const required = (process.env.FERRY_TEST_REQUIRE ?? '').split(',').includes('postgres-newest')
  if (hasNewestPostgres() || !(required || process.env.CI)) return
  npmCi(NEWEST_POSTGRES, 'the newest PostgreSQL')
}

/**
 * Gets the clients as published, about 300 MB, for a run whose tests need them.
 *
 * @param with_compiler also what builds an application of Next.js
 */
export function installClients(with_compiler: boolean): void {
  if (hasClients() && (!with_compiler || hasNextCompiler())) return
  console.log('Installing the clients of the front door for the tests, by npm; this takes about a minute.')
  // The optional packages are compilers and image tools of a framework, of which one module is loaded.
  npmCi(CLIENTS, 'the clients of the front door', ...(with_compiler ? [] : ['--omit=optional']))
}

/** @param what for the message when it fails; the tests that need it say that it is missing */
function npmCi(folder: string, what: string, ...more: string[]): void {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', ...more]
  const { status, stdout, stderr } = spawnSync('npm', ['ci', ...flags], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 600_000,
  })
  if (status !== 0) console.error(`npm could not install ${what}:\n${stdout}${stderr}`)
}
