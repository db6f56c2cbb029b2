/** `npm run tenant`: creates, lists and deletes tenants. @module */
import { readConfig } from '../common/config.ts'
import { isOperatorsMatter, runTenantCommand } from './command.ts'

try {
  process.stdout.write(await runTenantCommand(process.argv.slice(2), readConfig()))
} catch (error) {
  if (!isOperatorsMatter(error)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
