/**
 * The messages between the two halves of the runner, host and guest.
 *
 * Guest to host: `sync` (an operation that returns at once), `blocking` (the same for the guest, but answered later), and
 * `post` (one way; the posts of a turn are sent together). Host to guest: an event `(id, type, a, b)` for an object that
 * the guest opened under `id`. Only strings, finite numbers, booleans, null and bytes are sent; bytes as copies. A post
 * whose operation is a question is answered by one event of type `ok` or `err`. @module
 */
import type { TraceEvent } from '../contract.ts'
import type { ScriptLimits } from '../limits.ts'
import type { WireError } from '../messages.ts'
import type { TlsTally } from './host/tls-tally.ts'
import type { KdfLine } from './kdf/line.ts'

/** A value that may be sent. */
export type Cell = string | number | boolean | null | undefined | Uint8Array

/** A failure for the guest, without anything of the host. */
export class HostError extends Error {
  override readonly name = 'HostError'
  readonly wire: WireError & { [key: string]: string | number | undefined }

  constructor(code: string, message: string, more?: { [key: string]: string | number | undefined }) {
    super(message)
    this.wire = { ...more, code, message }
  }
}

/** A budget is used up: ends the run with this code and retires the isolate. */
export class LimitError extends Error {
  override readonly name = 'LimitError'
}

/** A socket that the broker connected. Bytes are counted and credited there. */
export interface BrokeredSocket {
  write(bytes: Uint8Array, done: () => void): void
  end(): void
  destroy(): void
  /** Bytes that were handed on: the peer may send as many more. */
  consumed(bytes: number): void
}

export interface SocketEvents {
  opened(info: {
    address: string
    family: 4 | 6
    port: number
    local_address: string
    local_port: number
  }): void
  data(bytes: Uint8Array): void
  end(): void
  /** The last event. */
  closed(error: WireError | undefined): void
}

/** The runner's network: frames to the supervisor; tests give sockets of their own. */
export interface Broker {
  connect(host: string, port: number, events: SocketEvents): BrokeredSocket
  dns(operation: string, name: string, family: 0 | 4 | 6): Promise<unknown>
}

/** What a power may do with the isolate that called it. */
export interface PowerContext {
  readonly limits: ScriptLimits
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
