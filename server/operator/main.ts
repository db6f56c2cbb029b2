/** `npm run tenant`: creates, lists and deletes tenants. @module */
import { readConfig } from '../common/config.ts'
import { tellAnswer } from '../process/operator-log.ts'
import { isOperatorsMatter, runTenantCommand } from './command.ts'

try {
  const text = await runTenantCommand(process.argv.slice(2), readConfig())
  tellAnswer('tenant_command', { text, is_ok: true })
} catch (error) {
  if (!isOperatorsMatter(error)) throw error
  tellAnswer('tenant_command', { text: `${error.message}\n`, is_ok: false, stream: process.stderr })
  process.exitCode = 1
}
