/** `npm start`: the server as a process. @module */
import { createRuntime } from '../runtime/index.ts'
import { runCheck } from './check/run-check.ts'
import { ConfigError, readConfig } from './common/config.ts'
import { ensureDashboard } from './dashboard/ensure-build.ts'
import { openOperatorLog, tellAnswer } from './process/operator-log.ts'
import { startServer } from './process/start-up.ts'
import { logNotices, noticesOf, welcome } from './process/welcome.ts'
import { SecretsError } from './secrets/index.ts'
import { StoreStartError } from './store/contract.ts'

const HELP = 'server/docs/operations.md#it-does-not-start'

const { log, told, format } = openOperatorLog()

const words = process.argv.slice(2)
const unknown = words.find((word) => word !== '--check')

try {
  if (unknown !== undefined) {
    throw new ConfigError(`${unknown} is not an option. Use npm start, or npm start -- --check.`)
  }
  if (words.length > 0) await check()
  else await start()
} catch (error) {
  if (!isOperatorsMatter(error)) throw error
  if (format === 'json') told.error('cannot_start', undefined, { message: error.message, help: HELP })
  else process.stderr.write(`Ferry cannot start.\n${error.message}\nMore: ${HELP}\n`)
  process.exit(1)
}

/** Tells what would have to be changed, and ends. */
async function check(): Promise<void> {
  const result = await runCheck()
  tellAnswer('check', result)
  process.exitCode = result.is_ok ? 0 : 1
}

async function start(): Promise<void> {
  const config = readConfig()
  const dashboard = await ensureDashboard({
    onBuild() {
      if (format === 'json') log.info('building_dashboard')
      else process.stdout.write('Building the dashboard; this takes some seconds.\n')
    },
  })
  if (dashboard.kind === 'none') log.warn('no_dashboard', { reason: dashboard.reason })
  if (dashboard.kind === 'built' && dashboard.is_stale) log.warn('stale_dashboard')
  const server = await startServer(config, log, createRuntime, () => process.exit(1), dashboard)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      void server.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error('stop_failed', error)
          process.exit(1)
        },
      )
    })
  }
  const notices = noticesOf(server, config)
  if (format === 'json') logNotices(told, notices)
  else process.stdout.write(welcome(notices))
}

/** What the operator can mend: the message says how, and a stack would only hide it. */
function isOperatorsMatter(error: unknown): error is Error {
  return error instanceof ConfigError || error instanceof SecretsError || error instanceof StoreStartError
}
