/** Everything that passes between the server and the runtime: plain data, no live objects. @module */
import type { Socket } from 'node:net'
import type { ScriptName } from './actions.ts'
import type { ScriptLimits } from './limits.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export type { Action, ScriptName } from './actions.ts'
export { ACTIONS } from './actions.ts'

/** Versions of TLS that are broken, and allowed where a legacy store knows no other. */
export const OLD_TLS = ['TLSv1', 'TLSv1.1'] as const

/** One of `OLD_TLS`. */
export type OldTls = (typeof OLD_TLS)[number]

/** One run of one script. */
export interface ScriptCall {
  tenant_id: string
  connection_id: string
  script: {
    action: ScriptName
    /** The tenant's text, evaluated as an expression. At most `limits.source_bytes` of UTF-8. */
    source: string
    /** Identifies this text within the connection; another text needs another revision. */
    revision: string
  }
  configuration: {
    values: { [key: string]: string }
    /** Keys whose values may be shown; all others are secret. */
    plain?: readonly string[]
    revision: string
  }
  /** Oldest TLS that the legacy store may speak where the script does not say; default 1.2. */
  tls_min_version?: OldTls
  /** Positional arguments before the callback. */
  args: readonly Json[]
  /** Secret values, such as the typed password: redacted in all output of the run. */
  secrets?: readonly string[]
  /**
   * A test run: it gets an isolate of its own, which is thrown away afterwards, in a runner apart from the tenant's other
   * runs.
   */
  throw_away?: boolean
  /** May only lower the operator's limits. */
  limits?: Partial<ScriptLimits>
  /** Ends the run early as `script_timeout`; the isolate is thrown away. */
  signal?: AbortSignal
  /**
   * Called once, when the run has left its queue and its circuit is closed; never for a call that is refused before. Work
   * that does not depend on the outcome can start then. Must not throw.
   */
  on_begun?: () => void
}

/** Errors that a script raises on purpose, by the global class it used. */
export type RejectionClass = 'WrongUsernameOrPasswordError' | 'ValidationError' | 'UnauthorizedError'

export const FAILURES = [
  'script_error',
  'script_syntax',
  'script_timeout',
  'script_memory',
  'script_limit',
  'script_crash',
  'no_callback',
  'module_not_available',
  'network_blocked',
  'invalid_profile',
  'legacy_unavailable',
  'busy',
] as const

/**
 * Trouble of the legacy store itself, as opposed to a denial: the store could not be reached, refused the script's own
 * credentials, forbade or did not understand the query, took too long, or was overloaded.
 */
export type StoreFault = 'connect' | 'login' | 'permission' | 'syntax' | 'timeout' | 'overload'

/** Stable: in the API, the tenant's log and tests. */
export type FailureCode = (typeof FAILURES)[number]

export interface ScriptFailure {
  kind: 'failure'
  code: FailureCode
  /** Says what to change. Redacted; holds no path or frame of the host. */
  message: string
  /** `name` of the error that the script passed or threw. */
  name?: string
  /** `code` of that error, as drivers set it (`ECONNREFUSED`, `ER_ACCESS_DENIED_ERROR`). */
  error_code?: string
  /** HTTP status that the error carries, as axios, got and request set it. */
  http_status?: number
  /**
   * Recognised by the error's code, SQLSTATE, number, name or status. Missing when the error says nothing about the store.
   */
  store_fault?: StoreFault
  /** In the tenant's own text, from 1. */
  line?: number
  column?: number
  /** Frames in the tenant's text and in packages, none of the host's. */
  stack?: string
  /** For `busy`: when to try again. */
  retry_after_ms?: number
}

/** How a run ended. Whatever a script does is one of these. */
export type ScriptOutcome =
  /** `callback(null, value)` with a value that is not null. */
  | { kind: 'value'; value: Json }
  /** `callback()`, `callback(null)`, `callback(null, null)`. */
  | { kind: 'none' }
  /** One of the three error classes, passed or thrown. */
  | { kind: 'rejection'; class: RejectionClass; message: string; code?: string; user_id?: string }
  | ScriptFailure

export type LogLevel = 'log' | 'info' | 'warn' | 'error' | 'debug'

export interface LogLine {
  /** Milliseconds since the start of the run. */
  at_ms: number
  level: LogLevel
  text: string
}

/** One thing a run did outside its isolate. No values, no paths beyond the host. */
export interface TraceEvent {
  /** Start, in milliseconds since the start of the run. */
  at_ms: number
  kind: 'dns' | 'connect' | 'tls' | 'http'
  host: string
  port?: number
  /** For `http`. */
  method?: string
  status?: number
  duration_ms: number
  /** `ok`, or the code it failed with (`ECONNREFUSED`, `network_blocked`). */
  outcome: string
}

