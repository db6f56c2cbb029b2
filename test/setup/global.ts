/** Before the first test: ends leftovers, gets the servers that tests need, and says which there are. @module */
import type { TestProject } from 'vitest/node'
import { ensureDashboard } from '../../server/dashboard/ensure-build.ts'
import { collectAnswers } from '../support/answers.ts'
import { createRunFolder, removeRunFolder, sweepOldRuns } from '../support/run-folder.ts'
import { hasOpenssl, missingPackages, planServers } from '../support/server-plan.ts'
import { installPackages } from './install.ts'

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
export async function setup(project: TestProject): Promise<() => void> {
  sweepOldRuns()
  const run_dir = createRunFolder()
  collectAnswers()
  const arguments_ = process.argv.slice(3)
  const isShort = NOT_LONG.every((word) => arguments_.includes(word))
  installPackages(missingPackages(isShort ? ['chromium'] : []), run_dir)
  project.provide('serverPlans', {
    run_dir,
    servers: planServers(run_dir),
    openssl: hasOpenssl(),
  })
  // Without any other filter; vitest tells nobody which it has.
  const words = arguments_.filter((word) => !TELLING.test(word) && !NOT_LONG.includes(word))
  project.provide('isWholeRun', process.argv[2] === 'run' && words.length === 0)
  // Once, and not by each test that starts a server. Where it fails, those tests say why.
  await ensureDashboard().catch(() => undefined)
  return () => removeRunFolder(run_dir)
}
