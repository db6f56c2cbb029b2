/** `npm run backup`, `npm run restore` and `npm run store`. @module */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, readConfig } from '../common/config.ts'
import { SecretsError } from '../secrets/index.ts'
import { StoreStartError } from '../store/contract.ts'
import { runBackupCommand } from './command.ts'
import { runStoreCommand } from './copy-command.ts'
import { BackupError } from './errors.ts'

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string
}

try {
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`)
  }
  const [program, ...words] = process.argv.slice(2)
  process.stdout.write(
    program === 'store'
      ? await runStoreCommand(words, readConfig(), { say })
      : await runBackupCommand([program ?? '', ...words], readConfig(), { version, say }),
  )
} catch (error) {
  if (![BackupError, ConfigError, SecretsError, StoreStartError].some((known) => error instanceof known))
    throw error
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
