/** Derives the outcome of a run from the runner's report and what the broker saw. @module */
import type { ScriptFailure, ScriptOutcome, StoreFault } from '../contract.ts'
import type { ScriptLimits } from '../limits.ts'
import type { RunEnded } from '../messages.ts'
import type { NetworkAccount } from './network-account.ts'
import { BUSY_RETRY_MS, busy } from './run-report.ts'
import { parseValue } from './script-value.ts'
import { faultOf, httpStatusOf, isOutageStatus } from './store-fault.ts'
import type { CancelReason, RunEnding } from './supervised-run.ts'

type Failed = Extract<RunEnded['outcome'], { kind: 'failure' }>
type Notes = Pick<
  NetworkAccount,
  'blocked' | 'unavailable' | 'failures' | 'received' | 'sent' | 'sockets' | 'lookups'
>

/** Messages of drivers that set no code (`pg`: "Connection terminated unexpectedly"). */
const CONNECTION = /\b(?:connection|socket)\b/i
const IS_LOST = /\b(?:terminated|closed|lost|ended|hang up|disconnected)\b/i

/** Node's message when the peer has closed the connection. It is the cause, whichever side closed the socket. */
const HANG_UP = /\bsocket hang up\b/i

/** The message of `mysql` when it is used after its connection failed. */
const AFTER_ERROR = /\bafter (?:fatal error|invoking quit)\b/

/** @returns undefined when the runner's outcome is not credible */
export function outcomeOf(
  ended: RunEnded,
  cancelled: CancelReason | undefined,
  notes: Notes,
  limits: ScriptLimits,
): ScriptOutcome | undefined {
  if (cancelled) return cancelledOutcome(cancelled, ended, notes, limits)
  const { outcome } = ended
  switch (outcome.kind) {
    case 'none':
      return outcome
    case 'rejection': {
      const { message, code, user_id } = outcome
      return {
        kind: 'rejection',
        class: outcome.class,
        message,
        ...(code !== undefined && { code }),
        ...(user_id !== undefined && { user_id }),
      }
    }
    case 'value': {
      const parsed = parseValue(outcome.json, limits)
      switch (parsed.kind) {
        case 'forged':
          return undefined
        case 'invalid':
          return { kind: 'failure', code: 'invalid_profile', message: parsed.message }
        case 'value':
          // The guest says `none` for null.
          return parsed.value === null ? { kind: 'none' } : parsed
      }
      break
    }
    case 'failure':
      return withNetwork(outcome, ended, notes)
  }
}

function cancelledOutcome(
  cancelled: CancelReason,
  ended: RunEnded,
  notes: Notes,
  limits: ScriptLimits,
): ScriptOutcome {
  const given = endOfCancelled(cancelled, limits)
  // Only the network kept the run from ending in time.
  if (cancelled.kind === 'wall') return withNetwork(given, ended, notes)
  return given
}

/** The outcome of a cancelled run, whatever the runner reported later. */
export function endOfCancelled(cancelled: CancelReason, limits: ScriptLimits): ScriptFailure {
  switch (cancelled.kind) {
    case 'limit':
      return { kind: 'failure', code: 'script_limit', message: cancelled.message }
    case 'aborted':
      return {
        kind: 'failure',
        code: 'script_timeout',
        message: 'The caller gave up before the script ended.',
      }
    case 'retired':
      return {
        kind: 'failure',
        code: 'script_crash',
        message: 'The connection was retired while the script ran.',
      }
    case 'busy':
      return busy('Too many hashes of the tenant are waiting.', BUSY_RETRY_MS)
    case 'wall':
      return wallFailure(limits)
  }
}

