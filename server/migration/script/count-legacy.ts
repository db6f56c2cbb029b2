/** Runs the script of `options.ferry_count`, which counts the people of a legacy store. @module */
import type { Json, ScriptRun } from '../../../runtime/index.ts'
import type { Connection, LegacyCount, Store } from '../../store/contract.ts'
import type { ScriptDeps } from './deps.ts'
import type { Judged } from './run-script.ts'
import { judgeFailure, runScript } from './run-script.ts'

/** More people than any legacy store has. */
const MOST_PEOPLE = 1_000_000_000_000

const PROBLEM_CHARACTERS = 500

/** How long a count is claimed: longer than the script may wait and run. */
export const COUNT_LEASE_MS = 600_000

/** What a count needs of the server. */
export interface CountDeps extends ScriptDeps {
  store: ScriptDeps['store'] & Pick<Store, 'saveLegacyTotal'>
}

/**
 * Runs the script apart from sign-ins, which never wait for it, and keeps what it counted. A count that failed keeps the
 * total that was known, and says why. Needs the claim of `claimLegacyCount`, which it ends.
 *
 * @param count.signal ends the run; then nothing is kept, and the claim ends by itself
 */
export async function countLegacy(
  deps: CountDeps,
  count: { tenant_id: string; connection: Connection; signal?: AbortSignal },
): Promise<void> {
  const { tenant_id, connection, signal } = count
  const counted = await runScript(
    deps,
    {
      tenant_id,
      connection,
      action: 'count',
      args: [],
      context: {},
      secrets: [],
      purpose: 'count',
      throw_away: true,
      ...(signal && { signal }),
    },
    judge,
  )
  if (signal?.aborted) return
  await deps.store.saveLegacyTotal(tenant_id, connection.connection_id, counted)
}

function judge({ outcome }: ScriptRun, run_id: string): Judged<LegacyCount> {
  switch (outcome.kind) {
    case 'value': {
      const total = outcome.value
      if (isTotal(total)) {
        const answer = { kind: 'total', total, source: 'script', run_id } as const
        return { answer, outcome: 'value', message: undefined }
      }
      return failed('script_error', notATotal(total), run_id)
    }
    case 'none':
      return failed('script_error', `The script called back without a number. ${REMEDY}`, run_id)
    case 'rejection':
      return failed('rejection', `${outcome.class}: ${outcome.message}`, run_id)
    case 'failure': {
      // A BigInt, a function or the like.
      if (outcome.code === 'invalid_profile') {
        return failed('script_error', `The script called back with what is no number. ${REMEDY}`, run_id)
      }
      const { message, outcome: code } = judgeFailure(outcome, run_id)
      return failed(code, message ?? code, run_id)
    }
  }
}

const REMEDY = 'Call back with a whole number from 0 to 1,000,000,000,000, such as callback(null, 12345).'

function isTotal(value: Json): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= MOST_PEOPLE
}

/** The value itself is not told: it may be a row of the legacy store. */
function notATotal(value: Json): string {
  if (typeof value === 'number') return `The script called back with a number that is no count. ${REMEDY}`
  if (typeof value === 'string') {
    return 'The script called back with a text, as some drivers return a count. Make it a number: callback(null, +count).'
  }
  const what = Array.isArray(value) ? 'a list' : typeof value === 'boolean' ? 'true or false' : 'an object'
  return `The script called back with ${what}. ${REMEDY}`
}

function failed(outcome: string, message: string, run_id: string): Judged<LegacyCount> {
  const problem = message.slice(0, PROBLEM_CHARACTERS).toWellFormed()
  return { answer: { kind: 'problem', problem, run_id }, outcome, message }
}
