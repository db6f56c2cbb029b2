/** Before the first test: ends leftovers, gets the servers that tests need, and says which there are. @module */
import type { TestProject } from 'vitest/node'
import { ensureDashboard } from '../../server/dashboard/ensure-build.ts'
import { collectAnswers } from '../support/answers.ts'
import { openPostgres } from '../support/postgres.ts'
import { createRunFolder, removeRunFolder, sweepOldRuns } from '../support/run-folder.ts'
import type { ServerPlans } from '../support/server-plan.ts'
import { hasClients, hasOpenssl, missingPackages, planServers } from '../support/server-plan.ts'
import { prepareTemplate } from '../support/test-database.ts'
import { installClients, installNewestPostgres, installPackages } from './install.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Every test is run, or all that `npm test` runs: a test may look back on all of them. */
    isWholeRun: boolean
  }
}

/** Options that say how a run is told, and not what is run. */
const TELLING = /^--(reporter|outputFile|silent|no-color)\b/

/** As in `npm test`, which needs no browser. */
const NOT_LONG = ['--project=!long*', '--project=!security']

/** @returns what to do after the last test */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  sweepOldRuns()
  const run_dir = createRunFolder()
  collectAnswers()
  const arguments_ = process.argv.slice(3)
  const isShort = NOT_LONG.every((word) => arguments_.includes(word))
  installPackages(missingPackages(isShort ? ['chromium'] : []), run_dir)
  installNewestPostgres()
  if (needsClients(arguments_)) installClients(arguments_.some((word) => word.includes('nextjs-built')))
  const plans = { run_dir, servers: planServers(run_dir), openssl: hasOpenssl(), clients: hasClients() }
  project.provide('serverPlans', plans)
  const database = await startDatabase(plans)
  project.provide('testDatabase', database?.address)
  // Without any other filter; vitest tells nobody which it has.
  const words = arguments_.filter((word) => !TELLING.test(word) && !NOT_LONG.includes(word))
  project.provide('isWholeRun', process.argv[2] === 'run' && words.length === 0)
  // Once, and not by each test that starts a server. Where it fails, those tests say why.
  await ensureDashboard().catch(() => undefined)
  return async () => {
    await database?.close()
    removeRunFolder(run_dir)
  }
}

/** @returns whether the run has the tests of clients: all files of the long tests, or one that is named */
function needsClients(words: readonly string[]): boolean {
  const projects = words.filter((word) => word.startsWith('--project='))
  const files = words.filter((word) => !word.startsWith('-'))
  const is_long = projects.length === 0 || projects.some((word) => /=(?:long|\*)/.test(word))
  return is_long && (files.length === 0 || files.some((file) => file.includes('test/clients')))
}

/** The PostgreSQL in which the tests' stores are, when `FERRY_TEST_STORE` asks for it. */
async function startDatabase(
  plans: ServerPlans,
): Promise<{ address: string; close(): Promise<void> } | undefined> {
  const engine = process.env.FERRY_TEST_STORE ?? 'sqlite'
  if (engine === 'sqlite') return undefined
  if (engine !== 'postgres') throw new Error('FERRY_TEST_STORE must be sqlite or postgres')
  const plan = plans.servers.postgres
  if (plan.kind === 'missing') throw new Error(`${plan.reason}; to get it: ${plan.remedy}`)
  const server = await openPostgres(plan, plans)
  const { user, password, host, port } = server
  const address = `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}`
  await prepareTemplate(address)
  return { address, close: () => server.close() }
}
