/** `ferry`: the command line. @module */
import { readCommandSettings } from '../common/config.ts'
import { runFerry } from './command.ts'
import { UsageError } from './contract.ts'

const ended = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort())

try {
  process.exitCode = await runFerry(process.argv.slice(2), {
    ...readCommandSettings(),
    say: (text) => {
      process.stdout.write(text)
    },
    signal: ended.signal,
  })
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(error.message.endsWith('\n') ? error.message : `${error.message}\n`)
  process.exitCode = 2
}
