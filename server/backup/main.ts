/** `npm run backup`, `npm run restore` and `npm run store`. @module */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, readConfig } from '../common/config.ts'
import { tellAnswer } from '../process/operator-log.ts'
import { SecretsError } from '../secrets/index.ts'
import { StoreStartError } from '../store/contract.ts'
import { runBackupCommand } from './command.ts'
import { runStoreCommand } from './copy-command.ts'
import { BackupError } from './errors.ts'

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string
}

const EVENT = 'store_command'

try {
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`)
  }
  const [program, ...words] = process.argv.slice(2)
  const text =
    program === 'store'
      ? await runStoreCommand(words, readConfig(), { say })
      : await runBackupCommand([program ?? '', ...words], readConfig(), { version, say })
  tellAnswer(EVENT, { text, is_ok: true })
} catch (error) {
  if (![BackupError, ConfigError, SecretsError, StoreStartError].some((known) => error instanceof known))
    throw error
  tellAnswer(EVENT, { text: `${(error as Error).message}\n`, is_ok: false, stream: process.stderr })
  process.exitCode = 1
}