/** The outcome of a run whose runner died. */
export function endOfRunner(
  { reason, suspected, suspects, cancelled }: Extract<RunEnding, { kind: 'died' }>,
  limits: ScriptLimits,
): ScriptFailure {
  if (reason === 'closed') return shutDown()
  if (!suspected) return crash('Its sandbox process was ended because of another run. Try again.')
  if (cancelled) return endOfCancelled(cancelled, limits)
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: it does not see through Exclude; tsc does
  switch (reason) {
    case 'wall':
      return wallFailure(limits)
    case 'overdue':
      if (suspects > 1) break
      return {
        kind: 'failure',
        code: 'script_timeout',
        message: `The script ran for more than ${limits.entry_ms} ms without a pause and had to be stopped.`,
      }
    case 'memory':
      return {
        kind: 'failure',
        code: 'script_memory',
        message: `The sandbox process of the script grew over ${limits.runner_mb} MiB.`,
      }
    case 'heartbeat':
    case 'protocol':
    case 'exit':
    case 'signal':
    case 'idle':
      break
  }
  return crash('The sandbox process of the script ended unexpectedly.')
}

/** A network failure: refused by policy, or caused by the legacy system. */
function withNetwork(
  failed: Failed | ScriptFailure,
  { waiting_for_network, http_status }: Pick<RunEnded, 'waiting_for_network' | 'http_status'>,
  notes: Notes,
): ScriptFailure {
  const fault = failed.code === 'script_error' ? faultOf(failed, http_status) : undefined
  const failure = copy(failed, fault?.fault)
  // A driver that retries waits for its own timer in between.
  const neverReached = notes.unavailable.size > 0 && notes.received === 0
  const timedOut = failed.code === 'script_timeout' && (waiting_for_network || neverReached)
  if (failed.code !== 'script_error' && failed.code !== 'no_callback' && !timedOut) return failure
  const [blocked] = notes.blocked.values()
  if (blocked) return { ...failure, code: 'network_blocked', message: blocked.message }
  const [unavailable] = notes.unavailable.values()
  // Without any network use in the run, an outage is not credible.
  const touched = notes.sent + notes.sockets + notes.lookups > 0
  const toldOutage = touched && fault?.outage === true
  const lostPeer = notes.failures > 0 && tellsLostConnection(failed.message)
  // A script that could not parse a gateway's page has met an outage, whatever it reports.
  const answeredOutage =
    failed.code === 'script_error' && http_status !== undefined && isOutageStatus(http_status)
  if (unavailable || toldOutage || lostPeer || answeredOutage || timedOut) {
    const message = messageOf(failed, unavailable?.message)
    const error_code = failed.error_code ?? unavailable?.code
    return {
      ...failure,
      code: 'legacy_unavailable',
      message,
      ...(error_code !== undefined && { error_code }),
    }
  }
  return failure
}

/**
 * A script that closes its driver before it passes the error on fails with the driver's complaint about that: what was
 * wrong with the network comes first then.
 */
function messageOf({ code, message }: Failed | ScriptFailure, unavailable: string | undefined): string {
  if (unavailable === undefined) return message
  if (code !== 'script_error') return unavailable
  const isAfterwards = tellsLostConnection(message) || AFTER_ERROR.test(message)
  if (!isAfterwards || HANG_UP.test(message) || message.includes(unavailable)) return message
  return `${unavailable}. Then the script used the closed connection: ${message}`
}

/** Whether a line names a connection first and its end later. Two searches: one pattern for both takes the square of a long line. */
function tellsLostConnection(message: string): boolean {
  return message.split(/[\n\r\u2028\u2029]/).some((line) => {
    const at = line.search(CONNECTION)
    return at >= 0 && IS_LOST.test(line.slice(at))
  })
}

/** The outcome of a run that was under way, or waited for a runner, when the runtime was closed. */
export function shutDown(): ScriptFailure {
  return crash('The server is shutting down.')
}

function wallFailure(limits: ScriptLimits): ScriptFailure {
  return {
    kind: 'failure',
    code: 'script_timeout',
    message: `The script did not end within ${limits.wall_ms} ms.`,
  }
}

function crash(message: string): ScriptFailure {
  return { kind: 'failure', code: 'script_crash', message }
}

function copy(failed: Failed | ScriptFailure, store_fault: StoreFault | undefined): ScriptFailure {
  const { code, message, name, error_code, line, column, stack } = failed
  const http_status = httpStatusOf(failed)
  return {
    kind: 'failure',
    code,
    message,
    ...(name !== undefined && { name }),
    ...(error_code !== undefined && { error_code }),
    ...(http_status !== undefined && { http_status }),
    ...(store_fault !== undefined && { store_fault }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...(stack !== undefined && { stack }),
  }
}
