/** Network use of a run, or of the pause between two runs, and its failures. @module */
import type { TraceEvent } from '../contract.ts'
import type { ScriptLimits } from '../limits.ts'
import type { WireError } from '../messages.ts'
import { BLOCKED, limitError, OVER_LIMIT, WireFailure } from './wire-error.ts'

/** Budgets of one isolate from one moment to another. */
export interface NetworkAccount {
  readonly limits: NetworkLimits
  /** Between two runs nobody is charged: exceeding a limit only closes the socket. */
  readonly during_run: boolean
  received: number
  sent: number
  sockets: number
  lookups: number
  /** Sockets that could not be connected, broke, or were closed instead of answered. */
  failures: number
  /** Connects that the policy refused, by `host:port`. */
  readonly blocked: Map<string, WireError>
  /** Hosts that could not be reached, or that hung up without an answer, by `host:port`. */
  readonly unavailable: Map<string, WireError>
  /** Milliseconds since the start of the run. */
  now_ms(): number
  trace(event: TraceEvent): void
  /** A budget is used up: the run ends as `script_limit`. */
  exceeded(message: string): void
  /** The other side closed a connection that the script kept from an earlier run. */
  lost(): void
  kept_lost: boolean
}

/** The part of the limits that the broker enforces. */
export type NetworkLimits = Pick<
  ScriptLimits,
  | 'sockets_open'
  | 'sockets_per_run'
  | 'received_bytes'
  | 'sent_bytes'
  | 'dns_lookups'
  | 'connect_ms'
  | 'socket_idle_ms'
>

/** Bytes in each direction that kept connections may exchange between two runs: keep-alives, the rest of an answer. */
const PAUSE_BYTES = 1024 * 1024

const TRACE_EVENTS = 200

/** Adds an event to a run's trace while there is room. */
export function keepEvent(trace: TraceEvent[], event: TraceEvent): void {
  if (trace.length < TRACE_EVENTS) trace.push(event)
}

/** @param exceeded called once, with a text that names the limit */
export function createRunAccount(
  limits: NetworkLimits,
  began: number,
  trace: TraceEvent[],
  exceeded: (message: string) => void,
): NetworkAccount {
  const account: NetworkAccount = {
    ...emptyAccount(),
    limits,
    during_run: true,
    now_ms: () => performance.now() - began,
    trace(event) {
      keepEvent(trace, event)
    },
    exceeded,
    lost() {
      account.kept_lost = true
    },
  }
  return account
}

/**
 * The account of an isolate that has no run.
 *
 * @param onLost a connection that the script kept was closed by the other side
 */
export function createPauseAccount(limits: NetworkLimits, onLost: () => void): NetworkAccount {
  return {
    ...emptyAccount(),
    limits: {
      ...limits,
      received_bytes: Math.min(PAUSE_BYTES, limits.received_bytes),
      sent_bytes: Math.min(PAUSE_BYTES, limits.sent_bytes),
    },
    during_run: false,
    now_ms: () => 0,
    trace: () => undefined,
    exceeded: () => undefined,
    lost: onLost,
  }
}

function emptyAccount() {
  return {
    received: 0,
    sent: 0,
    sockets: 0,
    lookups: 0,
    failures: 0,
    kept_lost: false,
    blocked: new Map<string, WireError>(),
    unavailable: new Map<string, WireError>(),
  }
}

/** Charges one look-up. @throws {WireFailure} when there were too many */
export function spendLookup(payer: NetworkAccount): void {
  if (++payer.lookups <= payer.limits.dns_lookups) return
  const message = `The script looked up more than ${payer.limits.dns_lookups} names in one run.`
  payer.exceeded(message)
  throw new WireFailure(limitError(message))
}

/** Remembers why a host could not be reached, for the outcome of the run. */
export function noteFailure(payer: NetworkAccount, endpoint: string, wire: WireError): void {
  switch (wire.code) {
    case BLOCKED:
      payer.blocked.set(endpoint, wire)
      return
    case OVER_LIMIT:
    case 'ECONNABORTED':
      return
    default:
      payer.failures++
      payer.unavailable.set(endpoint, wire)
  }
}

/** An event that started at `began` (as of `performance.now()`) and ends now. */
export function traceOf(
  payer: NetworkAccount,
  kind: 'dns' | 'connect',
  host: string,
  began: number,
  outcome: string,
): TraceEvent {
  const duration_ms = performance.now() - began
  const at_ms = Math.max(0, payer.now_ms() - duration_ms)
  return { at_ms, kind, host, duration_ms, outcome: outcome === BLOCKED ? 'network_blocked' : outcome }
}
