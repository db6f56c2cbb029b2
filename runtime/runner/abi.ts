/**
 * The messages between the two halves of the runner, host and guest.
 *
 * Guest to host: `sync` (an operation that returns at once), `blocking` (the same for the guest, but answered later), and
 * `post` (one way; the posts of a turn are sent together). Host to guest: an event `(id, type, a, b)` for an object that
 * the guest opened under `id`. Only strings, finite numbers, booleans, null and bytes are sent; bytes as copies. A post
 * whose operation is a question is answered by one event of type `ok` or `err`. @module
 */
import type { WireError } from '../messages.ts'

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
  /** Bytes that were passed on: the peer may send the same number again. */
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