export interface ScriptRun {
  outcome: ScriptOutcome
  logs: LogLine[]
  /** Lines were cut or left out. */
  logs_truncated: boolean
  trace: TraceEvent[]
  duration_ms: number
  /** Of the isolate's thread, and of hashing passwords and deriving keys for it. */
  cpu_ms: number
  /** Heap and buffers of the isolate at the end of a test-run; 0 when it was killed, and for other runs. */
  memory_bytes: number
  /** Calls of the callback after the first settlement. */
  late_settlements: number
  /** Errors after the first settlement that nothing caught: throws, rejections, `error` events without a listener. */
  late_errors: number
  /** Bytes that databases and web services sent in the last attempt: of sockets, without DNS and without TLS overhead. */
  legacy_bytes_received: number
  /** 2 when a read-only run was repeated, because its runner died through no fault of the run. */
  attempts: number
}

export interface Runtime {
  /**
   * Runs an action script once.
   *
   * @throws only for a fault of the host itself, never for anything a script does
   */
  run(call: ScriptCall): Promise<ScriptRun>
  /**
   * Redacts the call's secrets in values that are shown, as `run` does in the texts of a run.
   *
   * @returns as many values, with texts and keys redacted
   */
  redactValues(
    call: Pick<ScriptCall, 'tenant_id' | 'connection_id' | 'configuration' | 'secrets'> &
      Partial<Pick<ScriptCall, 'script'>>,
    values: readonly Json[],
  ): Promise<Json[]>
  /**
   * Connects on behalf of a tenant, for a request of the server itself to an address that the tenant has chosen. The rules are
   * those of scripts: private addresses and the server's own need the operator's leave.
   *
   * @returns a socket that is connected, and reads nothing yet
   * @throws an error with a `code` as Node's sockets have it, or ERR_NETWORK_BLOCKED
   */
  connect(tenant_id: string, target: ConnectTarget): Promise<Socket>
  /**
   * Says whether scripts of a tenant could connect to an address, and by which rule. A name is looked up; nothing connects.
   */
  checkAddress(tenant_id: string, target: CheckedTarget): Promise<AddressVerdict>
  /** @returns when a blank runner is ready */
  ready(): Promise<void>
  /** Counts for health and tests. */
  stats(): RuntimeStats
  /** Connections that have isolates. */
  connections(): { tenant_id: string; connection_id: string }[]
  /** Forgets a connection's isolates, e.g. when it was deleted. Runs under way end. */
  retire(tenant_id: string, connection_id: string): void
  /** Ends every runner by SIGKILL. Runs under way end as `script_crash`. */
  close(): Promise<void>
}

/** An address to check. */
export interface CheckedTarget {
  /** A name, or an IP address. */
  host: string
  port: number
  signal: AbortSignal
}

/** `by`: the address is public, the operator allows it, or it is the sample store. `message`: as a script would get it. */
export type AddressVerdict =
  | { kind: 'allowed'; by: 'public' | 'operator' | 'sample' }
  | { kind: 'refused' | 'unknown_host'; message: string }

/** Where to connect. */
export interface ConnectTarget {
  /** A name, or an IP address. */
  host: string
  port: number
  /** Limit for the look-up and all attempts together. */
  connect_ms: number
  signal: AbortSignal
}

interface RuntimeStats {
  runners: { pid: number; tenant_id: string | undefined; isolates: number; runs: number }[]
  queued: number
  /** Look-ups of names under way, and those that wait for their turn. */
  look_ups: { running: number; queued: number }
  kills: number
}

export interface RuntimeOptions {
  /** `FERRY_SANDBOX_ALLOW`: CIDR, host or `host:port` that scripts may reach though private. */
  allow?: readonly string[]
  /** The server's own listeners and its store: refused under any CIDR of `allow`. Read again for each connect. */
  own_endpoints?: () => readonly { address: string; port: number }[]
  /**
   * Listeners of the server's process that scripts may reach by a name of their own, whatever their address: the port on
   * 127.0.0.1 for the name and port that a script asks for. Read again for each connect.
   */
  inner_service?: (name: string, port: number) => number | undefined
  limits?: Partial<ScriptLimits>
  /** Unassigned runners kept ready. Default 1. */
  blank_runners?: number
  /** Operator's log. No tenant text, no secrets. */
  on_event?: (event: RuntimeEvent) => void
  /** Name resolution; a stub in tests. Default: the machine's own way, by `name_files`. */
  resolve?: (hostname: string) => Promise<readonly { address: string; family: 4 | 6 }[]>
  /** The system's files that configure name resolution, and the port of the name servers in them; others in tests. */
  name_files?: { hosts?: string; resolv_conf?: string; nsswitch?: string; port?: number; fresh_ms?: number }
}

export type RuntimeEvent =
  | { kind: 'runner_started'; pid: number }
  | { kind: 'runner_killed'; pid: number; tenant_id: string | undefined; reason: string }
  | {
      kind: 'runner_exited'
      pid: number
      tenant_id: string | undefined
      code: number | null
      signal: string | null
    }
  | { kind: 'circuit_opened'; tenant_id: string; connection_id: string }
