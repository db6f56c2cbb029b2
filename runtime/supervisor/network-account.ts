/** What a run, or the pause between two runs, has used of the network, and what went wrong there. @module */
import type { ScriptLimits, TraceEvent } from '../contract.ts'
import type { WireError } from '../messages.ts'

/** Budgets of one isolate from one moment to another. */
export interface NetworkAccount {
  readonly limits: NetworkLimits
  /** Between two runs nobody is charged: going over the limits closes the socket and ends nothing else. */
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
  /** Milliseconds since the run began. */
  now_ms(): number
  trace(event: TraceEvent): void
  /** A budget is spent: the run ends as `script_limit`. */
  exceeded(message: string): void
  /** The other side closed a connection that owed no answer. */
  lost(): void
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

/** Bytes each way that kept connections may exchange between two runs: keep-alives, the tail of an answer. */
const PAUSE_BYTES = 1024 * 1024

const TRACE_EVENTS = 200

/** @param exceeded called once, with a text that names the limit */
export function createRunAccount(
  limits: NetworkLimits,
  began: number,
  trace: TraceEvent[],
  exceeded: (message: string) => void,
): NetworkAccount {
  return {
    ...emptyAccount(),
    limits,
    during_run: true,
    now_ms: () => performance.now() - began,
    trace(event) {
      if (trace.length < TRACE_EVENTS) trace.push(event)
    },
    exceeded,
    lost: () => undefined,
  }
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
    blocked: new Map<string, WireError>(),
    unavailable: new Map<string, WireError>(),
  }
}
