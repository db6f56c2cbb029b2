/** The commands of `ferry`. @module */
import type { Command, ExitCode, Surroundings } from './contract.ts'
import { UsageError } from './contract.ts'
import { migrationStatus } from './migration-status.ts'
import { testScripts } from './test-scripts.ts'
import { tryScript } from './try-script.ts'

const COMMANDS: { readonly [name: string]: Command } = {
  try: tryScript,
  test: testScripts,
  migration: migrationStatus,
}

const USAGE = `Usage: ferry COMMAND

  try FILE       runs a script file once, without a server
  test [FOLDER]  runs the tests in the fixtures.json files of a folder and of the folders in it
  migration status CONNECTION
                 prints how far the migration of a connection is

ferry COMMAND --help tells more. In a clone of Ferry the command is npm exec --no -- ferry COMMAND.
`

const HELP: readonly (string | undefined)[] = ['--help', '-h']

/** @param args after the program's name @throws {UsageError} */
export async function runFerry(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const [name, ...rest] = args
  if (HELP.includes(name) || name === 'help') {
    surroundings.say(USAGE)
    return 0
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) throw new UsageError(name === undefined ? USAGE : `There is no command ${name}\n\n${USAGE}`)
  if (rest.some((arg) => HELP.includes(arg))) {
    surroundings.say(command.usage)
    return 0
  }
  return command.run(rest, surroundings)
}
