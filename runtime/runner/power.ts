/** Host powers: the operations that a guest may ask of the host, and what an operation works with. @module */
import type { OldTls, TraceEvent } from '../contract.ts'
import type { ScriptLimits } from '../limits.ts'
import type { Broker, Cell } from './abi.ts'
import type { TlsTally } from './host/tls-tally.ts'
import type { KdfLine } from './kdf/line.ts'

/** What a power may do with the isolate that called it. */
export interface PowerContext {
  readonly limits: ScriptLimits
  /** Oldest TLS where the script does not say; undefined: 1.2. */
  readonly tls_min_version?: OldTls | undefined
  readonly broker: Broker
  /** Handles of this isolate, by the guest's id; a power checks that the handle is of its own kind. */
  readonly handles: Map<number, Handle>
  readonly tls: TlsTally
  /** Hashes of passwords and derived keys of this isolate. */
  readonly kdf: KdfLine
  /** Sends an event to the guest. `bytes` are copied. */
  deliver(id: number, type: string, a?: Cell, b?: Cell): void
  /** Answers a question with `ok`, or with `err` for a `HostError`. The run is not "pending nothing" before that. */
  answer(id: number, work: Promise<Cell>): void
  /** A web service answered with this status. */
  httpAnswered(status: number): void
  /** Reports an event when it has ended. */
  trace(event: Omit<TraceEvent, 'at_ms'>): void
  /** Counts the runs of this isolate; 0 before the first. What a handle did in an earlier run keeps none waiting. */
  run(): number
  log(level: string, text: string): void
}

/** An object on the host that belongs to the guest. */
export interface Handle {
  readonly kind: string
  /** Keeps the current run from ending as `no_callback`: opened or written to since this run began. */
  busy(): boolean
  /** It sent something in this run, and has had no answer since: the run waits for the network. */
  waiting?(): boolean
  /** Called when the isolate is disposed of. */
  close(): void
}

/**
 * A host power: operations by name. Arguments are untrusted: each operation parses its own.
 *
 * A `sync` operation throws `HostError`, or returns a value; a `post` gets the id that the guest chose first.
 */
export interface HostPower {
  sync?: { [operation: string]: (context: PowerContext, ...args: Cell[]) => Cell }
  /**
   * Like `sync` for the guest, which waits; the runner's other isolates continue meanwhile, and the clock of the guest's
   * entry is stopped. For sync KDFs.
   */
  blocking?: { [operation: string]: (context: PowerContext, ...args: Cell[]) => Promise<Cell> }
  post?: { [operation: string]: (context: PowerContext, id: number, ...args: Cell[]) => void }
}
