/** `ferry test`: runs the tests beside scripts. @module */
import { existsSync, watch } from 'node:fs'
import { join, relative } from 'node:path'
import { differences } from './compare.ts'
import type { Command, ExitCode, Surroundings } from './contract.ts'
import { UsageError } from './contract.ts'
import type { Fixture, FixtureFolder } from './fixtures.ts'
import { FIXTURES_FILE, findFixtures, readFixtures } from './fixtures.ts'
import { fillMarkers, readConfiguration, readText } from './inputs.ts'
import { parseOptions } from './options.ts'
import { indented } from './outcome-text.ts'
import type { FileSandbox } from './sandbox.ts'
import { openSandbox } from './sandbox.ts'

const USAGE = `Usage: ferry test [FOLDER] [options]

Runs the tests in each ${FIXTURES_FILE} of a folder (default: this one) and of the folders in it, in the same sandbox as the
server, without a server. Exit code 0: all tests pass; 1: one fails; 2: wrong use, or no test.

  --configuration FILE  values of configuration, before those of ${FIXTURES_FILE}: a JSON object of texts, or a .env file
  --allow ADDRESS       a private address that scripts may reach, such as localhost:3306. Can be repeated.
                        Default: FERRY_SANDBOX_ALLOW
  --watch               runs the tests again when a file of the folder changes
`

/** A saved file causes several events. */
const QUIET_MS = 100
/** Files whose change may change a result. */
const WATCHED = /\.(?:js|json|env)$/

interface Job extends Surroundings {
  folder: string
  sandbox: FileSandbox
  /** Of `--configuration`. */
  given: Readonly<Record<string, string>>
}

/** Runs the tests of a folder. */
export const testScripts: Command = {
  usage: USAGE,
  async run(args, surroundings) {
    const { values, positionals } = parseOptions(
      args,
      {
        configuration: { type: 'string' },
        allow: { type: 'string', multiple: true },
        watch: { type: 'boolean' },
      },
      USAGE,
    )
    const [folder = '.', ...more] = positionals
    if (more.length > 0) throw new UsageError(`Give one folder\n\n${USAGE}`)
    const { variables, sandbox_allow } = surroundings
    const given = values.configuration === undefined ? {} : readConfiguration(values.configuration, variables)
    const tests = readTests(folder)
    const sandbox = await openSandbox(values.allow ?? sandbox_allow)
    try {
      const job = { ...surroundings, folder, sandbox, given }
      return values.watch === true ? await testAgain(job, tests) : await testOnce(job, tests)
    } finally {
      await sandbox.close()
    }
  },
}

/** @throws {UsageError} there are none, or a file is malformed */
function readTests(folder: string): FixtureFolder[] {
  const files = findFixtures(folder)
  if (files.length === 0) throw new UsageError(`${folder} has no ${FIXTURES_FILE}`)
  return files.map(readFixtures)
}

async function testOnce(job: Job, folders: readonly FixtureFolder[]): Promise<ExitCode> {
  let failed = 0
  let all = 0
  for (const fixtures of folders) {
    job.say(`${relative('', fixtures.folder) || '.'}\n`)
    for (const fixture of fixtures.tests) {
      if (job.signal.aborted) return 2
      const wrong = await testOne(job, fixtures, fixture)
      all += 1
      if (wrong.length > 0) failed += 1
      const { script, name } = fixture
      const result = wrong.length === 0 ? '  pass  ' : '  FAIL  '
      job.say(`${result}${script}: ${name}\n`)
      if (wrong.length > 0)
        job.say(`${wrong.map((line) => indented(indented(indented(indented(line))))).join('\n')}\n`)
    }
  }
  job.say(failed === 0 ? `${counted(all)} passed\n` : `${failed} of ${counted(all)} failed\n`)
  return failed === 0 ? 0 : 1
}

const counted = (tests: number): string => (tests === 1 ? '1 test' : `${tests} tests`)

/** @returns what differs; empty when the test passes */
async function testOne(
  { sandbox, given, variables }: Job,
  { folder, file, configuration }: FixtureFolder,
  { script, args, expect, ...own }: Fixture,
): Promise<string[]> {
  const path = join(folder, `${script}.js`)
  if (!existsSync(path)) return [`${path} is missing`]
  const values = fillMarkers({ ...configuration, ...own.configuration, ...given }, variables, file)
  const { run, shown } = await sandbox.run({
    action: script,
    source: readText(path),
    configuration: values,
    args,
  })
  const wrong = differences(expect, run.outcome, shown)
  if (wrong.length === 0 || run.logs.length === 0) return wrong
  return [...wrong, 'console', ...run.logs.map(({ level, text }) => indented(`${level}: ${text}`))]
}

/** Runs the tests, and again after each change, until the command is ended. @returns the end of the last run */
async function testAgain(job: Job, first: readonly FixtureFolder[]): Promise<ExitCode> {
  let changed = Promise.withResolvers<void>()
  const watcher = watch(job.folder, { recursive: true }, (_event, name) => {
    if (name === null || WATCHED.test(name)) changed.resolve()
  })
  job.signal.addEventListener('abort', () => changed.resolve())
  let code = await testOnce(job, first)
  try {
    for (;;) {
      job.say('Waiting for changes. Ctrl+C ends.\n')
      await changed.promise
      if (job.signal.aborted) return code
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
      changed = Promise.withResolvers()
      code = await testChanged(job)
    }
  } finally {
    watcher.close()
  }
}

async function testChanged(job: Job): Promise<ExitCode> {
  try {
    return await testOnce(job, readTests(job.folder))
  } catch (error) {
    // Files that are half written are usual while somebody edits.
    if (!(error instanceof UsageError)) throw error
    job.say(`${error.message}\n`)
    return 2
  }
}
