/** JSON payloads of the frames. What comes from a runner is untrusted: parse it with the schemas here. @module */
import * as z from 'zod'
import type { Json, OldTls, ScriptName } from './contract.ts'
import { FAILURES } from './contract.ts'
import type { ScriptLimits } from './limits.ts'

/** Supervisor → runner: build an isolate, do not run anything yet. */
export interface OpenIsolate {
  script: { action: ScriptName; source: string }
  configuration: { [key: string]: string }
  /** Oldest TLS where the script does not say. */
  tls_min_version?: OldTls
  limits: ScriptLimits
}

/** Supervisor → runner: run the isolate's script. One run at a time in an isolate. */
export interface StartRun {
  isolate: number
  args: readonly Json[]
  /** By `sharedClock_ms`; the runner may read it late. */
  began_ms: number
  /** Remaining wall time of the run at that moment. */
  wall_ms: number
  /** Whether to measure the isolate's memory at the end, which costs more than a small run. */
  measure_memory: boolean
}

export interface SocketOpened {
  address: string
  family: 4 | 6
  port: number
  local_address: string
  local_port: number
}

/** An error as Node's sockets report it. */
export interface WireError {
  code: string
  message: string
  syscall?: string
  address?: string
  port?: number
  hostname?: string
}

export interface SocketClosed {
  error?: WireError
}

export type DnsAnswer = { records: Json } | { error: WireError }

const Id = z.int().min(0).max(0xffff_ffff)
const Text = (max: number) => z.string().max(max)

export const RunnerReady = z.strictObject({ v8: Text(100), node: Text(100) })

export const Pong = z.strictObject({
  /** Duration of the longest current entry into an isolate; 0 when there is none. */
  oldest_entry_ms: z.number().min(0),
  /** The isolate of that entry. Without it every run that had begun by then is suspected. */
  isolate: Id.optional(),
  /** Resident memory of the runner, for systems without /proc. */
  rss_bytes: z.number().min(0),
})

export const OpenSocket = z.strictObject({
  isolate: Id,
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535),
})

export const DNS_OPERATIONS = ['lookup', '4', '6', 'Cname', 'Mx', 'Ns', 'Ptr', 'Srv', 'Txt'] as const

export const DnsQuery = z.strictObject({
  isolate: Id,
  /** `lookup` answers `[{address, family}]`; the others what `dns.resolve<Op>` answers. */
  operation: z.enum(DNS_OPERATIONS),
  name: z.string().min(1).max(253),
  family: z.union([z.literal(0), z.literal(4), z.literal(6)]),
})

export const IsolateClosed = z.strictObject({ reason: Text(200) })

export const LogLineFrame = z.strictObject({
  at_ms: z.number().min(0),
  level: z.enum(['log', 'info', 'warn', 'error', 'debug']),
  text: Text(8 * 1024),
})

export const TraceFrame = z.strictObject({
  at_ms: z.number().min(0),
  kind: z.enum(['tls', 'http']),
  host: Text(300),
  port: z.int().min(0).max(65_535).optional(),
  method: Text(20).optional(),
  status: z.int().min(0).max(999).optional(),
  duration_ms: z.number().min(0),
  outcome: Text(100),
})

const Place = {
  line: z.int().min(1).optional(),
  column: z.int().min(1).optional(),
}

/** Facts of an error beside name, message and code, to recognise trouble of the legacy store. */
export const ErrorFacts = z.strictObject({
  /** `name` of the class that made it, when its own name does not tell. */
  class_name: Text(200).optional(),
  /** `sqlState` and the like. */
  sqlstate: Text(200).optional(),
  /** `errno`, `number`, `errorNum`: the store's own number. */
  number: Text(200).optional(),
  /** HTTP status. */
  status: Text(200).optional(),
  /** Code and name of the first error behind it that has a code. */
  cause_code: Text(200).optional(),
  cause_name: Text(200).optional(),
})

/** A runner's report of a run. `value` is JSON text: the supervisor parses it under its own rules. */
export const RunEnded = z.strictObject({
  outcome: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('value'), json: z.string() }),
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({
      kind: z.literal('rejection'),
      class: z.enum(['WrongUsernameOrPasswordError', 'ValidationError', 'UnauthorizedError']),
      message: Text(4096),
      code: Text(200).optional(),
      user_id: Text(1024).optional(),
    }),
    z.strictObject({
      kind: z.literal('failure'),
      code: z.enum(FAILURES),
      message: Text(4096),
      name: Text(200).optional(),
      error_code: Text(200).optional(),
      facts: ErrorFacts.optional(),
      ...Place,
      stack: Text(8192).optional(),
    }),
  ]),
  cpu_ms: z.number().min(0),
  memory_bytes: z.number().min(0),
  late_settlements: z.int().min(0),
  late_errors: z.int().min(0),
  /** Bytes of sockets that TLS added to what the other side said, during the run. */
  tls_extra_bytes: z.int().min(0),
  logs_truncated: z.boolean(),
  /** The isolate may serve another run. */
  reusable: z.boolean(),
  /** Of the last HTTP answer in the run. */
  http_status: z.int().min(100).max(999).optional(),
  /** The run was waiting for an answer from the network when it ended. */
  waiting_for_network: z.boolean(),
})

export type RunnerReady = z.output<typeof RunnerReady>
export type Pong = z.output<typeof Pong>
export type OpenSocket = z.output<typeof OpenSocket>
export type DnsQuery = z.output<typeof DnsQuery>
export type IsolateClosed = z.output<typeof IsolateClosed>
export type LogLineFrame = z.output<typeof LogLineFrame>
export type TraceFrame = z.output<typeof TraceFrame>
export type ErrorFacts = z.output<typeof ErrorFacts>
export type RunEnded = z.output<typeof RunEnded>
