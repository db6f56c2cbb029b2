/** `npm run backup` and `npm run restore`. @module */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, readConfig } from '../common/config.ts'
import { SecretsError } from '../secrets/index.ts'
import { StoreStartError } from '../store/contract.ts'
import { runBackupCommand } from './command.ts'
import { BackupError } from './errors.ts'

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string
}

try {
  process.stdout.write(
    await runBackupCommand(process.argv.slice(2), readConfig(), {
      version,
      say: (line) => process.stderr.write(`${line}\n`),
    }),
  )
} catch (error) {
  if (![BackupError, ConfigError, SecretsError, StoreStartError].some((known) => error instanceof known))
    throw error
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
