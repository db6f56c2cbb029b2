/** Asks a legacy store once for a person who does not exist, to see how far the way to the store goes. @module */
import type { Action, ScriptCall } from '../../../runtime/index.ts'
import { randomAlphanumerics } from '../../common/ids.ts'
import type { Connection } from '../../store/contract.ts'
import { contextOfSearch } from '../script/ask-script.ts'
import { tlsOf } from '../script/script-tls.ts'
import type { StoreStep } from './store-steps.ts'
import { storeSteps } from './store-steps.ts'
import type { TrialDeps } from './try-script.ts'

/** A test to make. */
export interface StoreTest {
  tenant_id: string
  connection_id: string
  options: Connection['options']
  /** `login` gets a random password. */
  action: Extract<Action, 'login' | 'get_user'>
  source: string
  configuration: { [key: string]: string }
  /** Keys whose values may be shown. */
  plain: readonly string[]
  signal?: AbortSignal
}

/** The result of a test. */
export interface StoreTestResult {
  /** Whether the store answered. */
  ok: boolean
  steps: StoreStep[]
  duration_ms: number
}

/** The domain is reserved: no mail server and no person has it. @see RFC 6761, 6.4 */
const DOMAIN = 'connection-test.invalid'

const PASSWORD_CHARS = 32

/** Runs the script in the sandbox as a test run does: same rules of the network, same limits, nothing stored. */
export async function testStore(deps: Pick<TrialDeps, 'runtime'>, test: StoreTest): Promise<StoreTestResult> {
  const revision = `test-${randomAlphanumerics(16)}`
  const identifier = `${randomAlphanumerics(16).toLowerCase()}@${DOMAIN}`
  const password = randomAlphanumerics(PASSWORD_CHARS)
  const call: ScriptCall = {
    tenant_id: test.tenant_id,
    connection_id: test.connection_id,
    script: { action: test.action, source: test.source, revision },
    configuration: { values: test.configuration, plain: test.plain, revision },
    ...tlsOf(test),
    args: [
      identifier,
      ...(test.action === 'login' ? [password] : []),
      ...(test.options.enable_script_context === true
        ? [test.action === 'login' ? {} : contextOfSearch(identifier)]
        : []),
    ],
    secrets: [password],
    throw_away: true,
    ...(test.signal && { signal: test.signal }),
  }
  const run = await deps.runtime.run(call)
  const steps = storeSteps(run)
  return {
    ok: steps.every(({ ok }) => ok !== false) && steps.at(-1)?.ok === true,
    steps,
    duration_ms: run.duration_ms,
  }
}
