/** Runs a script that changes the legacy store. @module */

import type { Json, ScriptRun } from '../../../runtime/index.ts'
import type { Connection } from '../../store/contract.ts'
import type { ScriptDeps } from './deps.ts'
import type { Judged, ScriptTrouble } from './run-script.ts'
import { hasScript, judgeFailure, readRejection, runScript } from './run-script.ts'

/** The scripts that change the legacy store. */
export type ChangeAction = 'create' | 'verify' | 'change_password' | 'delete' | 'change_email'

/** How the change went. */
export type ActionAnswer =
  /** `value`: the callback's second argument, if it could be copied; only `change_password` and `verify` give it a meaning. */
  | { kind: 'done'; value: Json; run_id: string }
  /** The script says that it changed nothing. Not possible for `create` and `delete`. */
  | { kind: 'refused'; run_id: string }
  /** `message`: `change_email script does not exist`, Auth0's text. Nothing ran and nothing is recorded. */
  | { kind: 'missing_script'; message: string }
  | ScriptTrouble

/** Positional arguments of each script, without context and callback. */
interface ActionArguments {
  create: [user: { [key: string]: Json }]
  verify: [email: string]
  change_password: [identifier: string, new_password: string]
  /** Without the `auth0|` prefix. */
  delete: [external_id: string]
  change_email: [email: string, new_email: string, verified: boolean]
}

/**
 * What tells one change from another. `user`: the state before the change (`created_at` for a deletion, otherwise
 * `updated_at`), so that the same change, requested again after it was made, is a new one. `request`: only the arguments.
 */
export type Occasion =
  | { kind: 'ticket'; ticket_sha256: string }
  | { kind: 'user'; user_id: string; at: number }
  | { kind: 'request' }

interface ActionRequest<A extends ChangeAction> {
  tenant_id: string
  connection: Connection
  action: A
  args: ActionArguments[A]
  /** What a repeated request shares with the first, beside the arguments, and no other request has. */
  occasion: Occasion
  /** Passwords among the arguments. */
  secrets: readonly string[]
  /** `sign_up`, `reset` …: kept with the record. */
  purpose: string
}

/** Runs the script once. */
export async function askAction<A extends ChangeAction>(
  deps: ScriptDeps,
  request: ActionRequest<A>,
): Promise<ActionAnswer> {
  const { connection, action } = request
  if (!hasScript(connection, action)) {
    return { kind: 'missing_script', message: `${action} script does not exist` }
  }
  const context = { idempotency_key: await idempotencyKey(deps, request) }
  return runScript<ActionAnswer>(deps, { ...request, context }, (run, run_id) => judge(action, run, run_id))
}

const KEY_DIGITS = 32

/**
 * A key that is the same when the same change is requested again, also after a crash (M8). It is an HMAC, since passwords
 * are among the arguments and scripts may store it.
 */
async function idempotencyKey(
  { store }: Pick<ScriptDeps, 'store'>,
  { tenant_id, connection, action, args, occasion }: ActionRequest<ChangeAction>,
): Promise<string> {
  const what = ['idempotency', connection.connection_id, action, args, occasion]
  const digits = await store.fingerprint(tenant_id, JSON.stringify(what))
  return digits.slice(0, KEY_DIGITS)
}

/** Reads the outcome. @see Auth0's custom database action scripts, for the meaning of each form of the callback */
function judge(action: ChangeAction, { outcome }: ScriptRun, run_id: string): Judged<ActionAnswer> {
  const saysNo = action !== 'create' && action !== 'delete'
  switch (outcome.kind) {
    case 'none':
      return saysNo ? refused('none', run_id) : done(null, 'none', run_id)
    case 'value':
      return saysNo && !outcome.value ? refused('value', run_id) : done(outcome.value, 'value', run_id)
    case 'rejection': {
      const message = `${outcome.class}: ${outcome.message}`
      const answer = readRejection(outcome, run_id)
      if (answer) return { answer, outcome: 'rejection', message }
      if (saysNo) return { ...refused('rejection', run_id), message }
      return {
        answer: { kind: 'failed', code: 'script_error', log_id: run_id },
        outcome: 'rejection',
        message,
      }
    }
    case 'failure':
      // The callback was called without an error. Its value (a row, a response) cannot be copied, but does not mean "no".
      if (outcome.code === 'invalid_profile') return done(null, 'value', run_id)
      return judgeFailure(outcome, run_id)
  }
}

function done(value: Json, outcome: string, run_id: string): Judged<ActionAnswer> {
  return { answer: { kind: 'done', value, run_id }, outcome, message: undefined }
}

function refused(outcome: string, run_id: string): Judged<ActionAnswer> {
  return { answer: { kind: 'refused', run_id }, outcome, message: undefined }
}
