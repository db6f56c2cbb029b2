/** `ferry try`: runs one script file once. @module */
import type { Action } from '../../runtime/index.ts'
import { ACTIONS } from '../../runtime/index.ts'
import type { Command } from './contract.ts'
import { UsageError } from './contract.ts'
import { parseArguments, readConfiguration, readText } from './inputs.ts'
import { parseOptions } from './options.ts'
import { runText } from './outcome-text.ts'
import { actionOfFile, openSandbox } from './sandbox.ts'

const USAGE = `Usage: ferry try FILE [options]

Runs a script file once, in the same sandbox as the server, without a server. Prints what the script returned, its console and
its network. Exit code 0: the script called its callback without an error; 1: it refused or failed; 2: wrong use.

  --args-file FILE      the script's arguments, as a JSON array; - for standard input
  --args JSON           the same in the command line. A shell keeps what is typed: not for a real password
  --configuration FILE  the values of configuration: a JSON object of texts, or a .env file. A value ##NAME## is the
                        variable NAME of the environment
  --script NAME         ${ACTIONS.join(', ')};
                        default: the name of the file
  --allow ADDRESS       a private address that the script may reach, such as localhost:3306. Can be repeated.
                        Default: FERRY_SANDBOX_ALLOW
`

/** Runs one script file. */
export const tryScript: Command = {
  usage: USAGE,
  async run(args, { variables, sandbox_allow, say }) {
    const { values, positionals } = parseOptions(
      args,
      {
        args: { type: 'string' },
        'args-file': { type: 'string' },
        configuration: { type: 'string' },
        script: { type: 'string' },
        allow: { type: 'string', multiple: true },
      },
      USAGE,
    )
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new UsageError(`Give one script file\n\n${USAGE}`)
    const action = actionOf(values.script, file)
    const source = readText(file)
    const configuration =
      values.configuration === undefined ? {} : readConfiguration(values.configuration, variables)
    const given = argumentsOf(values)
    const sandbox = await openSandbox(values.allow ?? sandbox_allow)
    try {
      const { run, shown } = await sandbox.run({ action, source, configuration, args: given })
      say(runText(action, run, shown))
      return shown.kind === 'value' || shown.kind === 'none' ? 0 : 1
    } finally {
      await sandbox.close()
    }
  },
}

function actionOf(named: string | undefined, file: string): Action {
  const action = named === undefined ? actionOfFile(file) : ACTIONS.find((known) => known === named)
  if (action) return action
  const known = ACTIONS.join(', ')
  throw new UsageError(
    named === undefined
      ? `${file} is not named after a script, as login.js is. Give --script with one of ${known}`
      : `--script ${named} is unknown. It is one of ${known}`,
  )
}

function argumentsOf({ args, 'args-file': file }: { args?: string; 'args-file'?: string }) {
  if (args !== undefined && file !== undefined) throw new UsageError('Give --args or --args-file, not both')
  if (file !== undefined) return parseArguments(readText(file), file === '-' ? 'standard input' : file)
  return args === undefined ? [] : parseArguments(args, '--args')
}
